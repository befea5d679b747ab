import { expect, test } from 'vitest'
import type { Tri } from '../../model/tri.ts'
import { emptyWorld, statementOf } from '../fake-world.ts'
import { onlySomePrincipals, withEncryptionContext, withinOrganization } from './conditions.ts'

const words = { onlySomePrincipals, withEncryptionContext, withinOrganization }

test.each<readonly [keyof typeof words, string, Tri]>([
  ['onlySomePrincipals', 'aws:PrincipalArn', 'yes'],
  ['onlySomePrincipals', 'aws:userid', 'yes'],
  ['onlySomePrincipals', 'aws:PrincipalTag/team', 'yes'],
  ['onlySomePrincipals', 'aws:PrincipalOrgID', 'no'],
  ['withinOrganization', 'aws:PrincipalOrgID', 'yes'],
  ['withinOrganization', 'aws:PrincipalArn', 'no'],
  ['withEncryptionContext', 'kms:EncryptionContext:app', 'yes'],
  ['withEncryptionContext', 'kms:EncryptionContextKeys', 'yes'],
  ['withEncryptionContext', 'kms:EncryptionAlgorithm', 'no'],
])('%s, of a condition on %s: %s', (name, key, is) => {
  const asked = statementOf({ Action: 'kms:Decrypt', Condition: { StringLike: { [key]: 'a' } } })
  expect(words[name].ask(asked, emptyWorld).is).toBe(is)
  const spared = statementOf({ Action: 'kms:Decrypt', Condition: { StringNotLike: { [key]: 'a' } } })
  expect(words[name].ask(spared, emptyWorld).is).toBe('no')
})
