import {
  all,
  allow,
  allows,
  hole,
  not,
  opensPlaintext,
  providerIsOfOne,
  providersInWords,
  rule,
  subjectIsAsked,
  subjectKeyOf,
  text,
  trustsProvider,
  type ExampleValue,
} from 'keyplan'

const github = 'token.actions.githubusercontent.com'
const aud = { StringEquals: { [`${github}:aud`]: 'sts.amazonaws.com' } }
const eks = 'oidc.eks.us-west-2.amazonaws.com/id/EXAMPLED539D4633E53DE1B71EXAMPLE'
const reports = [message(github)]
const google = { 'accounts.google.com:aud': '1234.apps.googleusercontent.com' }
const withoutCondition = oidc(github, {}).role
const { trust } = withoutCondition
const fromOutside = { NotIpAddress: { 'aws:SourceIp': '203.0.113.0/24' } }
const otherOwners = { StringNotLike: { [`${github}:sub`]: 'repo:octo-org/*' } }

export default rule({
  id: 'TRUST003',
  name: 'provider-subject',
  title: 'A role with access to keys must say whose tokens of an identity provider it accepts',
  about: 'statement',
  severity: 'high',
  eased: [['medium', providerIsOfOne]],
  why: 'GitHub, GitLab, HCP Terraform and their like sign tokens for all their customers: without a literal owner in the subject any repository of the world gets the role and its keys.',
  fix: subject =>
    `Add a condition on ${subjectKeyOf(subject)} with the owner written out, such as \`repo:ORG/REPOSITORY:ref:refs/heads/main\`; wildcards may stand after the owner alone.`,
  references: [
    'https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_providers_oidc_secure-by-default.html',
    'https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_create_for-idp_oidc.html',
    'https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html',
  ],
  replaces: ['checkov:CKV_AWS_358', 'access-analyzer:MISSING_GITHUB_REPO_CONDITION_KEY'],

  forbid: all(allows, trustsProvider, not(subjectIsAsked), opensPlaintext),

  message: subject =>
    `the trust policy of ${subject.in === 'trust-policy' ? subject.role.address : ''}, which may reach plaintext of KMS keys, accepts tokens of ${providersInWords(subject)} without saying whose`,

  examples: {
    good: [
      { says: 'one branch of one repository', ...oidc(github, sub('repo:octo-org/app:ref:refs/heads/main')) },
      { says: 'all of one organization', ...oidc(github, like('repo:octo-org/*')) },
      {
        says: 'a variable after the owner',
        ...oidc(github, like(text('repo:octo-org/', hole('var.repository'), ':*'))),
      },
      {
        says: 'GitLab',
        ...oidc('gitlab.com', { StringLike: { 'gitlab.com:sub': 'project_path:group/app:*' } }),
      },
      {
        says: 'HCP Terraform',
        ...oidc('app.terraform.io', {
          StringLike: { 'app.terraform.io:sub': 'organization:acme:project:*' },
        }),
      },
      {
        says: 'a service account of a cluster',
        ...oidc(eks, { StringEquals: { [`${eks}:sub`]: 'system:serviceaccount:app:app' } }),
      },
      { says: 'an application of Google', ...oidc('accounts.google.com', { StringEquals: google }) },
      {
        says: 'the own sign-in by SAML',
        ...saml({ StringEquals: { 'SAML:aud': 'https://signin.aws.amazon.com/saml' } }),
      },
      { says: 'a role without access to keys', ...oidc(github, aud, 's3:GetObject') },
      {
        says: 'a Deny for all other owners',
        role: {
          ...withoutCondition,
          trust: [trust, { ...trust, Effect: 'Deny', Principal: '*', Condition: otherOwners }],
        },
      },
      { says: 'a Deny of its tokens', role: { ...withoutCondition, trust: { ...trust, Effect: 'Deny' } } },
      {
        says: 'a Deny of some of its tokens, whoever has them',
        role: { ...withoutCondition, trust: { ...trust, Effect: 'Deny', Condition: fromOutside } },
      },
      {
        says: 'no identity provider',
        role: {
          ...withoutCondition,
          trust: { ...trust, Principal: { Service: 'ec2.amazonaws.com' }, Action: 'sts:AssumeRole' },
        },
      },
    ],
    bad: [
      { says: 'no subject: the audience is the same for everybody', ...oidc(github, aud), reports },
      { says: 'no condition', ...oidc(github, {}), reports },
      { says: 'any repository', ...oidc(github, like('repo:*')), reports },
      { says: 'owners that begin so', ...oidc(github, like('repo:octo*')), reports },
      { says: 'any owner with such a repository', ...oidc(github, like('repo:*/app:*')), reports },
      { says: 'one of several is anybody', ...oidc(github, like(['repo:octo-org/app:*', '*'])), reports },
      {
        says: 'a subject, if there is one',
        ...oidc(github, { StringEqualsIfExists: { [`${github}:sub`]: 'repo:octo-org/app:*' } }),
        reports,
      },
      {
        says: 'GitLab',
        ...oidc('gitlab.com', { StringEquals: { 'gitlab.com:aud': 'https://gitlab.com' } }),
        reports: [message('gitlab.com')],
      },
      {
        says: 'any application',
        ...oidc('cognito-identity.amazonaws.com', {}),
        reports: [message('cognito-identity.amazonaws.com')],
      },
      { says: 'a cluster of one’s own', ...oidc(eks, {}), severity: 'medium', reports: [message(eks)] },
      {
        says: 'SAML without an audience',
        ...saml({}),
        severity: 'medium',
        reports: [message('arn:aws:iam::111122223333:saml-provider/Example')],
      },
    ],
    unsure: [
      {
        says: 'the owner comes from a variable, which may hold a wildcard',
        ...oidc(github, like(text('repo:', hole('var.owner'), '/app:*'))),
        reports,
      },
      {
        says: 'the role stands already, and what it may do is attached elsewhere',
        role: { ...oidc(github, aud).role, exists: true, policies: [] },
        reports,
      },
    ],
  },
})

function message(provider: string) {
  return `the trust policy of aws_iam_role.App, which may reach plaintext of KMS keys, accepts tokens of ${provider} without saying whose`
}

function oidc(url: string, Condition: ExampleValue, Action = 'kms:Decrypt') {
  const Federated =
    url.includes('.') && /google|cognito/.test(url) ? url : `arn:aws:iam::111122223333:oidc-provider/${url}`
  return trusting(Federated, 'sts:AssumeRoleWithWebIdentity', Condition, Action)
}

function saml(Condition: ExampleValue) {
  return trusting('arn:aws:iam::111122223333:saml-provider/Example', 'sts:AssumeRoleWithSAML', Condition)
}

function trusting(Federated: string, assume: string, Condition: ExampleValue, Action = 'kms:Decrypt') {
  return {
    role: {
      policies: allow({ Action, Resource: 'arn:aws:kms:us-west-2:111122223333:key/*' }),
      trust: { Effect: 'Allow', Principal: { Federated }, Action: assume, Condition },
    },
  }
}

function sub(value: ExampleValue) {
  return { StringEquals: { [`${github}:sub`]: value } }
}

function like(value: ExampleValue) {
  return { StringLike: { [`${github}:sub`]: value } }
}
