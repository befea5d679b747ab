import type { Condition, Listed, Problem, Statement } from '../../model/statement.ts'
import { isNegated, quoted, ifEffect, inEachStatement, type Fault, type Judged } from './in-statements.ts'

/** Empty lists and texts. Where they keep an Allow from allowing or a Deny from denying, they are more than untidy. */
export function emptyElements(judged: Judged): readonly Problem[] {
  return inEachStatement(judged, statement => [
    ...(statement.sid === ''
      ? [{ code: 'empty-sid' as const, says: 'has an empty `Sid`', at: statement.at }]
      : []),
    ...emptyList(statement.actions, 'Action'),
    ...emptyList(statement.resources, 'Resource'),
    ...emptyList(statement.principals, 'Principal'),
    ...statement.conditions.flatMap(condition => emptyCondition(condition, statement)),
  ])
}

/** A list of nothing covers nothing; everything but nothing is everything. */
function emptyList(listed: Listed<unknown> | undefined, name: string): readonly Fault[] {
  if (listed === undefined || listed.items.length > 0) return []
  const { at, negated } = listed
  return negated
    ? [{ code: 'empty-element', says: `has an empty \`Not${name}\``, at }]
    : [{ code: 'empty-without-effect', says: `has an empty \`${name}\`, so that it does nothing`, at }]
}

function emptyCondition(condition: Condition, statement: Statement): readonly Fault[] {
  const { key, values, at } = condition
  const blank = values.filter(value => value.length === 0)
  if (values.length > 0 && blank.length === 0) return []
  const what = values.length === 0 ? 'an empty list' : 'an empty text'
  const says = `compares ${quoted(key)} with ${what}`
  // Of several values, the others still count.
  if (blank.length < values.length) return [{ code: 'empty-element', says, at }]
  if (!neverHolds(condition)) return [{ code: 'empty-element', says, at }]
  const holes = ifEffect(statement, 'Allow')
  const effect = holes === undefined ? 'denies' : holes.length > 0 ? 'does' : 'allows'
  return [{ code: 'empty-without-effect', says: `${says}, so that it ${effect} nothing`, at }]
}

/** No request has an empty text for a condition key, and nothing is among no values; `Null` looks at nothing else. */
function neverHolds({ operator, qualifier, ifExists }: Condition): boolean {
  return operator === 'Null' || (!isNegated(operator) && qualifier !== 'ForAllValues' && !ifExists)
}
