import type { Pattern, Statement } from '../model/statement.ts'
import { literal } from '../model/text.ts'
import { isUnknown } from '../model/unknown.ts'
import type { Correction, WrittenStatement } from './correction.ts'
import { instead } from './vocabulary/corrections.ts'
import { writtenStatement } from './written-statement.ts'

/** Whether an action, as it is written, is among those to be set apart; `unknown`: a part of what the pattern covers is. */
export type Sorts = (action: string) => 'yes' | 'no' | 'unknown'

/**
 * The statement in two: what `write` makes of it for some of its actions, and the rest as it is. Nothing where its actions
 * are not told, or one pattern covers actions of both kinds.
 */
export function setApart(
  statement: Statement,
  belongs: Sorts,
  write: (part: Statement) => WrittenStatement | undefined,
): Correction | undefined {
  const { actions } = statement
  if (actions === undefined || actions.negated || isUnknown(statement.effect)) return undefined
  const sorted = actions.items.map(item => ({ item, is: kindOf(item, belongs) }))
  const part = sorted.filter(({ is }) => is === 'yes').map(({ item }) => item)
  const rest = sorted.filter(({ is }) => is === 'no').map(({ item }) => item)
  if (part.length === 0 || part.length + rest.length < sorted.length) return undefined
  if (rest.length === 0) return instead(statement, write(statement))
  // Two statements of one name are refused.
  const { sid: _, ...nameless } = statement
  return instead(
    statement,
    writtenStatement({ ...statement, actions: { ...actions, items: rest } }),
    write({ ...nameless, actions: { ...actions, items: part } }),
  )
}

function kindOf({ text }: Pattern, belongs: Sorts): 'yes' | 'no' | 'unknown' {
  const written = literal(text)
  return written === undefined ? 'unknown' : belongs(written)
}
