import { expect, test } from 'vitest'
import { objectionsIn } from './objections-to.ts'
import type { Kind } from './in-statements.ts'
import { principalForms } from './principal-forms.ts'

const one = { Effect: 'Allow', Action: 'sts:AssumeRole' }
const okta = 'arn:aws:iam::111122223333:saml-provider/Okta'
const group = { AWS: 'arn:aws:iam::111122223333:group/Ops' }

function saidOf(Principal: unknown, kind: Kind = 'trust-policy'): readonly string[] {
  const said = objectionsIn(principalForms, [{ ...one, Principal }], kind)
  return said.map(says => says.replace(/^(\S+) statement 1 /, '$1 '))
}

const invalid = (name: string, why: string) => `invalid-principal: names the principal \`${name}\`: ${why}`
const noProvider = 'it is neither the ARN of an identity provider nor a domain'
const noService = 'services are named like `s3.amazonaws.com`'
const noWildcard = 'AWS refuses a wildcard in the name of a service'
const misspelt = (name: string, meant: string) =>
  `unknown-principal-service: names the service \`${name}\`, which AWS does not list: did you mean \`${meant}\`?`

test.each([
  ['a group', group, [invalid(group.AWS, 'a group is never a principal')]],
  ['a number that lost a zero is told as such', { AWS: '12345678901' }, []],
  ['somebody who is not told', { AWS: '‹somebody›' }, []],
  ['an ARN of a provider', { Federated: okta }, []],
  ['a domain', { Federated: 'accounts.google.com' }, []],
  ['a domain and its path', { Federated: 'example.com/realms/one' }, []],
  [
    'a domain and a path with a wildcard',
    { Federated: 'example.com/*' },
    [invalid('example.com/*', noProvider)],
  ],
  ['a domain with a wildcard', { Federated: '*.example.com' }, [invalid('*.example.com', noProvider)]],
  ['a word', { Federated: 'okta' }, [invalid('okta', noProvider)]],
  ['a provider that is not told', { Federated: '‹provider›' }, []],
  ['a provider that is told in part', { Federated: 'arn:aws:iam::‹account›:saml-provider/Okta' }, []],
])('%s', (_, principal, says) => {
  expect(saidOf(principal)).toEqual(says)
})

test.each([
  ['lambda.amazonaws.com', []],
  ['lambda.us-west-2.amazonaws.com', []],
  ['ec2.amazonaws.com.cn', []],
  ['spot.ec2.amazonaws.com', []],
  ['', []],
  ['‹service›', []],
  ['‹service›.amazonaws.com', []],
  ['lambda', [invalid('lambda', noService)]],
  ['lambda.example.com', [invalid('lambda.example.com', noService)]],
  ['*.amazonaws.com', [invalid('*.amazonaws.com', noWildcard)]],
  ['lambd?.amazonaws.com', [invalid('lambd?.amazonaws.com', noWildcard)]],
  ['lamda.amazonaws.com', [misspelt('lamda.amazonaws.com', 'lambda.amazonaws.com')]],
  [
    'lamda.us-west-2.amazonaws.com',
    [misspelt('lamda.us-west-2.amazonaws.com', 'lambda.us-west-2.amazonaws.com')],
  ],
  ['kafk.amazonaws.com', [misspelt('kafk.amazonaws.com', 'kafka.amazonaws.com')]],
  // Four letters are like too many other names.
  ['gluee.amazonaws.com', []],
  // Two letters apart.
  ['lmda.amazonaws.com', []],
  // One letter from `macie2`, `inspector2` and `ecs-tasks`, and services themselves.
  ['macie.amazonaws.com', []],
  ['inspector.amazonaws.com', []],
  ['inspector2.amazonaws.com', []],
  ['something-new.amazonaws.com', []],
])('the service %s', (name, says) => {
  expect(saidOf({ Service: name })).toEqual(says)
})

test.each([
  ['key-policy', [invalid(group.AWS, 'a group is never a principal')]],
  ['endpoint-policy', [invalid(group.AWS, 'a group is never a principal')]],
  [
    'identity-policy',
    [
      'principal-not-allowed: has a `Principal`, and a policy of roles and users has none: it is about those who have it',
    ],
  ],
  ['scp', []],
  ['rcp', []],
] as const)('a group in a %s', (kind, says) => {
  expect(saidOf(group, kind)).toEqual(says)
})

test('a provider stands in trust policies alone', () => {
  expect(saidOf({ Federated: okta }, 'key-policy')).toEqual([
    invalid(okta, 'identity providers stand in trust policies alone'),
  ])
})

test('everybody but somebody has no place in a policy of roles and users either', () => {
  const statement = { Effect: 'Deny', NotPrincipal: '*', Action: 'kms:*', Resource: '*' }
  expect(objectionsIn(principalForms, [statement], 'identity-policy')).toEqual([
    'principal-not-allowed: statement 1 has a `NotPrincipal`, and a policy of roles and users has none: it is about those who have it',
  ])
})

test.each([
  ['is told once', [{}, {}], ['statement 1']],
  [
    'is told where it may be, and where it is',
    [{ Condition: '‹limits›' }, {}, {}],
    ['statement 1?', 'statement 2'],
  ],
  [
    'is told wherever it may be',
    [{ Condition: '‹a›' }, { Condition: '‹b›' }],
    ['statement 1?', 'statement 2?'],
  ],
  ['is told once where it may be besides', [{}, { Condition: '‹limits›' }], ['statement 1']],
])('a principal of several statements %s', (_, statements, told) => {
  const said = objectionsIn(
    principalForms,
    statements.map(more => ({ ...one, Principal: group, ...more })),
  )
  expect(said.map(says => says.replace(/^invalid-principal(\??): (statement \d).*/, '$2$1'))).toEqual(told)
})
