import type { Listed, Pattern } from '../../model/statement.ts'
import { literal } from '../../model/text.ts'
import { matchesWildcard } from '../wildcard.ts'

/** The actions of a list in lower case; nothing where there are none, those that are left out, or holes. */
export function literalsOf(actions: Listed<Pattern> | undefined): readonly string[] | undefined {
  if (actions === undefined || actions.negated || actions.items.length === 0) return undefined
  const names = actions.items.flatMap(({ text }) => literal(text)?.toLowerCase() ?? [])
  return names.length < actions.items.length ? undefined : names
}

/** Whether one of such names or patterns holds an action. */
export function isCovered(action: string, names: readonly string[]): boolean {
  return names.some(name => matchesWildcard(name, action.toLowerCase()))
}
