import type { Problem } from '../../model/statement.ts'
import type { Judged } from './in-statements.ts'

/** A policy that stands as text where its resource takes an object. */
export function writtenAsText({ document: { isText, at } }: Judged): readonly Problem[] {
  if (isText !== true) return []
  return [{ code: 'policy-as-text', says: 'it is written as text where the template takes an object', at }]
}
