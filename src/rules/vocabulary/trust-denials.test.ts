import { expect, test } from 'vitest'
import { trustStatement } from '../../examples/example-statement.ts'
import type { Tri } from '../../model/tri.ts'
import { deny } from '../example-statements.ts'
import { hole, type ExampleAttributes, type ExampleValue } from '../example.ts'
import { emptyWorld } from '../fake-world.ts'
import { subjectIsAsked } from './identity-providers.ts'

const github = 'token.actions.githubusercontent.com'
const provider = (url: string) => `arn:aws:iam::111122223333:oidc-provider/${url}`
const action = 'sts:AssumeRoleWithWebIdentity'
const others = { StringNotLike: { [`${github}:sub`]: 'repo:octo-org/*' } }
const audience = { StringNotEquals: { [`${github}:aud`]: 'sts.amazonaws.com' } }
const tls = { Bool: { 'aws:SecureTransport': 'false' } }
const open = { Effect: 'Allow', Principal: { Federated: provider(github) }, Action: action }

function denial(given: ExampleAttributes): ExampleValue {
  const everybody = 'NotPrincipal' in given ? {} : { Principal: '*' }
  return { ...deny({ ...everybody, Action: '*' }), ...given }
}

test.each<readonly [string, ExampleAttributes, Tri, readonly string[]]>([
  ['for all others', { Condition: others }, 'yes', []],
  ['of just that action', { Action: action, Condition: others }, 'yes', []],
  ['for that provider', { Principal: open.Principal, Condition: others }, 'yes', []],
  ['for everybody', {}, 'yes', []],
  ['that is an Allow, for all others', { Effect: 'Allow', Condition: others }, 'no', []],
  ['whoever meets one of two conditions escapes it', { Condition: { ...others, ...tls } }, 'no', []],
  ['of no negated condition', { Condition: tls }, 'no', []],
  ['for other audiences', { Condition: audience }, 'no', []],
  ['of tags alone', { Action: 'sts:TagSession', Condition: others }, 'no', []],
  ['for roles of an account', { Principal: { AWS: '444455556666' }, Condition: others }, 'no', []],
  ['of another provider', { Principal: { Federated: provider('gitlab.com') }, Condition: others }, 'no', []],
  ['for all but that provider', { NotPrincipal: open.Principal, Condition: others }, 'no', []],
  ['perhaps', { Effect: hole('var.effect'), Condition: others }, 'unknown', ['var.effect']],
  ['with another condition perhaps', { Condition: { ...others, Bool: hole('var.c') } }, 'unknown', ['var.c']],
  ['under what is not told', { Condition: hole('var.condition') }, 'unknown', ['var.condition']],
  ['under what is not told, for other audiences', { Condition: { ...audience, Bool: hole('v') } }, 'no', []],
  [
    'for values that are not told',
    { Condition: { StringNotLike: { [`${github}:sub`]: hole('var.sub') } } },
    'unknown',
    ['var.sub'],
  ],
  [
    'for whoever is not told',
    { Principal: { AWS: hole('var.who') }, Condition: others },
    'unknown',
    ['var.who'],
  ],
  ['of what is not told', { Action: hole('var.action'), Condition: others }, 'unknown', ['var.action']],
])('a Deny %s', (_, given, is, names) => {
  const asked = subjectIsAsked.ask(trustStatement(open, denial(given)), emptyWorld)
  expect([asked.is, asked.hangsOn.map(({ name }) => name)]).toEqual([is, names])
})

test('of two providers a Deny has to stop both', () => {
  const both = { ...open, Principal: { Federated: [provider(github), provider('gitlab.com')] } }
  const one = denial({ Principal: open.Principal, Condition: others })
  expect(subjectIsAsked.ask(trustStatement(both, one), emptyWorld).is).toBe('no')
  expect(subjectIsAsked.ask(trustStatement(both, denial({ Condition: others })), emptyWorld).is).toBe('yes')
})
