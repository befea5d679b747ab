import { expect, test } from 'vitest'
import { keyOfExample } from '../../examples/example-key.ts'
import type { Account } from '../../model/account.ts'
import type { Tri } from '../../model/tri.ts'
import { allow } from '../example-statements.ts'
import { hole, text, type ExampleValue } from '../example.ts'
import { emptyWorld, unknownNamed } from '../fake-world.ts'
import { holdsExampleNamesOnly, holdsPlaceholders, placeholderIn } from './placeholders.ts'

const own = '739204518362'
const hidden = unknownNamed('var.account')
const exampleName = `arn:aws:iam::${own}:role/ExampleRole`
const exampleAccount = 'arn:aws:iam::111122223333:root'
const blank = 'arn:aws:iam::<account-id>:root'

test.each<readonly [string, Account, ExampleValue, Tri, string]>([
  ['nothing', own, `arn:aws:iam::${own}:role/App`, 'no', 'a placeholder'],
  ['an account', own, exampleAccount, 'yes', "the account id 111122223333 of AWS's examples"],
  [
    'an account that may be its own',
    hidden,
    exampleAccount,
    'unknown',
    "the account id 111122223333 of AWS's examples",
  ],
  ['the name of an example', own, exampleName, 'yes', 'the name role/ExampleRole of an example'],
  [
    'the same in an account that is not told',
    own,
    text('arn:aws:iam::', hidden, ':role/ExampleRole'),
    'yes',
    'the name role/ExampleRole of an example',
  ],
  [
    'no blank: a value between brackets',
    own,
    text('arn:aws:iam::<', hidden, '>:root'),
    'no',
    'a placeholder',
  ],
  [
    'the account is told before a name',
    own,
    [exampleName, exampleAccount],
    'yes',
    "the account id 111122223333 of AWS's examples",
  ],
  [
    'a doubtful account is told before a name',
    hidden,
    [exampleName, exampleAccount],
    'unknown',
    "the account id 111122223333 of AWS's examples",
  ],
  [
    'a blank is told before a doubtful account',
    hidden,
    [exampleAccount, blank],
    'yes',
    'the blank <account-id>',
  ],
  [
    'a parameter of such a name',
    own,
    text('arn:aws:iam::', hole('111122223333'), ':role/App'),
    'no',
    'a placeholder',
  ],
])('what is left of an example: %s', (_says, account, AWS, is, words) => {
  const key = { ...keyOfExample({ says: '', statements: allow({ Principal: { AWS } }) }), account }
  const [policy] = key.policies
  const [statement] = policy.document.statements
  if (statement === undefined) throw new Error('a statement')
  const subject = { in: 'key-policy', key, policy, statement } as const
  expect(holdsPlaceholders.ask(subject, emptyWorld).is).toBe(is)
  expect(placeholderIn(subject, emptyWorld)).toBe(words)
  expect(holdsExampleNamesOnly.ask(subject, emptyWorld).is).toBe(words.startsWith('the name') ? 'yes' : 'no')
})
