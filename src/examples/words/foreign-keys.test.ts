import { expect, test } from 'vitest'
import { allow } from '../../rules/example-statements.ts'
import { hole, text, type Example, type ExampleValue } from '../../rules/example.ts'
import { isOfUntrustedAccount } from '../../rules/vocabulary/foreign-keys.ts'
import { asked } from '../ask-example.ts'
import { accountOfExample } from '../example-key.ts'

const id = 'key/1234abcd-12ab-34cd-56ef-1234567890ab'

test.each<readonly [string, ExampleValue, string]>([
  ['the own account', `arn:aws:kms:us-west-2:111122223333:${id}`, 'no'],
  ['another account', `arn:aws:kms:us-west-2:444455556666:${id}`, 'yes'],
  ['a pattern of accounts', 'arn:aws:kms:*:*:key/*', 'no'],
  ['the account of whoever calls', 'arn:aws:kms:*:${aws:PrincipalAccount}:key/*', 'no'],
  [
    'an account that is not told',
    text('arn:aws:kms:*:', hole('var.account'), `:${id}`),
    'unknown: var.account',
  ],
  ['the end of an account', text('arn:aws:kms:*:44445555', hole('var.end'), `:${id}`), 'unknown: var.end'],
  ['a key that is not told', hole('var.key'), 'unknown: var.key'],
])('whose key an IAM policy names: %s', (_, Resource, is) => {
  const example = { says: '', role: { policies: allow({ Resource }) } }
  expect(asked('outside-key', isOfUntrustedAccount, example)).toEqual([is])
})

test('the own account is its own, though it is not told', () => {
  const account = 'unknown'
  const own = accountOfExample({ says: '', account })
  const Resource = text('arn:aws:kms:us-west-2:', own, `:${id}`)
  const example: Example = { says: '', account, role: { policies: allow({ Resource }) } }
  expect(asked('outside-key', isOfUntrustedAccount, example)).toEqual(['no'])
})
