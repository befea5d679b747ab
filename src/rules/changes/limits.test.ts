import { expect, test } from 'vitest'
import { inShort, otherChanges, type Situation } from '../../examples/words/changes-of-example.ts'
import { inventoryOfExample } from '../../examples/run-example.ts'
import { accessChange } from '../../change/change.ts'
import { allow, deny, own, policyOf } from '../example-statements.ts'
import { hole, type ExampleValue } from '../example.ts'
import { limitsElsewhere } from './limits.ts'

const root = allow({ Principal: own('root'), Action: 'kms:*' })

function stop(name: string, Action = 'kms:Decrypt') {
  return deny({ Principal: own(`role/${name}`), Action })
}

/** Each limit with those whom it frees. */
function limits(situation: Situation): readonly string[] {
  return otherChanges('limit-change', situation).map(
    ({ name, frees }) => `${name}: ${frees.map(inShort).join(', ')}`,
  )
}

const boundary = allow({ Action: 's3:*' })
const a = { name: 'A', policies: allow() }
const b = { name: 'B', policies: allow() }
const roles = [a, b]

function control(...statements: readonly ExampleValue[]) {
  const attached = { policy_id: hole('aws_organizations_policy.limit.id'), target_id: '111122223333' }
  return {
    'aws_organizations_policy.limit': {
      name: 'limit',
      type: 'SERVICE_CONTROL_POLICY',
      content: policyOf(...statements),
    },
    'aws_organizations_policy_attachment.limit': attached,
  }
}

const lifted = { statements: root, role: roles }
const bounded = roles.map(one => ({ ...one, boundary }))
const assuming = {
  statements: root,
  role: [
    { ...a, trust: allow({ Principal: own('role/B'), Action: 'sts:AssumeRole' }) },
    { name: 'B', policies: allow({ Action: 'sts:AssumeRole' }) },
  ],
}
const scp = 'service control policy "limit"'

test.each<[string, Situation, readonly string[]]>([
  [
    'a boundary that is gone frees its own role',
    { ...lifted, before: { ...lifted, role: bounded } },
    [
      'the permissions boundary of role aws_iam_role.A: gained role/A',
      'the permissions boundary of role aws_iam_role.B: gained role/B',
    ],
  ],
  [
    'a Deny of an IAM policy frees its own role, to what it stopped',
    {
      ...lifted,
      role: roles,
      before: {
        ...lifted,
        role: [
          { name: 'A', policies: [allow(), deny(), deny({ Action: 'kms:Encrypt' })] },
          { name: 'B', policies: [allow(), deny()] },
        ],
      },
    },
    [
      'statement 2 of the policies of role aws_iam_role.A: gained role/A',
      'statement 2 of the policies of role aws_iam_role.B: gained role/B',
    ],
  ],
  [
    'a service control policy that is gone frees all',
    { ...lifted, before: { ...lifted, resources: control(deny()) } },
    [`${scp}: gained role/A, gained role/B`],
  ],
  [
    'whoever gets there by one of them has perhaps a new way to that, and is not told of here',
    { ...assuming, before: { ...assuming, resources: control(deny()) } },
    [`${scp}: gained role/A`],
  ],
  [
    'one that stopped nobody is not told',
    { ...lifted, before: { ...lifted, resources: control(deny({ Action: 'kms:Sign' })) } },
    [],
  ],
  [
    'one that is new frees nobody',
    {
      ...lifted,
      resources: control(deny({ Action: 'kms:Sign' })),
      before: { ...lifted, role: [{ ...a, boundary }, b] },
    },
    ['the permissions boundary of role aws_iam_role.A: gained role/A'],
  ],
  [
    'nor does a Deny of a key policy, which is told with its key',
    {
      ...lifted,
      before: { ...lifted, statements: [root, stop('X')], role: [{ ...a, boundary }, b] },
    },
    ['the permissions boundary of role aws_iam_role.A: gained role/A'],
  ],
  [
    'what a Deny of the key policy stopped, too, is told of that',
    { ...lifted, before: { ...lifted, statements: [root, stop('A')], resources: control(deny()) } },
    [`${scp}: gained role/B`],
  ],
  [
    'what was not allowed before is new, and not freed',
    {
      ...lifted,
      before: { ...lifted, role: [{ name: 'A' }, b], resources: control(deny()) },
    },
    [`${scp}: gained role/B`],
  ],
  [
    'what is lost at the same time is not freed',
    {
      ...lifted,
      statements: [root, stop('A', 'kms:Encrypt')],
      role: roles.map(one => ({ ...one, policies: allow({ Action: ['kms:Decrypt', 'kms:Encrypt'] }) })),
      before: {
        ...lifted,
        role: roles.map(one => ({ ...one, policies: allow({ Action: ['kms:Decrypt', 'kms:Encrypt'] }) })),
        resources: control(deny()),
      },
    },
    [`${scp}: gained role/A, gained role/B`],
  ],
  [
    'of a key that is replaced, all accesses are new',
    {
      ...lifted,
      key: { arn: 'arn:aws:kms:us-west-2:111122223333:key/new' },
      before: {
        ...lifted,
        key: { arn: 'arn:aws:kms:us-west-2:111122223333:key/old' },
        resources: control(deny({ Action: 'kms:Encrypt' })),
      },
    },
    [],
  ],
])('limits besides key policies: %s', (_, situation, expected) => {
  expect(limits(situation)).toEqual(expected)
})

test('no key is looked at where no such limit is weaker', () => {
  const one = inventoryOfExample({ says: '', ...lifted })
  const change = accessChange(one, one, ({ address }) => address)
  expect(limitsElsewhere({ ...change, keys: notAsked }).all()).toEqual([])
})

function notAsked(): never {
  throw new Error('looked at')
}
