import { expect, test } from 'vitest'
import type { Grant } from '../../model/grant.ts'
import { principalId } from '../../model/principal.ts'
import { showText } from '../../model/text.ts'
import { block, changed, readChanges } from './test-plan.ts'

const root = {
  resources: [
    block('aws_kms_grant.g', {
      key_id: { references: ['aws_kms_key.k.key_id', 'aws_kms_key.k'] },
      grantee_principal: { references: ['aws_iam_role.r.arn', 'aws_iam_role.r'] },
    }),
    block('aws_kms_key.k'),
    block('aws_iam_role.r'),
  ],
}
const aws = {
  aws: { name: 'aws', expressions: { allowed_account_ids: { constant_value: ['111122223333'] } } },
}

function grantOf(after: object, unknown: object = {}, more: object = {}): Grant | undefined {
  const key = changed('aws_kms_key.k', {}, { after_unknown: { arn: true, key_id: true } })
  const role = changed('aws_iam_role.r', { name: 'r', path: '/' }, { after_unknown: { arn: true } })
  const grant = changed('aws_kms_grant.g', after, { after_unknown: unknown, ...more })
  return readChanges([key, role, grant], root, aws).inventory.grants[0]
}

test('a grant on a key of the plan for a role of the plan', () => {
  const grant = grantOf({ operations: ['Decrypt'] }, { key_id: true, grantee_principal: true })
  expect(grant).toMatchObject({
    key: { addresses: ['aws_kms_key.k'] },
    grantee: { kind: 'role', arn: ['arn:aws:iam::111122223333:role/r'] },
    createdBy: '111122223333',
    constraints: [],
  })
  expect(grant?.operations.map(showText)).toEqual(['Decrypt'])
  expect(grant).not.toHaveProperty('retiringPrincipal')
})

test.each([
  ['dynamodb.us-west-2.amazonaws.com', 'service'],
  ['sns.amazonaws.com', 'service'],
  ['arn:aws:iam::111122223333:group/g', 'unusable'],
])('the grantee %s is a %s', (grantee_principal, kind) => {
  expect(grantOf({ operations: ['Decrypt'], grantee_principal })?.grantee.kind).toBe(kind)
})

test('a grant on a key elsewhere for another account', () => {
  const arn = 'arn:aws:kms:eu-west-1:444455556666:key/1'
  const owner = 'arn:aws:iam::444455556666:root'
  const grant = grantOf({ key_id: arn, grantee_principal: owner, retiring_principal: owner, name: 'n' })
  expect(grant).toMatchObject({ key: { addresses: [], name: arn }, name: ['n'], operations: [] })
  expect(grant?.grantee).toEqual({ kind: 'account', account: '444455556666' })
  expect(grant?.retiringPrincipal && principalId(grant.retiringPrincipal)).toBe(owner)
})

test('constraints with what is not known of them', () => {
  const constraints = [{ encryption_context_subset: { a: 'x' }, encryption_context_equals: null }]
  const grant = grantOf({ constraints }, { constraints: [{ encryption_context_subset: { b: true } }] })
  const [constraint] = grant?.constraints ?? []
  expect(constraint?.kind).toBe('subset')
  const pairs = constraint?.kind === 'subset' ? [...constraint.pairs] : []
  expect(pairs.map(([name, value]) => [name, showText(value)])).toEqual([
    ['a', 'x'],
    ['b', '${known after apply}'],
  ])
  expect(grantOf({}, { constraints: true })?.constraints).toMatchObject([{ kind: 'unknown' }])
})

function operations(after: object, unknown: object): readonly string[] | undefined {
  return grantOf(after, unknown)?.operations.map(value => showText(value))
}

test('operations that are not known are holes', () => {
  expect(operations({ operations: ['Encrypt', null] }, { operations: [false, true] })).toEqual([
    'Encrypt',
    '${known after apply}',
  ])
  expect(operations({}, { operations: true })).toEqual(['${known after apply}'])
})

test('a mark of sensitivity stays', () => {
  expect(grantOf({}, {}, { after_sensitive: { constraints: true } })?.sensitive).toBe(true)
  expect(grantOf({}, {}, { after_sensitive: { constraints: [] } })).not.toHaveProperty('sensitive')
})
