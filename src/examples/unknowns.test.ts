import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { builtInRules } from '../../policies/index.ts'
import { resolve } from '../access/graph.ts'
import type { ReadInput } from '../model/inventory.ts'
import type { Report } from '../model/report.ts'
import { isUnknown } from '../model/unknown.ts'
import { findingsOf, reportOf } from '../report/report.ts'
import { defaultSettings } from '../report/settings.ts'
import { hole, type ExampleValue } from '../rules/example.ts'
import { judge } from '../rules/judge.ts'
import { keyOfExample } from './example-key.ts'

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

function report(statements: ExampleValue): Report {
  const key = keyOfExample({ says: '', statements })
  const inventory = { keys: [key], aliases: [], boundedPrincipals: [] }
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
    findingsOf,
  )
  return reportOf([input], [], judgement, defaultSettings)
}

function certain({ findings }: Report): readonly string[] {
  return findings.filter(({ certainty }) => certainty === 'certain').map(({ rule }) => rule)
}

/** By rule, in findings of their own or as notes of others. */
function told({ findings }: Report): readonly string[] {
  return findings.flatMap(({ rule, related }) => [rule, ...related.map(note => note.rule ?? rule)])
}

const hidden = fc.array(statement, { minLength: 1, maxLength: 4 }).chain(statements =>
  fc.record({
    statements: fc.constant(statements),
    paths: fc.uniqueArray(fc.constantFrom(...places(statements)), { minLength: 1, maxLength: 3 }),
  }),
)

test('a certain finding may become possible when values are hidden: it never vanishes or turns up anew', () => {
  fc.assert(
    fc.property(hidden, ({ statements, paths }) => {
      const before = report(statements)
      const after = report(paths.reduce<ExampleValue>(hide, statements))
      const owed = after.blindSpots.length > 0 ? [] : certain(before)
      expect(told(before)).toEqual(expect.arrayContaining([...certain(after)]))
      expect(told(after)).toEqual(expect.arrayContaining([...owed]))
      expect(after.summary.verdict === 'ok' && before.summary.verdict !== 'ok').toBe(false)
    }),
    { numRuns: 3_000 },
  )
})
