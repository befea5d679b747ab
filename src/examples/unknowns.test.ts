import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { builtInRules } from '../../policies/index.ts'
import { resolve } from '../access/graph.ts'
import type { ReadInput } from '../model/inventory.ts'
import type { Report } from '../model/report.ts'
import { isUnknown } from '../model/unknown.ts'
import { draftsOf, reportOf } from '../report/report.ts'
import { defaultSettings } from '../report/settings.ts'
import { hole, type Example, type ExampleValue } from '../rules/example.ts'
import { judge } from '../rules/judge.ts'
import { inventoryOfExample } from './run-example.ts'

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

/** What of an example can be hidden. */
type Written = Readonly<Record<'statements' | 'policies' | 'trust' | 'grant', ExampleValue>>

const written = fc.record<Written>({
  statements: fc.array(statement, { minLength: 1, maxLength: 4 }),
  policies: many(identityStatement),
  trust: many(trustStatement),
  grant,
})

function exampleOf({ statements, policies, trust, grant: given }: Written): Example {
  const isGrant = typeof given === 'object' && given !== null && !Array.isArray(given) && !isUnknown(given)
  return {
    says: '',
    statements,
    role: { policies, trust },
    ...(isGrant && !('kind' in given) ? { grant: Object.fromEntries(Object.entries(given)) } : {}),
  }
}

/** Every place in a policy that can be hidden. */
function places(
  value: ExampleValue,
  path: readonly (string | number)[] = [],
): readonly (readonly (string | number)[])[] {
  if (typeof value !== 'object' || value === null || isUnknown(value)) return [path]
  const inner = Array.isArray(value) ? [...value.entries()] : Object.entries(value)
  return [path, ...inner.flatMap(([step, item]) => places(item, [...path, step]))]
}

function hide(value: ExampleValue, path: readonly (string | number)[]): ExampleValue {
  const [step, ...rest] = path
  if (step === undefined) return hole('hidden')
  if (typeof value !== 'object' || value === null || isUnknown(value)) return value
  if (Array.isArray(value)) return value.map((item, index) => (index === step ? hide(item, rest) : item))
  return Object.fromEntries(
    Object.entries(value).map(([name, item]) => [name, name === step ? hide(item, rest) : item]),
  )
}

function report(example: Example): Report {
  const inventory = inventoryOfExample(example)
  const input: ReadInput = {
    path: 'example',
    kind: 'terraform-plan',
    providers: [],
    complete: true,
    errored: false,
    notes: [],
    notJudged: {},
    inventory,
  }
  const judgement = judge(
    builtInRules.map(rule => ({ rule })),
    resolve([inventory]),
    defaultSettings.trust,
    draftsOf,
  )
  return reportOf({ inputs: [input], errors: [], change: undefined, judgement, old: 0 }, defaultSettings)
}

function certain({ findings }: Report): readonly string[] {
  return findings.filter(({ certainty }) => certainty === 'certain').map(({ rule }) => rule)
}

/** By rule, in findings of their own or as notes of others. */
function told({ findings }: Report): readonly string[] {
  return findings.flatMap(({ rule, related }) => [rule, ...related.map(note => note.rule ?? rule)])
}

/** That there is a grant at all is not hidden here. */
const hidden = written.chain(all =>
  fc.record({
    all: fc.constant(all),
    paths: fc.uniqueArray(
      fc.constantFrom(
        ...places(all).filter(
          ([part, ...rest]) => part !== undefined && (part !== 'grant' || rest.length > 0),
        ),
      ),
      { minLength: 1, maxLength: 3 },
    ),
  }),
)

function hiddenIn(all: Written, paths: readonly (readonly (string | number)[])[]): Written {
  const [statements, policies, trust, given] = (['statements', 'policies', 'trust', 'grant'] as const).map(
    part =>
      paths.filter(([first]) => first === part).reduce((value, [, ...rest]) => hide(value, rest), all[part]),
  )
  return { statements: statements ?? [], policies: policies ?? [], trust: trust ?? [], grant: given ?? null }
}

test('a certain finding may become possible when values are hidden: it never vanishes or turns up anew', () => {
  fc.assert(
    fc.property(hidden, ({ all, paths }) => {
      const before = report(exampleOf(all))
      const after = report(exampleOf(hiddenIn(all, paths)))
      const owed = after.blindSpots.length > 0 ? [] : certain(before)
      expect(told(before)).toEqual(expect.arrayContaining([...certain(after)]))
      expect(told(after)).toEqual(expect.arrayContaining([...owed]))
      expect(after.summary.verdict === 'ok' && before.summary.verdict !== 'ok').toBe(false)
    }),
    { numRuns: 3_000 },
  )
})
