import { describe, expect, test } from 'vitest'
import { block, changed } from './test-plan.ts'
import { allow, held, other, readIam, role, toUse, unknownArn, use } from './test-identities.ts'
function onlyInline(names: readonly string[]): object {
  return changed('aws_iam_role_policies_exclusive.e', { role_name: 'r', policy_names: names })
}

describe('exclusive resources', () => {
  const values = {
    name: 'r',
    path: '/',
    arn: 'arn:aws:iam::111122223333:role/r',
    unique_id: 'AROAEXAMPLE',
    inline_policy: [{ name: 'found', policy: allow('kms:*') }],
    managed_policy_arns: ['arn:aws:iam::111122223333:policy/found'],
  }
  const existing = changed('aws_iam_role.r', values, { actions: ['no-op'], before: values })
  const attached = changed('aws_iam_role_policy_attachments_exclusive.e', { role_name: 'r', policy_arns: [] })

  test('take away what AWS reports and they do not list', () => {
    const input = readIam([existing, onlyInline([]), attached])
    expect(held(input)).toEqual({ 'role/r': [] })
    expect(input.inventory.identities[0]).toMatchObject({ complete: true, uniqueId: 'AROAEXAMPLE' })
    expect(readIam([existing, attached]).inventory.identities[0]?.complete).toBe(false)
  })

  test('keep what they list, and know no more of it than its name', () => {
    expect(held(readIam([existing, onlyInline(['found', 'other']), attached]))).toEqual({
      'role/r': ['kms:*', '-'],
    })
  })

  test('another resource that writes all the same may be applied last', () => {
    const written = changed('aws_iam_role_policy.a', { role: 'r', name: 'a', policy: allow('kms:Decrypt') })
    expect(held(readIam([existing, onlyInline([]), attached, written]))).toEqual({
      'role/r': ['kms:Decrypt?'],
    })
  })

  test('aws_iam_policy_attachment owns all attachments of its policy', () => {
    const all = changed('aws_iam_policy_attachment.a', { roles: ['o'] }, unknownArn)
    const own = changed('aws_iam_role_policy_attachment.a', { role: 'r' }, unknownArn)
    const written = [
      block('aws_iam_policy_attachment.a', toUse),
      block('aws_iam_role_policy_attachment.a', toUse),
    ]
    expect(held(readIam([role, other, use, all, own], written))).toEqual({
      'role/r': ['kms:Decrypt?'],
      'role/o': ['kms:Decrypt'],
    })
  })
})
