import { property, word } from '../terraform/json-value.ts'
import { brokenSnapshot } from './hole.ts'

/** The entries of a list; none where AWS leaves an empty list out. */
export function listIn(value: unknown, name: string, file: string): readonly unknown[] {
  const list = property(value, name)
  if (list === undefined || list === null) return []
  if (!Array.isArray(list)) throw brokenSnapshot(file, `\`${name}\` is not a list`)
  const entries: readonly unknown[] = list
  return entries
}

/** A text that must be there. */
export function textIn(value: unknown, name: string, file: string, within: string): string {
  const found = word(property(value, name))
  if (found === undefined) throw brokenSnapshot(file, `${within} has no \`${name}\``)
  return found
}

/** Whether the output is only a part: AWS cut it, or the command line did (`--max-items`). */
export function isCut(json: unknown): boolean {
  const says = (name: string): boolean => property(json, name) === true
  return says('IsTruncated') || says('Truncated') || word(property(json, 'NextToken')) !== undefined
}
