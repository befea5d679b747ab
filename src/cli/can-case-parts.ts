import { text } from '../model/text.ts'
import type { Grant } from '../model/grant.ts'
import type { Identity, IdentityPolicy } from '../model/identity.ts'
import type { Inventory } from '../model/inventory.ts'
import type { Key } from '../model/key.ts'
import type { OrganizationPolicy } from '../model/organization.ts'
import type { PolicyDocument } from '../model/statement.ts'
import type { Unknown, UnknownReason } from '../model/unknown.ts'
import { readPolicyText } from '../policy/read-policy.ts'
import type { WrittenQuestion } from '../report/can.ts'
import { allow, keyWith, own, roleWith } from '../report/who-fixed-world.ts'

/** For tests only: what there is, and what is asked; else whether `aws_iam_role.app` can decrypt with `aws_kms_key.k`. */
export interface CanCase {
  readonly title: string
  readonly world: Partial<Inventory>
  readonly question?: Partial<WrittenQuestion>
}

/** For tests only: another account. */
const partner = '444455556666'
/** For tests only: the ARN of the role that is asked about. */
export const app = `arn:aws:iam::${own}:role/app`
/** For tests only: names that role. */
export const toApp = { Principal: { AWS: app } }
/** For tests only: names another role. */
export const toOther = { Principal: { AWS: `arn:aws:iam::${own}:role/other` } }
/** For tests only: names another account. */
export const toPartner = { Principal: { AWS: `arn:aws:iam::${partner}:root` } }
/** For tests only: a role there. */
export const stranger = `arn:aws:iam::${partner}:role/stranger`
/** For tests only: names everyone. */
export const everyone = { Principal: '*' }
/** For tests only: asks for MFA. */
export const withMfa = { Condition: { Bool: { 'aws:MultiFactorAuthPresent': 'true' } } }
/** For tests only: an IAM policy that allows to decrypt with every key. */
export const decrypt = allow('kms:Decrypt')

/** For tests only: a statement that denies this. */
export function deny(action: string, more: object = {}): object {
  return { ...allow(action, more), Effect: 'Deny' }
}

/** For tests only: asks for calls through a service. */
export function viaService(service: string): object {
  return { Condition: { StringEquals: { 'kms:ViaService': `${service}.eu-central-1.amazonaws.com` } } }
}

/** For tests only: the key. */
export function key(statements?: readonly object[], changes: Partial<Key> = {}): readonly Key[] {
  return [keyWith('k', statements, changes)]
}

/** For tests only: the role. */
export function role(statements: readonly object[], changes: Partial<Identity> = {}): readonly Identity[] {
  return [roleWith('app', statements, changes)]
}

/** For tests only: moves the role to another account. */
export const abroad = { arn: text(`arn:aws:iam::${partner}:role/app`), account: partner }

/** For tests only: a policy document. */
export function documentOf(statements: readonly object[], address: string): PolicyDocument {
  const at = { file: 'plan.json', address, pointer: '/policy' }
  return readPolicyText(JSON.stringify({ Version: '2012-10-17', Statement: statements }), at)
}

/** For tests only: something unknown. */
export function hole(name: string, reason: UnknownReason = 'known-after-apply'): Unknown {
  const at = { file: 'plan.json', address: 'aws_iam_policy.p', pointer: '/policy' }
  return { kind: 'unknown', reason, name, shape: 'anything', at }
}

/** For tests only: a managed policy. */
export function managed(
  statements: readonly object[],
  changes: Partial<IdentityPolicy> = {},
): IdentityPolicy {
  const document = documentOf(statements, 'aws_iam_policy.p')
  return { name: 'managed policy aws_iam_policy.p', document, sensitive: false, hangsOn: [], ...changes }
}

/** For tests only: gives the role a permissions boundary. */
export function boundary(...statements: readonly object[]): Partial<Identity> {
  const document = documentOf(statements, 'aws_iam_policy.limit')
  return { boundary: { ...managed([]), name: 'permissions boundary aws_iam_policy.limit', document } }
}

/** For tests only: a policy of an organization. */
export function organization(
  kind: OrganizationPolicy['kind'],
  name: string,
  statements: readonly object[],
  changes: Partial<OrganizationPolicy> = {},
): Partial<Inventory> {
  const at = { file: 'plan.json', address: 'aws_organizations_policy.o', pointer: '' }
  const document = documentOf(statements, at.address)
  return { organizationPolicies: [{ kind, name, document, at, accounts: 'every', hangsOn: [], ...changes }] }
}

/** For tests only: a grant to the role. */
export const granted: Grant = {
  address: 'aws_kms_grant.g',
  at: { file: 'plan.json', address: 'aws_kms_grant.g', pointer: '' },
  key: { addresses: ['aws_kms_key.k'] },
  grantee: { kind: 'role', arn: text(app), account: own },
  operations: [text('Decrypt')],
  constraints: [],
  createdBy: own,
}
/** For tests only: the same, for one tenant. */
export const ofTenant: Grant = {
  ...granted,
  constraints: [{ kind: 'subset', pairs: new Map([['tenant', text('a')]]), at: granted.at }],
}

/** For tests only: hides the key policy. */
export function unread(): Partial<Key> {
  const [policy] = keyWith('k').policies
  const holes = [hole('data.aws_iam_policy_document.k.json')]
  return { policies: [{ ...policy, document: { ...policy.document, statements: [], holes } }] }
}

/** For tests only: the key with a policy that is sensitive. */
export function sensitive(statements: readonly object[]): readonly Key[] {
  const [policy] = keyWith('k', statements).policies
  return key(statements, { policies: [{ ...policy, sensitive: true }] })
}

/** For tests only: what the call carries. */
export function given(...pairs: readonly (readonly [string, ...string[]])[]): Partial<WrittenQuestion> {
  return { context: new Map(pairs.map(([name, ...values]) => [name, values])) }
}

/** For tests only: denies calls from elsewhere. */
export const onlyTheVpce = deny('kms:*', {
  ...everyone,
  Condition: { StringNotEquals: { 'aws:SourceVpce': 'vpce-1' } },
})
/** For tests only: a key that is not there. */
export const otherKey = `arn:aws:kms:eu-central-1:${own}:key/other`
/** For tests only: asks for an alias. */
export const byAlias = {
  Condition: { 'ForAnyValue:StringEquals': { 'kms:ResourceAliases': 'alias/app' } },
}
