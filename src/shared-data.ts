import { existsSync } from 'node:fs'
import { join } from 'node:path'

/** For tests only: a path in the collection of plans that a clone does not have; nothing without it. */
export function sharedPath(...parts: string[]): string | undefined {
  const root = process.env['KEYPLAN_SHARED']
  if (root === undefined || root === '') return undefined
  const path = join(root, ...parts)
  return existsSync(path) ? path : undefined
}
