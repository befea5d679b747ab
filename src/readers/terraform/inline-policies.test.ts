import { describe, expect, test } from 'vitest'
import { changed } from './test-plan.ts'
import { allow, held, readIam, role } from './test-identities.ts'
function blocks(inline: readonly object[], unknown: readonly object[]): object {
  return changed(
    'aws_iam_role.r',
    { name: 'r', path: '/', inline_policy: inline },
    { after_unknown: { arn: true, inline_policy: unknown } },
  )
}

function inlineOf(resource: string, action: string): object {
  return changed(`aws_iam_role_policy.${resource}`, { role: 'r', name: 'p', policy: allow(action) })
}

describe('inline policies', () => {
  test('an empty block means none; a block that is unknown is a hole', () => {
    expect(held(readIam([blocks([{ name: '', policy: '' }], [{}])]))).toEqual({ 'role/r': [] })
    expect(held(readIam([blocks([{ name: 'a' }], [{ policy: true }])]))).toEqual({ 'role/r': ['-'] })
  })

  test('what an own resource wrote is not counted twice, and goes with it', () => {
    const before = { name: 'r', arn: 'arn:aws:iam::111122223333:role/r', path: '/' }
    const values = {
      ...before,
      inline_policy: [{ name: 'use', policy: allow('kms:Decrypt') }],
      managed_policy_arns: ['arn:aws:iam::111122223333:policy/old'],
    }
    const existing = changed('aws_iam_role.r', values, { actions: ['no-op'], before: values })
    const old = { role: 'r', name: 'use', policy: allow('kms:Decrypt') }
    const updated = changed(
      'aws_iam_role_policy.a',
      { ...old, policy: allow('kms:Encrypt') },
      { actions: ['update'], before: old },
    )
    const gone = changed('aws_iam_role_policy_attachment.a', null, {
      actions: ['delete'],
      before: { role: 'r', policy_arn: 'arn:aws:iam::111122223333:policy/old' },
    })
    expect(held(readIam([existing]))).toEqual({ 'role/r': ['kms:Decrypt', '-'] })
    expect(held(readIam([existing, updated, gone]))).toEqual({ 'role/r': ['kms:Encrypt'] })
  })

  test('two texts of one name: either can be the last', () => {
    expect(held(readIam([role, inlineOf('a', 'kms:Encrypt'), inlineOf('b', 'kms:Decrypt')]))).toEqual({
      'role/r': ['kms:Encrypt?', 'kms:Decrypt?'],
    })
  })
})
