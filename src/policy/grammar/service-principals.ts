import { overlaps, union } from '../../model/action-set.ts'
import type { Problem } from '../../model/statement.ts'
import { literal } from '../../model/text.ts'
import { coverOf, permissionActions, useActions } from '../actions.ts'
import { ifEffect, inEachStatement, quoted, type Judged } from './in-statements.ts'

/** What tells for whom a service acts, or what it acts on. */
const tellsForWhom =
  /^(?:aws:source(?:arn|account|orgid|orgpaths)|aws:resource(?:account|orgid)|kms:encryptioncontext.*|kms:grantisforawsresource)$/i

/** EventBridge does not say for whom it calls (Amazon SNS Developer Guide, "Key management"). */
const silent = /^events\.amazonaws\.com/

const telling = union(useActions, permissionActions)

/** Services that a key policy admits for every customer of theirs (Access Analyzer, "Restrict access to service principal"). */
export function unrestrictedServices(judged: Judged): readonly Problem[] {
  if (judged.kind !== 'key-policy') return []
  return inEachStatement(judged, statement => {
    const hangsOn = ifEffect(statement, 'Allow')
    const { principals, actions, conditions } = statement
    if (hangsOn === undefined || principals === undefined || principals.negated) return []
    if (!overlaps(coverOf(actions).must, telling)) return []
    if (conditions.some(({ key }) => tellsForWhom.test(key))) return []
    return principals.items.flatMap(({ principal, at }) => {
      const name = principal.kind === 'service' ? literal(principal.name) : undefined
      if (name === undefined || silent.test(name)) return []
      const says = `admits ${quoted(name)} for every customer: \`aws:SourceArn\` or \`aws:SourceAccount\` is missing`
      return [{ code: 'unrestricted-service', says, at, hangsOn }]
    })
  })
}
