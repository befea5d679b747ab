import { sameAccount } from '../model/account.ts'
import { includes, noActions, union } from '../model/action-set.ts'
import type { AccessGraph } from '../model/access.ts'
import type { Key } from '../model/key.ts'
import { showAccount } from '../model/principal.ts'
import { reachOf, whatInWords } from './who-actions.ts'

/** Whether nothing is known of the policy of a key, or of one that may be written last. */
export function isUnread({ policies }: Key): boolean {
  return policies.some(({ document }) => document.holes.length > 0 && document.statements.length === 0)
}

/** Who decides about access to a key: its policy alone, or the IAM policies of its account too; one sentence. */
export function whoDecides(graph: AccessGraph, key: Key): string {
  if (isUnread(key)) return 'its key policy is not told before apply: who has access cannot be told either'
  const delegations = graph
    .accessesTo(key)
    .filter(
      ({ principal }) => principal.kind === 'account' && sameAccount(principal.account, key.account) !== 'no',
    )
  const account = showAccount(key.account)
  const policy = key.policies.every(({ source }) => source === 'aws-default')
    ? "AWS's default key policy"
    : 'key policy'
  if (delegations.length === 0) return `${policy} alone decides: it does not delegate to ${account}`
  const reach = reachOf(key, false)
  const certain = delegations.filter(
    ({ certainty, principal }) =>
      certainty === 'certain' &&
      principal.kind === 'account' &&
      sameAccount(principal.account, key.account) === 'yes',
  )
  const free = certain.filter(({ conditions, unless }) => conditions.length === 0 && unless.length === 0)
  const freely = free.reduce((all, { actions }) => union(all, actions), noActions)
  if (includes(freely, reach.actions)) return `${policy} delegates to ${account}: its IAM policies decide who`
  if (freely !== noActions) {
    return `${policy} delegates in part to ${account}: its IAM policies decide who can ${whatInWords(freely, reach)}`
  }
  const how = certain.length > 0 ? 'under conditions' : 'perhaps'
  return `${policy} delegates ${how} to ${account}: then its IAM policies decide who`
}
