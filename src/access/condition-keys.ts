/** What a condition key tells, as far as it can be used before a call is made. */
export type KeyMeaning =
  | 'principal-arn'
  | 'user-id'
  | 'account'
  | 'organization'
  | 'network'
  | 'service-owner'
  | 'principal-type'
  | 'is-service'
  | 'via-service'
  | 'resource'
  | 'request'

/** Condition keys that tell who calls, or which key is called; the rest is the request's own (semantics of AWS KMS condition keys). */
const meanings: ReadonlyMap<string, KeyMeaning> = new Map<string, KeyMeaning>([
  ['aws:principalarn', 'principal-arn'],
  ['aws:userid', 'user-id'],
  ['kms:calleraccount', 'account'],
  ['aws:principalaccount', 'account'],
  ['aws:principalorgid', 'organization'],
  ['aws:principalorgpaths', 'organization'],
  ['aws:sourcevpc', 'network'],
  ['aws:sourcevpce', 'network'],
  ['aws:vpceaccount', 'network'],
  ['aws:vpceorgid', 'network'],
  ['aws:sourceip', 'network'],
  ['aws:sourceaccount', 'service-owner'],
  ['aws:sourcearn', 'service-owner'],
  ['aws:sourceorgid', 'service-owner'],
  ['aws:sourceorgpaths', 'service-owner'],
  ['aws:principaltype', 'principal-type'],
  ['aws:principalisawsservice', 'is-service'],
  ['kms:viaservice', 'via-service'],
  ['kms:keyspec', 'resource'],
  ['kms:keyusage', 'resource'],
  ['kms:keyorigin', 'resource'],
  ['kms:multiregion', 'resource'],
  ['kms:multiregionkeytype', 'resource'],
  ['aws:resourceaccount', 'resource'],
])

/** What this condition key tells; key names do not depend on case. */
export function meaningOf(key: string): KeyMeaning {
  return meanings.get(key.toLowerCase()) ?? 'request'
}

/**
 * Keys that only some requests carry: a positive test on one makes the other actions of its statement dead.
 * Keys outside this list are in every request, or AWS's two lists disagree on where they are.
 */
const onlyInSomeRequests: readonly RegExp[] = [
  /^kms:encryptioncontext(?::|keys$)/,
  /^kms:recipientattestation:/,
  /^kms:requestalias$/,
  /^kms:grant(?:isforawsresource|operations|constrainttype|constraintsourcearn)$/,
  /^kms:(?:grantee|retiring)(?:service)?principal$/,
  /^kms:(?:encryption|signing|mac|keyagreement)algorithm$/,
  /^kms:(?:messagetype|datakeypairspec|reencryptonsamekey)$/,
  /^kms:(?:bypasspolicylockoutsafetycheck|schedulekeydeletionpendingwindowindays|rotationperiodindays)$/,
  /^kms:(?:expirationmodel|validto|wrappingalgorithm|wrappingkeyspec|replicaregion|primaryregion)$/,
]

/** Whether only some KMS requests carry this key. */
export function isOnlyInSomeRequests(key: string): boolean {
  const name = key.toLowerCase()
  return onlyInSomeRequests.some(pattern => pattern.test(name))
}
