import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'

/** Whether `npm run docs` runs the tests: pages are then written, and so are as they should be. */
export const isWriting = process.env['UPDATE_GOLDEN'] === '1'

/** A generated page as it stands; written first where that is wanted. One that is stale is mended by `npm run docs`. */
export function standing(path: string, text: string): string {
  if (isWriting) {
    mkdirSync(dirname(path), { recursive: true })
    writeFileSync(path, text)
  }
  return pageAt(path)
}

/** A page as it stands; nothing where there is none. */
export function pageAt(path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return ''
  }
}
