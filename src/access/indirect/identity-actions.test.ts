import { expect, test } from 'vitest'
import managed from '../../policy/aws/managed-policies.json' with { type: 'json' }
import { changedUses, identityActions, startedUses } from './identity-actions.ts'

test('the table of managed policies keeps the statements about all of compute', () => {
  const needed = [...startedUses, ...changedUses].flatMap(({ needs }) => needs)
  expect(needed.filter(name => !managed.actions.includes(name))).toEqual([])
})

test('names do not depend on case, and a wrong one is a mistake of ours', () => {
  expect(identityActions('IAM:passrole')).toBe(identityActions('iam:PassRole'))
  expect(() => identityActions('iam:PassRoles')).toThrow(RangeError)
})
