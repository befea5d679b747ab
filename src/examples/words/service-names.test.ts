import { expect, test } from 'vitest'
import type { KeyPolicyAccess } from '../../model/access.ts'
import { allow } from '../../rules/example-statements.ts'
import { hole, text, type ExampleValue } from '../../rules/example.ts'
import { emptyWorld, unknownNamed } from '../../rules/fake-world.ts'
import { namesNoService, serviceIsNotTold, whyNoService } from '../../rules/vocabulary/service-names.ts'
import type { World } from '../../rules/word.ts'
import { accessIn, askedIn } from './asked.ts'

const notKnown = 'which is not known yet'
const elsewhere = 'which calls KMS in eu-west-1, not in the Region of the key'
const right = ['no', 'no', 'which matches no service']

function told(access: KeyPolicyAccess, world: World): readonly string[] {
  const { is, hangsOn } = namesNoService.ask(access, world)
  const holes = hangsOn.map(({ name }) => name)
  return [is, serviceIsNotTold.ask(access, world).is, whyNoService(access, world), ...holes]
}

test.each<readonly [string, ExampleValue, readonly string[]]>([
  ['a service', { Service: 'sns.amazonaws.com' }, right],
  ['a role', { AWS: 'arn:aws:iam::111122223333:role/App' }, right],
  ['CloudWatch Logs of the Region', { Service: 'logs.us-west-2.amazonaws.com' }, right],
  [
    'CloudWatch Logs of another Region',
    { Service: 'logs.eu-west-1.amazonaws.com' },
    ['yes', 'no', elsewhere],
  ],
  ['a service that is not told', { Service: hole('var.s') }, ['unknown', 'yes', notKnown, 'var.s']],
  ['somebody who is not told', { AWS: hole('var.who') }, ['unknown', 'yes', notKnown, 'var.who']],
  ['the start of a service that is not told', { Service: text(hole('var.s'), '.amazonaws.com') }, right],
])('%s', (_, Principal, expected) => {
  const { access, world } = accessIn({ statements: allow({ Principal, Action: 'kms:Encrypt' }) })
  expect(told(access, world)).toEqual(expected)
})

test.each<readonly [string, string, readonly string[]]>([
  ['CloudWatch Logs of some Region', 'logs.eu-west-1', ['unknown', 'yes', elsewhere, 'the Region']],
  [
    'CloudWatch Logs of none',
    'logs',
    ['yes', 'no', 'which lacks the Region: CloudWatch Logs calls as logs.REGION.amazonaws.com'],
  ],
  ['another service', 'sns', right],
])('the Region of the key is not told: %s', (_, name, expected) => {
  const Principal = { Service: `${name}.amazonaws.com` }
  const { access, world } = accessIn({ statements: allow({ Principal, Action: 'kms:Encrypt' }) })
  expect(told({ ...access, key: { ...access.key, region: unknownNamed('the Region') } }, world)).toEqual(
    expected,
  )
})

test('the service of the Region needs no other beside it', () => {
  const Principal = { Service: ['logs.us-west-2.amazonaws.com', 'logs.eu-west-1.amazonaws.com'] }
  const { accesses } = askedIn({ statements: allow({ Principal, Action: 'kms:Encrypt' }) })
  // In a world where nobody else is admitted.
  expect(accesses.map(access => namesNoService.ask(access, emptyWorld).is)).toEqual(['no', 'yes'])
})
