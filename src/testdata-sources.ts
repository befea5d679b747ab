import { existsSync } from 'node:fs'
import { join } from 'node:path'

/** For tests only: what a plan of `testdata/` was made from: `after/` if something was applied before, else its own folder. */
export function sourceFolderOf(name: string): string {
  const folder = ['after', 'mid', 'before', '.'].find(each => existsSync(join('testdata', name, each))) ?? '.'
  return join('testdata', name, folder)
}
