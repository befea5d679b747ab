import { intersection, noActions, type ActionSet } from '../../model/action-set.ts'
import { text } from '../../model/text.ts'
import type { Unknown } from '../../model/unknown.ts'
import { action, actionNames, keyActions } from '../../policy/actions.ts'
import type { Facts } from '../facts.ts'
import { operationsOf } from '../grant-permits.ts'
import { settledTerms, type Terms } from './terms.ts'
import type { Way } from './way.ts'

/** What a grant can give under some terms: for certain, and perhaps. */
export interface Granted {
  readonly certain: ActionSet
  readonly perhaps: ActionSet
}

/** The actions that a grant can give at all. */
const grantable: ActionSet = operationsOf({
  operations: actionNames(keyActions).map(name => text(operationIn(name))),
})
  .map(({ actions }) => actions)
  .reduce((all, actions) => all | actions, noActions)

/**
 * What whoever may create grants under these terms can put into one. `kms:GrantOperations` carries all operations of
 * the request at once (IAM User Guide, "Multivalued context keys"), so that one which does not pass alone may pass
 * beside another: each is tried alone, and with each other.
 */
export function grantedUnder(terms: Terms, possible: ActionSet): Granted {
  const all = intersection(grantable, possible)
  const asked = [...terms.conditions, ...terms.unless.flat()].filter(({ key }) => isOperations(key))
  if (asked.length === 0) return { certain: all, perhaps: noActions }
  // What an operator without a qualifier makes of several values is not documented.
  const isDocumented = asked.every(
    ({ qualifier, operator }) => qualifier !== undefined || operator === 'Null',
  )
  const names = actionNames(all)
  let certain = noActions
  let perhaps = noActions
  for (const name of names) {
    const alone = passes(terms, [name])
    const beside =
      alone === 'yes' ? [] : names.map(other => (other === name ? 'no' : passes(terms, [name, other])))
    if (alone === 'yes' || (isDocumented && beside.includes('yes'))) certain |= action(name)
    else if (alone === 'unknown' || beside.some(answer => answer !== 'no')) perhaps |= action(name)
  }
  return { certain, perhaps }
}

/** Whether a grant of exactly these operations can be created. */
function passes(terms: Terms, names: readonly string[]): 'yes' | 'no' | 'unknown' {
  const settled = settledTerms(terms, grantOf(names))
  if (settled === undefined) return 'no'
  return settled.hangsOn.length > terms.hangsOn.length ? 'unknown' : 'yes'
}

function grantOf(names: readonly string[]): Facts {
  const values = names.map(name => text(operationIn(name)))
  return key => (isOperations(key) ? { values } : undefined)
}

function isOperations(key: string): boolean {
  return key.toLowerCase() === 'kms:grantoperations'
}

function operationIn(name: string): string {
  return name.slice('kms:'.length)
}

/** What a grant hangs on where a limit of it cannot be told. */
export function whatGrants({ steps }: Way): Unknown {
  const name = 'whether a condition limits the grants that can be created'
  return { kind: 'unknown', reason: 'undecided-condition', name, shape: 'anything', at: steps[0].at }
}
