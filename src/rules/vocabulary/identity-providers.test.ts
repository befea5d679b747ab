import { describe, expect, test } from 'vitest'
import type { Tri } from '../../model/tri.ts'
import { emptyWorld, roleNamed } from '../fake-world.ts'
import type { PolicyStatement } from '../word.ts'
import { providerIsOfOne, providersInWords, subjectIsAsked, subjectKeyOf } from './identity-providers.ts'

const github = 'token.actions.githubusercontent.com'

function trusting(provider: string, Condition: object, ...others: readonly object[]): PolicyStatement {
  const Federated = provider.startsWith('arn:')
    ? provider
    : `arn:aws:iam::111122223333:oidc-provider/${provider}`
  const Action = 'sts:AssumeRoleWithWebIdentity'
  const role = roleNamed('App', [{ Effect: 'Allow', Principal: { Federated }, Action, Condition }, ...others])
  const document = role.trust
  const statement = document?.statements[0]
  if (document === undefined || statement === undefined) throw new Error('no statement')
  return { in: 'trust-policy', role, document, statement }
}

describe('whose tokens are accepted', () => {
  test.each<readonly [string, object, Tri]>([
    [github, { StringEquals: { [`${github}:sub`]: 'repo:octo-org/app:environment:prod' } }, 'yes'],
    [github, { StringLike: { [`${github}:sub`]: 'repo:octo-org/*' } }, 'yes'],
    [github, { 'ForAnyValue:StringLike': { [`${github}:sub`]: 'repo:octo-org/*' } }, 'yes'],
    [github, { 'ForAllValues:StringLike': { [`${github}:sub`]: 'repo:octo-org/*' } }, 'no'],
    [github, { StringEquals: { [`${github}:repository_owner_id`]: '1234' } }, 'yes'],
    [
      github,
      { StringEquals: { [`${github}:job_workflow_ref`]: 'octo-org/app/.github/workflows/a.yml@main' } },
      'yes',
    ],
    [github, { StringEquals: { [`${github}:sub`]: '*' } }, 'yes'],
    [github, { StringLike: { [`${github}:sub`]: '*' } }, 'no'],
    [github, { StringLike: { [`${github}:sub`]: 'repo:octo-*/app:*' } }, 'no'],
    [github, { StringLike: { [`${github}:sub`]: 'repo:${aws:PrincipalTag/owner}/*' } }, 'no'],
    [github, { StringNotEquals: { [`${github}:sub`]: 'repo:octo-org/app:*' } }, 'no'],
    [github, { StringEquals: { [`${github}:aud`]: 'sts.amazonaws.com' } }, 'no'],
    [
      `${github}/octo-enterprise`,
      { StringEquals: { [`${github}/octo-enterprise:aud`]: 'sts.amazonaws.com' } },
      'yes',
    ],
    [
      'agent.buildkite.com',
      { StringLike: { 'agent.buildkite.com:sub': 'organization:acme:pipeline:*' } },
      'yes',
    ],
    ['agent.buildkite.com', { StringLike: { 'agent.buildkite.com:sub': 'organization:*' } }, 'no'],
    [
      'oidc.circleci.com/org/1234',
      { StringLike: { 'oidc.circleci.com/org/1234:sub': 'org/1234/project/*' } },
      'yes',
    ],
    ['oidc.circleci.com/org/1234', { StringEquals: { 'oidc.circleci.com/org/1234:aud': '1234' } }, 'yes'],
    ['api.bitbucket.org/2.0/workspaces/acme/pipelines-config/identity/oidc', {}, 'no'],
    ['example.okta.com', { StringEquals: { 'example.okta.com:aud': 'client' } }, 'yes'],
    ['example.okta.com', { StringLike: { 'example.okta.com:sub': '*' } }, 'no'],
    [
      'arn:aws:iam::111122223333:saml-provider/Own',
      { StringEquals: { 'SAML:aud': 'https://signin.aws.amazon.com/saml' } },
      'yes',
    ],
    ['arn:aws:iam::111122223333:saml-provider/Own', { Bool: { 'aws:SecureTransport': 'true' } }, 'no'],
  ])('%s, %j: %s', (provider, condition, is) => {
    expect(subjectIsAsked.ask(trusting(provider, condition), emptyWorld).is).toBe(is)
  })

  test('a Deny for all others names them, and one of two conditions does not', () => {
    const others = { [`${github}:sub`]: 'repo:octo-org/*' }
    const deny = { Effect: 'Deny', Principal: '*', Action: '*', Condition: { StringNotLike: others } }
    expect(subjectIsAsked.ask(trusting(github, {}, deny), emptyWorld).is).toBe('yes')
    const both = { ...deny, Condition: { StringNotLike: others, Bool: { 'aws:SecureTransport': 'true' } } }
    expect(subjectIsAsked.ask(trusting(github, {}, both), emptyWorld).is).toBe('no')
  })
})

test.each<readonly [string, Tri, string, string]>([
  [github, 'no', github, `\`${github}:sub\``],
  ['gitlab.example.com', 'yes', 'gitlab.example.com', '`gitlab.example.com:sub`'],
  [
    'arn:aws:iam::111122223333:saml-provider/Own',
    'yes',
    'arn:aws:iam::111122223333:saml-provider/Own',
    '`SAML:aud`',
  ],
])('%s is of one organization: %s', (provider, is, name, key) => {
  const subject = trusting(provider, {})
  expect(providerIsOfOne.ask(subject, emptyWorld).is).toBe(is)
  expect([providersInWords(subject), subjectKeyOf(subject)]).toEqual([name, key])
})
