import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Member, Node } from '../../model/node.ts'
import type { Problem } from '../../model/statement.ts'
import type { Unknown } from '../../model/unknown.ts'
import { parseJson } from '../json.ts'
import { readPolicy } from '../read-policy.ts'
import { conditionOperators } from '../conditions.ts'
import type { Judged, Kind } from './in-statements.ts'
import { allowWithNotPrincipal } from './not-principal.ts'
import { conditionValues } from './condition-values.ts'
import { emptyElements } from './empty-elements.ts'
import { irrelevantKeys } from './irrelevant-keys.ts'
import { literalWildcards } from './literal-wildcards.ts'
import { operatorTypes } from './operator-types.ts'
import { pairedKeys } from './paired-keys.ts'
import { privateAddresses } from './private-addresses.ts'
import { roleActionsOnAll } from './role-actions.ts'
import { setOperators } from './set-operators.ts'
import { tagConditions } from './tag-conditions.ts'
import { unknownKeys } from './unknown-keys.ts'
import { unrestrictedServices } from './service-principals.ts'
import { variablesIn } from './variables-in.ts'

const checks = [
  allowWithNotPrincipal,
  conditionValues,
  emptyElements,
  irrelevantKeys,
  literalWildcards,
  operatorTypes,
  pairedKeys,
  privateAddresses,
  roleActionsOnAll,
  setOperators,
  tagConditions,
  unknownKeys,
  unrestrictedServices,
  variablesIn,
]

const at = { file: 'plan', address: 'a', pointer: '/policy' }

const values = fc.constantFrom(
  '',
  'true',
  'x',
  '*',
  'o-a1b2c3d4e5',
  'o-1',
  '111122223333',
  'vpc-1',
  '10.0.0.0/8',
  '203.0.113.7/24',
  '${aws:username}',
  '${aws:username',
  '${AWS::AccountId}',
)
const keys = fc.constantFrom(
  'kms:ViaService',
  'kms:ViaServices',
  'kms:EncryptionContext:a',
  'kms:EncryptionContextKeys',
  'kms:GrantOperations',
  'kms:ResourceAliases',
  'kms:CallerAccount',
  'aws:SourceIp',
  'aws:VpcSourceIp',
  'aws:SourceVpc',
  'aws:PrincipalOrgID',
  'aws:TagKeys',
  'aws:ResourceTag/a',
  'iam:PassedToService',
  'aws:ARN',
)
const operators = fc
  .tuple(
    fc.constantFrom('', '', 'ForAnyValue:', 'ForAllValues:'),
    fc.constantFrom(...conditionOperators, 'StringEqual'),
    fc.constantFrom('', '', 'IfExists'),
  )
  .map(parts => parts.join(''))
const oneOrMore = (value: fc.Arbitrary<string>) => fc.oneof(value, fc.array(value, { maxLength: 3 }))
const actions = fc.constantFrom(
  'kms:Decrypt',
  'kms:Sign',
  'kms:*',
  'iam:PassRole',
  'iam:*',
  '*',
  'polly:*',
  'kms:${a:b}',
)
const resources = fc.constantFrom('*', 'arn:aws:iam::111122223333:role/*', 'arn:aws:s3:::a/${aws:username')
const principals = fc.oneof(
  fc.constant('*'),
  fc.record({
    AWS: oneOrMore(fc.constantFrom('*', '111122223333', 'arn:aws:iam::111122223333:role/${a:b}')),
  }),
  fc.record({ Service: oneOrMore(fc.constantFrom('sns.amazonaws.com', 'events.amazonaws.com')) }),
)
const statements = fc
  .tuple(
    fc.record({ Effect: fc.constantFrom('Allow', 'Deny') }),
    fc.oneof(fc.record({ Action: oneOrMore(actions) }), fc.record({ NotAction: oneOrMore(actions) })),
    fc.oneof(fc.record({ Resource: oneOrMore(resources) }), fc.record({ NotResource: oneOrMore(resources) })),
    fc.oneof(fc.record({ Principal: principals }), fc.record({ NotPrincipal: principals })),
    fc.record({
      Condition: fc.dictionary(operators, fc.dictionary(keys, oneOrMore(values), { maxKeys: 2 }), {
        maxKeys: 3,
      }),
    }),
  )
  .map(([effect, action, resource, principal, condition]) => ({
    ...effect,
    ...action,
    ...resource,
    ...principal,
    ...condition,
  }))
const kinds: fc.Arbitrary<Kind> = fc.constantFrom('key-policy', 'identity-policy', 'trust-policy', 'scp')

/** The tree with holes in the place of some of its values: those of these numbers, outside first. */
function withHoles(node: Node, numbers: ReadonlySet<number>, counter = { next: 0 }): Node {
  const number = counter.next
  counter.next += 1
  if (numbers.has(number)) return { type: 'unknown', unknown: holeAt(node), at: node.at }
  if (node.type === 'array')
    return { ...node, items: node.items.map(item => withHoles(item, numbers, counter)) }
  if (node.type !== 'object') return node
  const members: readonly Member[] = node.members.map(({ name, value }) => ({
    name,
    value: withHoles(value, numbers, counter),
  }))
  return { ...node, members }
}

function holeAt(node: Node): Unknown {
  return { kind: 'unknown', reason: 'known-after-apply', name: 'var.x', shape: 'anything', at: node.at }
}

function certainOf(judged: Judged): readonly string[] {
  return checks
    .flatMap(check => check(judged))
    .filter(({ hangsOn = [] }: Problem) => hangsOn.length === 0)
    .map(problem => JSON.stringify([familyOf(problem), problem.at.pointer]))
}

/** What weighs less where more is known: an objection may become lighter or heavier, and not turn up. */
function familyOf({ code }: Problem): string {
  const families = [
    'impossible-value',
    'private-address',
    'condition-key-of',
    'empty',
    'unsupported-action',
    'redundant',
  ]
  return families.find(family => code.startsWith(family)) ?? code
}

test('what a hole hides is never objected to for certain', () => {
  fc.assert(
    fc.property(
      fc.array(statements, { minLength: 1, maxLength: 2 }),
      kinds,
      fc.array(fc.integer({ min: 3, max: 40 }), { maxLength: 3 }),
      (Statement, kind, numbers) => {
        const known = parseJson(JSON.stringify({ Version: '2012-10-17', Statement }), at)
        const hidden = withHoles(known, new Set(numbers))
        const certain = new Set(certainOf({ document: readPolicy(known), kind }))
        const told = certainOf({ document: readPolicy(hidden), kind })
        expect(told.filter(one => !certain.has(one))).toEqual([])
      },
    ),
    { numRuns: 2000 },
  )
})
