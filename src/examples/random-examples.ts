// For tests only: examples at random, and parts of them hidden.
import * as fc from 'fast-check'
import { isUnknown } from '../model/unknown.ts'
import { hole, type Example, type ExampleAttributes, type ExampleValue } from '../rules/example.ts'
import { besideKey } from './random-beside.ts'

const own = '111122223333'
const foreign = '444455556666'
const arns = [`arn:aws:iam::${own}:root`, `arn:aws:iam::${own}:role/App`, `arn:aws:iam::${foreign}:root`]

const principal = fc.oneof(
  fc.constant('*'),
  fc
    .uniqueArray(fc.constantFrom('*', ...arns, `arn:aws:iam::${foreign}:role/Ext`), {
      minLength: 1,
      maxLength: 2,
    })
    .map(AWS => ({ AWS })),
  fc.constant({ Service: 'logs.us-west-2.amazonaws.com' }),
)
const action = fc.constantFrom(
  'kms:*',
  'kms:Decrypt',
  'kms:CreateGrant',
  'kms:Put*',
  'kms:DescribeKey',
  'kms:Encrypt',
)
const condition = fc.constantFrom<ExampleValue>(
  { StringEquals: { 'kms:CallerAccount': own } },
  { StringNotEquals: { 'aws:PrincipalAccount': [own] } },
  { StringEqualsIfExists: { 'aws:PrincipalOrgID': 'o-abc' } },
  { StringNotEquals: { 'aws:PrincipalOrgID': 'o-abc' }, Bool: { 'aws:PrincipalIsAWSService': 'false' } },
  { ArnLike: { 'aws:PrincipalArn': `arn:aws:iam::${own}:role/*` } },
  { ArnNotEquals: { 'aws:PrincipalArn': `arn:aws:iam::${own}:role/App` } },
  { StringEquals: { 'aws:PrincipalType': 'Account' } },
  { Bool: { 'kms:GrantIsForAWSResource': 'true' } },
  { BoolIfExists: { 'kms:GrantIsForAWSResource': 'false' } },
  { StringEquals: { 'kms:ViaService': 's3.us-west-2.amazonaws.com' } },
  { 'ForAllValues:StringEquals': { 'kms:GrantOperations': ['Encrypt'] } },
)
const statement = fc.record<Record<string, ExampleValue>>(
  {
    Effect: fc.constantFrom('Allow', 'Allow', 'Deny'),
    Principal: principal,
    Action: fc.uniqueArray(action, { minLength: 1, maxLength: 2 }),
    Resource: fc.constantFrom('*', 'arn:aws:s3:::bucket', `arn:aws:kms:us-west-2:${own}:key/*`),
    Condition: condition,
  },
  { requiredKeys: ['Effect', 'Principal', 'Action', 'Resource'] },
)

const ownKeys = `arn:aws:kms:us-west-2:${own}:key/*`
const identityStatement = fc.record<Record<string, ExampleValue>>(
  {
    Effect: fc.constantFrom('Allow', 'Allow', 'Deny'),
    Action: fc.uniqueArray(fc.oneof(action, fc.constantFrom('*', 'kms:CreateAlias')), {
      minLength: 1,
      maxLength: 2,
    }),
    Resource: fc.uniqueArray(
      fc.constantFrom(
        '*',
        'arn:aws:kms:*:*:key/*',
        ownKeys,
        `arn:aws:kms:us-west-2:${own}:alias/app`,
        'alias/app',
      ),
      { minLength: 1, maxLength: 2 },
    ),
    Condition: fc.oneof(
      condition,
      fc.constantFrom<ExampleValue>(
        { StringEquals: { 'aws:ResourceAccount': own } },
        { StringNotEquals: { 'aws:ResourceAccount': own } },
        { StringLike: { 'aws:ResourceOrgID': 'o-abc' } },
        { StringNotEqualsIfExists: { 'aws:ResourceOrgID': 'o-abc' } },
        { 'ForAnyValue:StringEquals': { 'kms:ResourceAliases': 'alias/app' } },
      ),
    ),
  },
  { requiredKeys: ['Effect', 'Action', 'Resource'] },
)
const trustStatement = fc.record<Record<string, ExampleValue>>(
  {
    Effect: fc.constantFrom('Allow', 'Allow', 'Deny'),
    Principal: principal,
    Action: fc.constantFrom('sts:AssumeRole', 'sts:*'),
    Condition: fc.oneof(
      condition,
      fc.constantFrom<ExampleValue>(
        { StringEquals: { 'sts:ExternalId': 'a7f3c1' } },
        { StringNotEquals: { 'sts:ExternalId': 'a7f3c1' } },
        { Bool: { 'aws:MultiFactorAuthPresent': 'true' } },
      ),
    ),
  },
  { requiredKeys: ['Effect', 'Principal', 'Action'] },
)
const grant = fc.record<Record<string, ExampleValue>>({
  grantee_principal: fc.constantFrom(...arns, `arn:aws:iam::${foreign}:role/Ext`),
  operations: fc.uniqueArray(fc.constantFrom('Decrypt', 'Encrypt', 'DescribeKey'), { minLength: 1 }),
})
const many = <Value>(one: fc.Arbitrary<Value>) => fc.array(one, { minLength: 1, maxLength: 3 })

const parts = ['statements', 'policies', 'trust', 'grant', 'resources', 'before'] as const

/** What of an example can be hidden; `before` are the statements of the key's policy before the change. */
export type Written = Readonly<Record<(typeof parts)[number], ExampleValue>>

const statements = fc.array(statement, { minLength: 1, maxLength: 4 })
const now = {
  statements,
  policies: many(identityStatement),
  trust: many(trustStatement),
  grant,
  resources: besideKey(statement, identityStatement),
}

/** The example of what was drawn. */
export function exampleOf(all: Written): Example {
  const { policies, trust, before } = all
  const role = { policies, trust }
  const given = attributesIn(all.grant)
  const resources = Object.entries(attributesIn(all.resources) ?? {}).map(
    ([address, value]) => [address, attributesIn(value) ?? {}] as const,
  )
  const beside = { role, ...(given && { grant: given }), resources: Object.fromEntries(resources) }
  return {
    says: '',
    statements: all.statements,
    ...beside,
    ...(before === null ? {} : { before: { statements: before, ...beside } }),
  }
}

function attributesIn(value: ExampleValue): ExampleAttributes | undefined {
  if (typeof value !== 'object' || value === null || isUnknown(value) || Array.isArray(value))
    return undefined
  return Object.fromEntries(Object.entries(value))
}

type Path = readonly (string | number)[]

/** Every place in a policy that can be hidden. */
function places(value: ExampleValue, path: Path = []): readonly Path[] {
  if (typeof value !== 'object' || value === null || isUnknown(value)) return [path]
  const inner = Array.isArray(value) ? [...value.entries()] : Object.entries(value)
  return [path, ...inner.flatMap(([step, item]) => places(item, [...path, step]))]
}

function hide(value: ExampleValue, path: Path, name: string): ExampleValue {
  const [step, ...rest] = path
  if (step === undefined) return hole(name)
  if (typeof value !== 'object' || value === null || isUnknown(value)) return value
  if (Array.isArray(value))
    return value.map((item, index) => (index === step ? hide(item, rest, name) : item))
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [key, key === step ? hide(item, rest, name) : item]),
  )
}

/** What is drawn, with what of it to hide. */
export const hidden = drawn(fc.record<Written>({ ...now, before: fc.constant(null) }))

/** What is drawn, with what the policy of the key said before. */
export const hiddenInChange = drawn(fc.record<Written>({ ...now, before: statements }))

function drawn(written: fc.Arbitrary<Written>) {
  return written.chain(all =>
    fc.record({
      all: fc.constant(all),
      paths: fc.uniqueArray(fc.constantFrom(...places(all).filter(canBeHidden)), {
        minLength: 1,
        maxLength: 3,
      }),
    }),
  )
}

/** Which key a resource means, and that there is a grant at all, is not hidden here: it would be another world. */
function canBeHidden([part, ...rest]: Path): boolean {
  if (part === 'resources') return rest.length === 2 && !String(rest[1]).endsWith('key_id')
  return part === 'grant' || part === 'before' ? rest.length > 0 : part !== undefined
}

/** What was drawn with these places hidden. */
export function hiddenIn(all: Written, paths: readonly Path[]): Written {
  let value = all
  for (const path of paths) {
    const [part, ...rest] = path
    const one = parts.find(name => name === part)
    if (one !== undefined)
      value = Object.assign({}, value, { [one]: hide(value[one], rest, `hidden.${path.join('.')}`) })
  }
  return value
}
