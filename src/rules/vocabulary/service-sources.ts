import type { KeyPolicyAccess } from '../../model/access.ts'
import { difference, intersection, noActions, union, type ActionSet } from '../../model/action-set.ts'
import type { Answer } from '../../model/answer.ts'
import type { Condition } from '../../model/statement.ts'
import { holesOf, literal, text, type Text } from '../../model/text.ts'
import type { Unknown } from '../../model/unknown.ts'
import { meaningOf } from '../../access/condition-keys.ts'
import { limitsGrants } from '../../access/grant-limits.ts'
import { isDoubt, remainderOf } from '../../access/narrowing.ts'
import { asksForValue, equalTexts, escapeFrom } from '../../access/operators.ts'
import { action, permissionActions, plaintextActions, useActions } from '../../policy/actions.ts'
import { parseArn } from '../../policy/arn.ts'
import { hasWildcard } from '../../policy/wildcard.ts'
import { answer, hangsOn } from '../answers.ts'
import { isUntrustedOutsider } from '../outsiders.ts'
import type { Word, World } from '../word.ts'

/** The caller is a service that the statement names. */
export const byService: Word<Pick<KeyPolicyAccess, 'principal'>> = {
  says: 'a service is named',
  ask: ({ principal }) =>
    principal.kind === 'unknown' && principal.unknown.shape === 'anything'
      ? hangsOn([principal.unknown])
      : answer(principal.kind === 'service'),
}

/**
 * The service acts for trusted accounts alone: a condition on whom it acts for, or on an encryption context that it sets
 * itself, has the account in its value (Developer Guide, "AWS services in key policies"; IAM User Guide, "The confused
 * deputy problem").
 */
export const sourceIsNarrowed: Word<KeyPolicyAccess> = {
  says: 'a condition tells for whose resource the service acts',
  ask: (access, world) => {
    const answers = sourcesOf(access).map(condition => isTrustedSource(condition, access, world))
    if (answers.some(({ is }) => is === 'yes')) return answer(true)
    const holes = [...answers.flatMap(one => one.hangsOn), ...whetherSpared(access)]
    return holes.length === 0 ? answer(false) : hangsOn(holes)
  },
}

/** What must hold about the source: the statement's own conditions, and what a Deny leaves. */
function sourcesOf({ conditions, unless }: KeyPolicyAccess): readonly Condition[] {
  const left = unless.flatMap(list => {
    const [only, ...more] = list.filter(one => !sparesCallsWithout(one))
    return only === undefined || more.length > 0 ? [] : [escapeFrom(only)]
  })
  return [...conditions, ...left.filter(one => one !== undefined)].filter(
    one => asksForValue(one) && (meaningOf(one.key) === 'service-owner' || isContext(one)),
  )
}

/** AWS's own samples of such a Deny spare calls in which no source is sent, with `Null`. */
function sparesCallsWithout(condition: Condition): boolean {
  return (
    asksWhetherSent(condition) && condition.values.some(value => literal(value)?.toLowerCase() === 'false')
  )
}

function asksWhetherSent({ operator, key }: Condition): boolean {
  return operator === 'Null' && meaningOf(key) === 'service-owner'
}

/** With a hole in such a `Null`, the Deny may be one that spares nobody but those, or one that stops nobody else. */
function whetherSpared({ unless }: KeyPolicyAccess): readonly Unknown[] {
  return unless.flatMap(list => list.filter(asksWhetherSent).flatMap(({ values }) => values.flatMap(holesOf)))
}

/** What services set themselves begins with `aws:`, and holds the ARN of their resource. */
function isContext({ key }: Condition): boolean {
  return key.toLowerCase().startsWith('kms:encryptioncontext:aws:')
}

function isTrustedSource(condition: Condition, access: KeyPolicyAccess, world: World): Answer {
  const asked = isContext(condition) ? { ...condition, key: 'aws:SourceArn' } : condition
  const answers = condition.values.map(value => isTrustedValue(asked, value, access, world))
  if (answers.some(({ is }) => is === 'no')) return answer(false)
  const holes = answers.flatMap(one => one.hangsOn)
  return holes.length === 0 ? answer(true) : hangsOn(holes)
}

function isTrustedValue(
  condition: Condition,
  value: Text,
  { key }: KeyPolicyAccess,
  { trust }: World,
): Answer {
  const left = remainderOf(condition, value)
  // What matches nobody lets nobody else's resource through.
  if (typeof left === 'string') return answer(left === 'nobody')
  if (isDoubt(left)) return hangsOn([left])
  if (left.kind === 'services-for' && equalTexts(left.owner, text(key.account)) === 'yes') return answer(true)
  // The name of a bucket is unique, whoever owns it.
  if (left.kind === 'services-for' && literal(left.owner)?.startsWith('arn:') === true) return answer(true)
  const outside = isUntrustedOutsider(left, key, trust)
  return outside.is === 'unknown' ? outside : answer(outside.is === 'no')
}

const touching = union(union(plaintextActions, useActions), permissionActions)
const createGrant = action('kms:CreateGrant')
const dataKeys = [
  'kms:Decrypt',
  'kms:GenerateDataKey',
  'kms:GenerateDataKeyPair',
  'kms:GenerateDataKeyPairWithoutPlaintext',
  'kms:GenerateDataKeyWithoutPlaintext',
]
  .map(action)
  .reduce(union)

/** Nothing of what it may do uses the key or changes who has access, but for grants that are limited to AWS services. */
export const leavesDataAlone: Word<KeyPolicyAccess> = {
  says: 'it neither uses the key nor changes who has access, but for grants for AWS services',
  ask: ({ actions, conditions, unless }) => {
    const spared = limitsGrants({ conditions, unless }) === 'yes' ? createGrant : noActions
    return answer(difference(intersection(actions, touching), spared) === noActions)
  },
}

/** Only the account of the resource is left open, in an organization that the configuration declares. */
export const anyAccountOfOrganization: Word<KeyPolicyAccess> = {
  says: 'the account in the ARN of the resource is `*`, and an organization is declared',
  ask: (access, world) =>
    answer(
      world.trust.organizations.size > 0 &&
        sourcesOf(access).some(one =>
          one.values.every(
            value =>
              isOfAnyAccount(value) ||
              isTrustedSource({ ...one, values: [value] }, access, world).is === 'yes',
          ),
        ),
    ),
}

function isOfAnyAccount(value: Text): boolean {
  const arn = parseArn(value)
  return arn !== undefined && hasWildcard(arn.account)
}

/** Services that send no source, and for which resources that holds (semantics of AWS service guides). */
const withoutSource: ReadonlyMap<string, RegExp> = new Map([
  ['events.amazonaws.com', /^(?:aws_sns_topic|AWS::SNS::Topic)$/],
  ['cloudtrail.amazonaws.com', /^(?:aws_cloudtrail_event_data_store|AWS::CloudTrail::EventDataStore)$/],
])

/** The service sends no source to resources like those that the key encrypts: asking for one would stop it. */
export const sourceIsNotSent: Word<Pick<KeyPolicyAccess, 'principal' | 'key'>> = {
  says: 'the service tells KMS nothing about the source here',
  ask: ({ principal, key }, world) => {
    const name = principal.kind === 'service' ? literal(principal.name) : undefined
    const types = withoutSource.get(name ?? '')
    return answer(types !== undefined && world.usesOf(key).some(({ type }) => types.test(type)))
  },
}

/**
 * Statements without a source that guides of AWS publish, what they allow, and for which resources: Route 53 Developer
 * Guide ("Customer managed key policies required for DNSSEC", where a condition is optional), AWS Control Tower User
 * Guide ("Optionally configure AWS KMS keys"), CloudTrail User Guide ("Amazon SNS topic policy for CloudTrail"),
 * CloudFront Developer Guide ("Configure standard logging (legacy)").
 */
const published: ReadonlyMap<string, { readonly allows: ActionSet; readonly type?: RegExp }> = new Map([
  ['dnssec-route53.amazonaws.com', { allows: union(action('kms:Sign'), action('kms:GetPublicKey')) }],
  ['config.amazonaws.com', { allows: union(action('kms:Decrypt'), action('kms:GenerateDataKey')) }],
  ['cloudtrail.amazonaws.com', { allows: dataKeys, type: /^(?:aws_sns_topic|AWS::SNS::Topic)$/ }],
  ['delivery.logs.amazonaws.com', { allows: dataKeys, type: /^(?:aws_s3_bucket|AWS::S3::Bucket)/ }],
])

/** The statement is that of the service's guide: worth a word, and no alarm. */
export const guideAsksForNoSource: Word<Pick<KeyPolicyAccess, 'principal' | 'key' | 'actions'>> = {
  says: "the service's guide publishes the statement without a source",
  ask: ({ principal, key, actions }, world) => {
    const name = principal.kind === 'service' ? literal(principal.name) : undefined
    const guide = published.get(name ?? '')
    if (guide === undefined) return answer(false)
    const { allows, type } = guide
    const isForIt = type === undefined || world.usesOf(key).some(use => type.test(use.type))
    return answer(isForIt && difference(intersection(actions, touching), allows) === noActions)
  },
}

/** What each service sends to KMS (the guides that `src/policy/aws/service-needs.json` names). */
const sent: readonly (readonly [RegExp, string])[] = [
  [/^logs\./, '`ArnLike` on `kms:EncryptionContext:aws:logs:arn`, with the ARN of the log group'],
  [/^cloudtrail\./, '`StringEquals` on `aws:SourceArn`, with the ARN of the trail'],
  [/^(?:s3|config|dnssec-route53)\./, '`StringEquals` on `aws:SourceAccount`, with the id of the account'],
  [
    /^(?:sns|cloudfront|events|cloudwatch)\./,
    '`ArnLike` on `aws:SourceArn`, with the ARN of what the service acts for',
  ],
]

/** How to narrow for whom a service acts, by what it sends. */
export function howToNarrowSource(access: KeyPolicyAccess, world: World): string {
  const { principal, key } = access
  const name = principal.kind === 'service' ? (literal(principal.name) ?? '') : ''
  if (sourceIsNotSent.ask({ principal, key }, world).is === 'yes')
    return 'Narrow it by the encryption context of the resource (`kms:EncryptionContext:…`): the service sends neither `aws:SourceArn` nor `aws:SourceAccount` here, and asking for them stops it.'
  const isSent =
    /^(?:dnssec-route53|config)\./.test(name) || guideAsksForNoSource.ask(access, world).is === 'no'
  const known = isSent ? sent.find(([service]) => service.test(name))?.[1] : undefined
  return known === undefined
    ? "Look up in the service's guide what it sends, then ask for `aws:SourceArn` or `aws:SourceAccount`: where the service does not send it, that stops it."
    : `Add a condition: ${known}.`
}
