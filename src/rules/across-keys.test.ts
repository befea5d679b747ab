import { expect, test } from 'vitest'
import privilegeEscalation from '../../policies/path/privilege-escalation.ts'
import rotation from '../../policies/key/rotation.ts'
import { noActions } from '../model/action-set.ts'
import { text } from '../model/text.ts'
import { acrossKeys } from './across-keys.ts'
import type { Objection } from './objection.ts'

const objection: Objection = {
  rule: privilegeEscalation,
  severity: 'high',
  certainty: 'certain',
  message: 'role/Dev can kms:Decrypt on aws_kms_key.a',
  fix: '',
  corrections: [],
  principal: { kind: 'role', arn: text('arn:aws:iam::111122223333:role/Dev'), account: '111122223333' },
  actions: noActions,
  at: [{ file: 'example', address: 'aws_iam_role.Dev', pointer: '' }],
  statements: [],
  path: [],
  conditions: [],
  unless: [],
  unknowns: [],
  sensitive: false,
  related: [],
}
const possible: Objection = { ...objection, certainty: 'possible' }

test('the same principal with more keys is told with the first; what is in doubt, and lighter, apart', () => {
  const across = acrossKeys()
  const low: Objection = { ...objection, severity: 'low' }
  const all = [objection, objection, possible, low, objection]
  expect(all.map(across.takes)).toEqual([true, true, true, true, true])
  expect(across.all().map(({ message }) => message)).toEqual([
    `${objection.message}, and the same with 2 more keys`,
    objection.message,
    objection.message,
  ])
})

test('one more key is one', () => {
  const across = acrossKeys()
  for (const one of [possible, possible]) across.takes(one)
  expect(across.all()).toEqual([
    { ...possible, message: `${objection.message}, and the same with 1 more key` },
  ])
})

test('what is about the key itself is not kept', () => {
  const across = acrossKeys()
  expect(across.takes({ ...objection, rule: rotation })).toBe(false)
  expect(across.all()).toEqual([])
})
