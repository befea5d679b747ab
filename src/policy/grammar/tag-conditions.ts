import type { Condition, Listed, Pattern, Problem, Statement } from '../../model/statement.ts'
import table from '../aws/services-without-tags.json' with { type: 'json' }
import { ifEffect, inEachStatement, needsItsKey, quoted, type Fault, type Judged } from './in-statements.ts'
import { serviceOf } from './kms-action-facts.ts'

const withoutTags: ReadonlySet<string> = new Set(table.services.split(' '))

/**
 * `aws:ResourceTag` on actions of services whose requests never have it (Access Analyzer, "… with unsupported tag
 * condition key for service"). By service alone: which actions of the others have it is not judged.
 */
export function tagConditions(judged: Judged): readonly Problem[] {
  if (judged.kind !== 'identity-policy' && judged.kind !== 'scp') return []
  return inEachStatement(judged, statement => {
    const conditions = statement.conditions.filter(isOnTag)
    return conditions.length === 0 ? [] : faultsOf(conditions, statement)
  })
}

function isOnTag(condition: Condition): boolean {
  return /^aws:resourcetag\/./i.test(condition.key) && needsItsKey(condition)
}

function faultsOf(conditions: readonly Condition[], statement: Statement): readonly Fault[] {
  const { actions } = statement
  if (actions === undefined) return []
  const services = actions.negated ? [] : servicesIn(actions)
  if (!actions.negated && services.length === 0) return []
  const denies = ifEffect(statement, 'Deny')
  const shown = actions.negated ? 'services without it' : services.slice(0, 5).map(quoted).join(', ')
  const isDeny = denies?.length === 0
  const end = `which requests to ${shown} never have: it does not ${isDeny ? 'deny' : 'cover'} them`
  const isAllow = denies === undefined
  return conditions.map(({ key, at }) => ({
    code: isAllow ? 'tag-not-supported' : 'denied-tag-not-supported',
    says: `tests ${quoted(key)}, ${end}`,
    at,
    hangsOn: denies ?? [],
  }))
}

/** The services without tags among those whose actions are listed by name. */
function servicesIn({ items }: Listed<Pattern>): readonly string[] {
  const named = items.flatMap(({ text }) => serviceOf(text) ?? [])
  return [...new Set(named)].filter(service => withoutTags.has(service))
}
