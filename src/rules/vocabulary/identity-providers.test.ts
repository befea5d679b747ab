import { describe, expect, test } from 'vitest'
import { keyStatement, trustStatement } from '../../examples/example-statement.ts'
import type { Tri } from '../../model/tri.ts'
import { allow } from '../example-statements.ts'
import { hole, text, type ExampleAttributes, type ExampleValue } from '../example.ts'
import { emptyWorld } from '../fake-world.ts'
import type { PolicyStatement } from '../word.ts'
import {
  providerIsOfOne,
  providersInWords,
  subjectIsAsked,
  subjectKeyOf,
  trustsProvider,
} from './identity-providers.ts'

const github = 'token.actions.githubusercontent.com'

function trusting(
  provider: string | ExampleValue,
  Condition: ExampleValue,
  ...others: readonly ExampleValue[]
): PolicyStatement {
  const Federated = typeof provider === 'string' ? arnOf(provider) : provider
  const Action = 'sts:AssumeRoleWithWebIdentity'
  return trustStatement({ Effect: 'Allow', Principal: { Federated }, Action, Condition }, ...others)
}

const like = (values: ExampleAttributes) => ({ StringLike: values })

function arnOf(provider: string): string {
  return provider.startsWith('arn:') ? provider : `arn:aws:iam::111122223333:oidc-provider/${provider}`
}

describe('whose tokens are accepted', () => {
  test.each<readonly [string, ExampleAttributes, Tri]>([
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
    [github, { StringEquals: { [`${github}:sub`]: 'repo:octo-org/${aws:PrincipalTag/app}' } }, 'yes'],
    [github, { StringEquals: { [`${github}:sub`]: '${aws:PrincipalTag/app}' } }, 'no'],
    [github, { StringLike: { [`${github}:sub`]: ['repo:octo-org/*', '*'] } }, 'no'],
    ['accounts.google.com', { StringEquals: { 'accounts.google.com:aud': '1234' } }, 'yes'],
    ['accounts.google.com', { StringEquals: { 'accounts.google.com:aud': [] } }, 'no'],
  ])('%s, %j: %s', (provider, condition, is) => {
    expect(subjectIsAsked.ask(trusting(provider, condition), emptyWorld).is).toBe(is)
  })

  test.each<readonly [string, ExampleValue, ExampleAttributes, Tri, readonly string[]]>([
    [
      'a repository that is not told',
      github,
      like({ [`${github}:sub`]: hole('var.repository') }),
      'unknown',
      ['var.repository'],
    ],
    [
      'one of them that is not told, beside all',
      github,
      like({ [`${github}:sub`]: ['*', hole('var.repository')] }),
      'no',
      [],
    ],
    ['what follows the owner', github, like({ [`${github}:sub`]: text('repo:acme/', hole('v')) }), 'yes', []],
    ['no pattern', github, { StringEquals: { [`${github}:sub`]: hole('var.repository') } }, 'yes', []],
    ['a condition that is not told', github, { StringLike: hole('var.like') }, 'unknown', ['var.like']],
    [
      'an audience, of a provider that is not told and whose key is GitHub',
      hole('var.provider'),
      { StringEquals: { 'Token.Actions.GitHubUserContent.com:aud': 'sts.amazonaws.com' } },
      'no',
      [],
    ],
    [
      'an audience, of a provider that is not told and whose key is its own',
      hole('var.provider'),
      { StringEquals: { 'example.okta.com:aud': 'client' } },
      'yes',
      [],
    ],
    [
      'an audience, of GitHub beside another provider',
      [arnOf('example.okta.com'), arnOf(github)],
      { StringEquals: { 'example.okta.com:aud': 'client' } },
      'no',
      [],
    ],
  ])('%s', (_, provider, condition, is, names) => {
    const asked = subjectIsAsked.ask(trusting(provider, condition), emptyWorld)
    expect([asked.is, asked.hangsOn.map(({ name }) => name)]).toEqual([is, names])
  })

  test('nobody comes to a key with such tokens', () => {
    expect(subjectIsAsked.ask(keyStatement(allow({ Principal: '*' })), emptyWorld).is).toBe('yes')
  })
})

test.each<readonly [ExampleValue, Tri, string, string]>([
  [github, 'no', github, `\`${github}:sub\``],
  ['gitlab.example.com', 'yes', 'gitlab.example.com', '`gitlab.example.com:sub`'],
  [
    'arn:aws:iam::111122223333:saml-provider/Own',
    'yes',
    'arn:aws:iam::111122223333:saml-provider/Own',
    '`SAML:aud`',
  ],
  ['agent.buildkite.com', 'no', 'agent.buildkite.com', '`agent.buildkite.com:sub`'],
  [text('accounts.google.com'), 'no', 'accounts.google.com', '`accounts.google.com:sub`'],
  [
    text('arn:aws:iam::', hole('var.account'), ':oidc-provider/gitlab.com'),
    'no',
    'gitlab.com',
    '`gitlab.com:sub`',
  ],
  [hole('var.provider'), 'no', '${var.provider}', '`PROVIDER:sub`'],
  [text(hole('var.account'), '.okta.com'), 'no', '${var.account}.okta.com', '`PROVIDER:sub`'],
  [
    [arnOf('example.okta.com'), arnOf(github)],
    'no',
    `example.okta.com and ${github}`,
    '`example.okta.com:sub`',
  ],
])('%s is of one organization: %s', (provider, is, name, key) => {
  const subject = trusting(provider, {})
  expect(providerIsOfOne.ask(subject, emptyWorld).is).toBe(is)
  expect([providersInWords(subject), subjectKeyOf(subject)]).toEqual([name, key])
})

test('whoever trusts no provider has none of one organization', () => {
  const role = trustStatement(allow({ Principal: { AWS: '444455556666' }, Action: 'sts:AssumeRole' }))
  expect([trustsProvider, providerIsOfOne].map(word => word.ask(role, emptyWorld).is)).toEqual(['no', 'no'])
})
