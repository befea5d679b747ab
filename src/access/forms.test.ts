import { expect, test } from 'vitest'
import { text } from '../model/text.ts'
import { awsPrincipal } from '../policy/principals.ts'
import { isRefused } from './naming.ts'
import { iam, own } from './random-conditions.ts'

const at = { file: '', address: '', pointer: '' }
const carol = awsPrincipal(text(iam(own, 'user/Carol')))
const named = (...arns: readonly string[]) => arns.map(arn => ({ principal: awsPrincipal(text(arn)), at }))

test.each([
  ['listed, without a permissions boundary', 'no', ['root', 'user/Carol'], 'no'],
  ['listed, with one', 'yes', ['root', 'user/Carol'], 'yes'],
  ['listed, perhaps with one', 'unknown', ['root', 'user/Carol'], 'unknown'],
  ['not listed, perhaps with one', 'unknown', ['user/Alice'], 'yes'],
] as const)('a Deny with NotPrincipal and somebody %s', (_, bounded, names, refused) => {
  const items = named(...names.map(name => iam(own, name)))
  expect(isRefused({ negated: true, items, at }, { principal: carol, bounded })).toBe(refused)
})
