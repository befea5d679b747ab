import { expect, test } from 'vitest'
import { changesOfKey, inShort, type Situation } from '../../examples/words/changes-of-example.ts'
import { allow, deny, own } from '../example-statements.ts'
import { hole } from '../example.ts'

const root = allow({ Principal: own('root'), Action: 'kms:*' })

function both(...names: readonly string[]) {
  return { AWS: names.map(name => own(`role/${name}`).AWS) }
}

function use(...names: readonly string[]) {
  return allow({ Principal: both(...names), Action: ['kms:Decrypt', 'kms:Encrypt'] })
}

function stop(name: string, Action = 'kms:Decrypt') {
  return deny({ Principal: own(`role/${name}`), Action })
}

/** Who gains or loses, and whether that is told of a Deny that stopped them. */
function freed(situation: Situation): readonly string[] {
  return changesOfKey('access-change', situation).flatMap(({ change, others, isFreed }) =>
    [change, ...others].map(one => `${inShort(one)}${isFreed ? ', freed' : ''}`),
  )
}

const assumed = [
  { name: 'A', policies: [], trust: allow({ Principal: own('role/B'), Action: 'sts:AssumeRole' }) },
  { name: 'B', policies: allow({ Action: 'sts:AssumeRole' }) },
]
const grant = { grantee_principal: own('role/A').AWS, operations: ['Decrypt'] }
const byIam = { role: { name: 'A', policies: allow() } }
const Condition = { StringEquals: { 'kms:ViaService': 's3.us-west-2.amazonaws.com' } }
const bounded = { role: { ...byIam.role, boundary: allow({ Action: 'kms:*', Condition }) } }
const arn = 'arn:aws:kms:us-west-2:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab'
const other = 'arn:aws:kms:us-west-2:111122223333:key/9999abcd-12ab-34cd-56ef-1234567890ab'
const viaS3 = { Principal: own('role/A'), Condition }
const naming = (Resource: readonly string[]) => ({ role: { name: 'A', policies: allow({ Resource }) } })
const idle = { role: { name: 'A', policies: [] } }

test.each<[string, Situation, readonly string[]]>([
  [
    'whoever the statement names anew beside the one who was stopped, is not freed',
    { statements: use('A', 'B'), before: { statements: [use('A'), stop('A', 'kms:*')] } },
    ['gained role/A, freed', 'gained role/B'],
  ],
  [
    'whoever it stops now is not freed',
    {
      statements: [use('A', 'B'), stop('B')],
      before: { statements: [use('A', 'B'), stop('A')] },
    },
    ['gained role/A, freed', 'lost role/B'],
  ],
  [
    'a Deny of a service stopped no role',
    {
      statements: use('A'),
      before: { statements: [deny({ Principal: { Service: 'logs.amazonaws.com' } })] },
    },
    ['gained role/A'],
  ],
  [
    'whoever gets there by assuming a role is not stopped by the Deny of that role',
    { statements: use('A'), role: assumed, before: { statements: [use('A'), stop('A')], role: assumed } },
    ['gained role/A, freed', 'gained role/B'],
  ],
  [
    'a grant that was there counts again',
    { statements: root, grant, before: { statements: [root, stop('A')], grant } },
    ['gained role/A, freed'],
  ],
  [
    'a grant that was not there is new',
    {
      statements: root,
      grant,
      before: { statements: [root, stop('A')], grant: { ...grant, operations: ['Encrypt'] } },
    },
    ['gained role/A', 'lost role/A'],
  ],
  [
    'an IAM policy that was there counts again',
    { ...byIam, statements: root, before: { ...byIam, statements: [root, stop('A')] } },
    ['gained role/A, freed'],
  ],
  [
    'so does one beside a boundary with a condition',
    { ...bounded, statements: root, before: { ...bounded, statements: [root, stop('A')] } },
    ['gained role/A, freed'],
  ],
  [
    'an IAM policy that did not name the key is new',
    {
      ...naming([other, arn]),
      key: { arn },
      statements: root,
      before: { ...naming([other]), key: { arn }, statements: [root, stop('A')] },
    },
    ['gained role/A'],
  ],
  [
    'what is lost at the same time is not freed',
    {
      statements: [use('A'), stop('A', 'kms:Encrypt')],
      before: { statements: [use('A'), deny({ ...viaS3, Action: ['kms:Decrypt', 'kms:Encrypt'] })] },
    },
    ['widened role/A, freed', 'lost role/A'],
  ],
  [
    'an IAM policy that was not there is new',
    { ...byIam, statements: root, before: { ...idle, statements: [root, stop('A')] } },
    ['gained role/A'],
  ],
])('of what a Deny stopped: %s', (_, situation, expected) => {
  expect(freed(situation)).toEqual(expected)
})

test('what a part of the policy perhaps allows that cannot be read was not allowed before', () => {
  const situation: Situation = {
    ...byIam,
    statements: [root, hole('var.statement')],
    before: { ...byIam, statements: [root, stop('A')] },
  }
  const gained = changesOfKey('access-change', situation).filter(({ change }) => change.kind === 'gained')
  expect(gained.map(({ change, isFreed }) => [change.access.via, isFreed])).toEqual([
    ['key-policy', false],
    ['iam-policy', true],
  ])
})

/** Each limit with those whom it frees. */
function limits(situation: Situation): readonly string[] {
  return changesOfKey('limit-change', situation)
    .map(({ name, frees }) => `${name}: ${frees.map(inShort).join(', ')}`)
    .map(limit => limit.replace(' of the policy of aws_kms_key.example', ''))
    .toSorted()
}

test.each<[string, Situation, readonly string[]]>([
  [
    'each frees those whom it stopped',
    { statements: use('A', 'B'), before: { statements: [use('A', 'B'), stop('A'), stop('B')] } },
    ['statement 2: gained role/A', 'statement 3: gained role/B'],
  ],
  [
    'each frees to what it stopped',
    {
      statements: use('A', 'B'),
      before: { statements: [use('A', 'B'), stop('A'), deny({ Principal: '*', Action: 'kms:Encrypt' })] },
    },
    ['statement 2: gained role/A', 'statement 3: gained role/A, gained role/B'],
  ],
  [
    'two that stopped the same both tell of it',
    { statements: use('A'), before: { statements: [use('A'), stop('A'), stop('A', 'kms:*')] } },
    ['statement 2: gained role/A', 'statement 3: gained role/A'],
  ],
  [
    'one for a role that is not shown may free whoever IAM policies allow it',
    { statements: [root, use('A')], before: { statements: [root, use('A'), stop('A'), stop('X')] } },
    ['statement 3: gained role/A', 'statement 4: '],
  ],
  [
    'where no IAM policy counts, one for somebody whom the key policy does not name frees nobody',
    { statements: use('A'), before: { statements: [use('A'), stop('X')] } },
    [],
  ],
  ['of a key that is new, no limit is lifted', { statements: use('A'), before: { type: 'aws_kms_key' } }, []],
])('Deny statements of a key policy: %s', (_, situation, expected) => {
  expect(limits(situation)).toEqual(expected)
})
