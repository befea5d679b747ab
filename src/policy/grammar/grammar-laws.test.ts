import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Node } from '../../model/node.ts'
import type { DocumentKind } from '../../model/statement.ts'
import { parseJson } from '../json.ts'
import { readPolicy } from '../read-policy.ts'
import { problemsIn } from './problems-in.ts'

const at = { file: 'f', address: 'a', pointer: '/policy' }

const actions = [
  'kms:Decrypt',
  'kms:Decypt',
  'kms:*',
  's3:GetObject',
  'kms:ListKeys',
  'k*:x',
  'sts:AssumeRole',
  '*',
]
const resources = [
  '*',
  'arn:aws:kms:us-west-2:111122223333:key/1',
  'arn:aws:kms:us-west-2',
  'arn:aws:s3:::b',
  'x',
]
const principals = [
  '*',
  { AWS: 'arn:aws:iam::111122223333:role/App' },
  { AWS: ['arn:aws:iam::111122223333:role/*', 12345678901] },
  { Federated: 'arn:aws:iam::111122223333:saml-provider/Okta' },
  { Service: 'lamda.amazonaws.com' },
]
const conditions = [
  { StringEquals: { 'kms:ViaService': ['s3.us-west-2.amazonaws.com', 's3.us-west-2.amazonaws.com'] } },
  { ArnLike: { 'aws:SourceArn': 'arn:aws:s3' } },
  { NumericLessThan: { 'aws:MultiFactorAuthAge': ['1', '2'] } },
]

const listOf = (values: readonly string[]) =>
  fc.array(fc.constantFrom(...values), { minLength: 1, maxLength: 3 })

const statement = fc.record(
  {
    Sid: fc.constantFrom('Use', 'Use it', 'Read', '“Use”'),
    Effect: fc.constantFrom('Allow', 'Deny', 'allow'),
    Principal: fc.constantFrom(...principals),
    Action: listOf(actions),
    NotAction: listOf(actions),
    Resource: listOf(resources),
    Condition: fc.constantFrom(...conditions),
    Resources: listOf(resources),
  },
  { requiredKeys: ['Effect', 'Action'] },
)

const document = fc.record(
  {
    Version: fc.constantFrom('2012-10-17', '2012-10-18'),
    Id: fc.constantFrom('key', 'key — prod'),
    Statement: fc.array(statement, { minLength: 1, maxLength: 3 }),
  },
  { requiredKeys: ['Statement'] },
)

const kind = fc.constantFrom<DocumentKind>(
  'key-policy',
  'identity-policy',
  'trust-policy',
  'scp',
  'rcp',
  'endpoint-policy',
)

/** Some of its values, one by one or with all that is in them, are not told. */
function hidden(node: Node, hides: () => boolean): Node {
  if (node.at.pointer !== at.pointer && hides()) {
    const { pointer } = node.at
    const unknown = {
      kind: 'unknown',
      reason: 'known-after-apply',
      name: pointer,
      shape: 'anything',
      at: node.at,
    } as const
    return { type: 'unknown', unknown, at: node.at }
  }
  if (node.type === 'array') return { ...node, items: node.items.map(item => hidden(item, hides)) }
  if (node.type !== 'object') return node
  return { ...node, members: node.members.map(({ name, value }) => ({ name, value: hidden(value, hides) })) }
}

function certain(node: Node, of: DocumentKind): readonly string[] {
  const problems = problemsIn({ document: readPolicy(node), kind: of })
  // What else stands beside an action that is not supported makes it weigh less, and no other fault.
  const told = problems.filter(({ hangsOn = [] }) => hangsOn.length === 0)
  // What stands beside an action that is not supported makes the same fault weigh less.
  return told.map(({ code }) => code.replace(/-too$/, ''))
}

test('what is not told makes no problem certain', () => {
  fc.assert(
    fc.property(document, kind, fc.infiniteStream(fc.nat(9)), (written, of, dice) => {
      const whole = parseJson(JSON.stringify(written), at)
      const known = new Set(certain(whole, of))
      const holed = hidden(whole, () => dice.next().value === 0)
      expect(certain(holed, of).filter(code => !known.has(code))).toEqual([])
    }),
    { numRuns: 3000 },
  )
})
