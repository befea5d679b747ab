import { expect, test } from 'vitest'
import { accountIds } from './account-ids.ts'
import { objectionsTo } from './objections-to.ts'

const digits = (count: number) => '1'.repeat(count)
const told = (shown: string, count: number) => [
  `number-as-account-id: statement 1 names the account id \`${shown}\` of ${count} digits instead of 12, as a number without quotes has that begins with 0`,
]

test.each([
  ['eleven digits, since a first zero is lost', { AWS: digits(11) }, told(digits(11), 11)],
  ['thirteen digits', { AWS: digits(13) }, told(digits(13), 13)],
  ['as many digits as are shown', { AWS: digits(20) }, told(digits(20), 20)],
  ['more digits than are shown', { AWS: digits(21) }, told(`${digits(20)}…`, 21)],
  ['an account', { AWS: digits(12) }, []],
  ['twelve digits where no account stands', { CanonicalUser: digits(12) }, []],
  ['a principal that is refused for another reason', { AWS: 'arn:aws:iam::111122223333:group/a' }, []],
  ['an account that is not told', { AWS: 'arn:aws:iam::‹var.account›:group/a' }, []],
])('%s', (_, Principal, objections) => {
  expect(objectionsTo(accountIds, { Effect: 'Allow', Principal })).toEqual(objections)
})
