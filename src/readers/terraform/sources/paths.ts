import type { SourceFiles } from './sources.ts'

/**
 * A path from a folder of the source directory, as Terraform joins them: `.` and `..` are taken off before any link is
 * followed. Nothing when it leads out of the directory or does not begin at the folder. Both are with slashes.
 */
export function joined(folder: string, path: string): string | undefined {
  if (path.startsWith('/') || path.startsWith('~')) return undefined
  const parts: string[] = []
  for (const part of `${folder}/${path}`.split('/')) {
    if (part === '' || part === '.') continue
    if (part !== '..') parts.push(part)
    else if (parts.pop() === undefined) return undefined
  }
  return parts.join('/')
}

/** The way from a folder to another, both from the source directory: `../modules/key`; `.` for the same. */
export function wayFrom(folder: string, other: string): string {
  const start = partsOf(folder)
  const end = partsOf(other)
  let shared = 0
  while (shared < start.length && shared < end.length && start[shared] === end[shared]) shared += 1
  const parts = [...start.slice(shared).fill('..'), ...end.slice(shared)]
  return parts.length === 0 ? '.' : parts.join('/')
}

function partsOf(folder: string): string[] {
  return folder === '' ? [] : folder.split('/')
}

/** A path of the source directory as people are shown it: `infra/main.tf`. */
export function shownPath({ shown }: SourceFiles, path: string): string {
  if (path === '') return shown
  if (shown === '.') return path
  return shown.endsWith('/') ? `${shown}${path}` : `${shown}/${path}`
}
