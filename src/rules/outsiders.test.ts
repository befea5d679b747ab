import { expect, test } from 'vitest'
import { noTrust } from '../model/trust.ts'
import type { Unknown } from '../model/unknown.ts'
import { isUntrustedOutsider } from './outsiders.ts'

const at = { file: 'plan.json', address: 'aws_kms_key.k', pointer: '/policy' }
const topic: Unknown = {
  kind: 'unknown',
  reason: 'known-after-apply',
  name: 'aws_sns_topic.orders.arn',
  shape: 'arn',
  at,
}

function isOutside(owner: Unknown): string {
  const home = { account: '111122223333', at }
  return isUntrustedOutsider({ kind: 'services-for', owner: [owner] }, home, noTrust).is
}

test('what the change makes belongs to nobody else', () => {
  expect(isOutside(topic)).toBe('no')
})

test('what a variable names, or what may be no ARN, can belong to anybody', () => {
  expect(isOutside({ ...topic, reason: 'parameter' })).toBe('unknown')
  expect(isOutside({ ...topic, shape: 'anything' })).toBe('unknown')
})
