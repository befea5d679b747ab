import { expect, test } from 'vitest'
import { objectionsIn } from './objections-to.ts'
import type { Kind } from './in-statements.ts'
import { trustSyntax } from './trust-syntax.ts'

const account = 'arn:aws:iam::111122223333'
const okta = `${account}:saml-provider/Okta`
const github = `${account}:oidc-provider/token.actions.githubusercontent.com`
const app = `${account}:role/team/App`
const session = 'arn:aws:sts::111122223333:assumed-role/App/alice'
const [assume, withSaml, withWeb, tag] = [
  'sts:AssumeRole',
  'sts:AssumeRoleWithSAML',
  'sts:AssumeRoleWithWebIdentity',
  'sts:TagSession',
]

function saidOf(statement: object, kind: Kind = 'trust-policy'): readonly string[] {
  const said = objectionsIn(trustSyntax, [{ Effect: 'Allow', ...statement }], kind)
  return said.map(says => says.replace(/^(\S+) statement 1 /, '$1 '))
}

test.each([
  ['a resource', { Resource: '*' }, 'Resource', ': the role itself is meant'],
  ['all but a resource', { NotResource: app }, 'NotResource', ': the role itself is meant'],
  ['all but a principal', { NotPrincipal: { AWS: app } }, 'NotPrincipal', ''],
])('%s is refused', (_, element, name, why) => {
  const says = `trust-syntax: has a \`${name}\`, which IAM refuses in a trust policy${why}`
  expect(saidOf({ ...element, Action: assume })).toEqual([says])
  expect(saidOf({ ...element, Action: assume }, 'key-policy')).toEqual([])
})

const only = (name: string, action: string) =>
  `trust-action: names \`${name}\`, which can assume a role by \`${action}\` alone`

test.each([
  ['an account', { AWS: '111122223333' }, withSaml, [only(`${account}:root`, assume)]],
  ['a user', { AWS: `${account}:user/Ann` }, withWeb, [only(`${account}:user/Ann`, assume)]],
  ['a session', { AWS: session }, withWeb, [only(session, assume)]],
  ['a service', { Service: 'ec2.amazonaws.com' }, withWeb, [only('ec2.amazonaws.com', assume)]],
  ['a domain', { Federated: 'www.amazon.com' }, withSaml, [only('www.amazon.com', withWeb)]],
  ['tags beside a wrong action', { Federated: okta }, [assume, tag], [only(okta, withSaml)]],
  ['of several roles the first is told', { AWS: [app, `${account}:role/B`] }, withSaml, [only(app, assume)]],
  [
    'one of each kind',
    { AWS: app, Federated: [okta, github] },
    'sts:GetCallerIdentity',
    [only(app, assume), only(okta, withSaml), only(github, withWeb)],
  ],
  ['each by its own', { AWS: app, Federated: [okta, github] }, [assume, withSaml, withWeb], []],
  ['a pattern', { AWS: app, Federated: [okta, github] }, 'STS:assumerole*', []],
  ['tags of providers in a statement of their own', { Federated: [okta, github] }, tag, []],
  ['tags and names of people too', { Federated: okta }, [tag, 'sts:Set*'], []],
  ['no actions: told as such', { Federated: okta }, [], []],
  ['an action that is not told', { Federated: okta }, [assume, '‹action›'], []],
  ['a provider that is not told', { Federated: '‹provider›' }, assume, []],
  ['a provider that is told in part', { Federated: `${okta}/‹name›` }, assume, []],
  [
    'an account that is not told',
    { AWS: 'arn:aws:iam::‹account›:root' },
    withSaml,
    [only('arn:aws:iam::${account}:root', assume)],
  ],
  ['anybody', '*', withSaml, []],
])('%s', (_, Principal, Action, says) => {
  expect(saidOf({ Principal, Action })).toEqual(says)
})

test.each([
  ['a Deny', { Effect: 'Deny', Principal: { Federated: okta }, Action: assume }],
  ['an effect that is not told', { Effect: '‹effect›', Principal: { Federated: okta }, Action: assume }],
  ['no principal', { Action: assume }],
  ['no action', { Principal: { Federated: okta } }],
  ['all but some actions', { Principal: { Federated: okta }, NotAction: assume }],
])('%s is no matter of fitting actions', (_, statement) => {
  expect(saidOf(statement)).toEqual([])
})

test('all but a principal names nobody', () => {
  const statement = { NotPrincipal: { AWS: [app, session], Federated: okta }, Action: assume }
  expect(saidOf(statement).map(says => says.split(':')[0])).toEqual(['trust-syntax'])
})

test.each([
  ['its role', [app, session], [session]],
  ['its role, behind it', [session, app], [session]],
  ['a role of another name', [`${account}:role/Other`, session], []],
  ['a role of another account', ['arn:aws:iam::444455556666:role/App', session], []],
  ['a role whose path is so called', [`${account}:role/App/Other`, session], []],
  ['a user of that name', [`${account}:user/App`, session], []],
  ['a role that is not told', [`${account}:role/‹name›`, session], []],
  ['a session that is not told', [app, 'arn:aws:sts::111122223333:assumed-role/App/‹name›'], []],
  ['nothing', [session], []],
])('a session beside %s', (_, AWS, told) => {
  expect(saidOf({ Principal: { AWS }, Action: assume })).toEqual(
    told.map(arn => `trust-session-beside-role: names \`${arn}\` beside the role of that session`),
  )
})
