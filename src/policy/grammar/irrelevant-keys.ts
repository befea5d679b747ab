import { includes, type ActionSet } from '../../model/action-set.ts'
import type { Problem, Statement } from '../../model/statement.ts'
import { literal, type Text } from '../../model/text.ts'
import { actionNamed, actionsWithConditionKey, keyActions } from '../actions.ts'
import kms from '../aws/kms-actions.json' with { type: 'json' }
import { inEachStatement, needsItsKey, quoted, type Fault, type Judged } from './in-statements.ts'

/**
 * Keys about what a request asks for. For those about the key itself, the caller and the way, the published data is
 * incomplete (KMS Developer Guide, "AWS KMS permissions": "that topic doesn't list all of the condition keys").
 */
const ofRequests =
  /^kms:(?:bypasspolicylockoutsafetycheck|datakeypairspec|encryptionalgorithm|encryptioncontext:.+|encryptioncontextkeys|expirationmodel|grant\w+|keyagreementalgorithm|macalgorithm|messagetype|primaryregion|recipientattestation:.+|reencryptonsamekey|replicaregion|requestalias|retiring\w+|rotationperiodindays|schedulekeydeletionpendingwindowindays|signingalgorithm|trailingdayswithoutkeyusage|validto|wrapping\w+)$/i

/** KMS Developer Guide, "ABAC for AWS KMS": tags and aliases of a key are looked at in IAM policies. */
const ofIamPolicies = /^(?:kms:resourcealiases$|aws:resourcetag\/)/i

/** IAM User Guide, "AWS global condition context keys": only principals that belong to an account have them. */
const ofAccounts = /^aws:(?:principalorgid|principalorgpaths|principaltag\/.+|principaltype|username)$/i

/** In the API, and not yet in the published data: what their requests hold is not told. */
const untold = new Set(
  kms.actions
    .filter(({ conditionKeys }) => conditionKeys.length === 0)
    .map(facts => `kms:${facts.action}`.toLowerCase()),
)

/** Conditions that keep an action from ever being allowed or denied, since its requests lack the condition key. */
export function irrelevantKeys(judged: Judged): readonly Problem[] {
  return inEachStatement(judged, statement => {
    const conditions = statement.conditions.filter(needsItsKey)
    if (conditions.length === 0) return []
    const asked = { listed: listedIn(statement), isForServices: onlyServices(statement), kind: judged.kind }
    return conditions.flatMap(({ key, at }) => {
      const fault = faultOf(key, asked)
      return fault === undefined ? [] : [{ ...fault, at }]
    })
  })
}

/** What a condition key is looked at with. */
interface Asked {
  readonly listed: Listing
  readonly isForServices: boolean
  readonly kind: Judged['kind']
}

function faultOf(key: string, { listed, isForServices, kind }: Asked): Omit<Fault, 'at'> | undefined {
  if (kind === 'key-policy' && ofIamPolicies.test(key)) {
    return {
      code: 'condition-key-of-iam-alone',
      says: `tests ${quoted(key)}, which counts in IAM policies alone: in a key policy it never holds`,
    }
  }
  if (isForServices && ofAccounts.test(key)) {
    return { code: 'condition-key-of-accounts', says: `tests ${quoted(key)}, which AWS services do not have` }
  }
  if (!ofRequests.test(key)) return undefined
  return lacking(key, listed)
}

function lacking(key: string, { named, isWhole }: Listing): Omit<Fault, 'at'> | undefined {
  const having = actionsWithConditionKey(key)
  const dead = named.filter(({ set }) => !includes(having, set))
  if (dead.length === 0) return undefined
  const written = dead
    .slice(0, 5)
    .map(({ text }) => quoted(text))
    .join(', ')
  const more = dead.length > 5 ? ` and ${dead.length - 5} more` : ''
  return {
    code:
      isWhole && dead.length === named.length
        ? 'condition-key-of-no-action'
        : 'condition-key-of-other-actions',
    says: `tests ${quoted(key)}, which requests for ${written}${more} never have: they are not covered`,
  }
}

/** The actions that a statement lists by name. */
interface Listing {
  /** Each once. */
  readonly named: readonly { readonly text: Text; readonly set: ActionSet }[]
  /** Nothing else is listed. */
  readonly isWhole: boolean
}

/** Only actions that are written out: those that a wildcard brings along were hardly meant. */
function listedIn({ actions }: Statement): Listing {
  const named = new Map<string, Listing['named'][number]>()
  let isWhole = true
  for (const { text } of actions === undefined || actions.negated ? [] : actions.items) {
    const name = literal(text)?.toLowerCase() ?? ''
    const set = untold.has(name) ? undefined : actionNamed(name)
    // What no key policy gives is a fault of its own.
    if (set !== undefined && includes(keyActions, set)) named.set(name, { text, set })
    else isWhole = false
  }
  return { named: [...named.values()], isWhole }
}

function onlyServices({ principals }: Statement): boolean {
  return (
    principals !== undefined &&
    !principals.negated &&
    principals.items.length > 0 &&
    principals.items.every(({ principal }) => principal.kind === 'service')
  )
}
