import { hole, problem, problemInWords, rule, type Example, type ExampleValue } from 'keyplan'

const says = 'the trust policy of aws_iam_role.App: its statement'
const account = 'arn:aws:iam::111122223333'
const okta = { Federated: `${account}:saml-provider/Okta` }
const github = { Federated: `${account}:oidc-provider/token.actions.githubusercontent.com` }
const session = 'arn:aws:sts::111122223333:assumed-role/App/alice'

export default rule({
  id: 'POL026',
  name: 'trust-syntax',
  title: 'A trust policy must let its principals in by the action that is theirs',
  about: 'problem',
  severity: 'high',
  eased: [['info', problem('trust-session-beside-role')]],
  why: 'IAM refuses the policy, or nobody whom the statement names can ever assume the role.',
  fix: 'Leave out `Resource`; write `sts:AssumeRoleWithSAML` or `sts:AssumeRoleWithWebIdentity` for identity providers and `sts:AssumeRole` for everybody else.',
  references: [
    'https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html',
    'https://docs.aws.amazon.com/rolesanywhere/latest/userguide/trust-model.html',
  ],
  replaces: [
    'Role trust policy syntax error notprincipal',
    'Role trust policy syntax error resource',
    'Mismatched action for principal',
    'Redundant principal in role trust policy',
    'Missing action for roles anywhere trust policy',
  ].map(check => `access-analyzer:${check}`),

  forbid: problem('trust-syntax', 'trust-action', 'trust-session-beside-role'),

  message: problemInWords,

  examples: {
    good: [
      trust('a fault of another kind', { AWS: `${account}:role/*` }, 'sts:AssumeRole'),
      trust('a role', { AWS: `${account}:role/App` }, ['sts:AssumeRole', 'sts:TagSession']),
      trust('SAML', okta, ['sts:AssumeRoleWithSAML', 'sts:TagSession']),
      trust('OpenID Connect', github, 'sts:AssumeRoleWithWebIdentity'),
      trust('tags in a statement of their own', { Service: 'ec2.amazonaws.com' }, 'sts:TagSession'),
      trust('an action that is not known yet', okta, hole('var.action')),
      trust('IAM Roles Anywhere', { Service: 'rolesanywhere.amazonaws.com' }, [
        'sts:AssumeRole',
        'sts:TagSession',
        'sts:SetSourceIdentity',
      ]),
    ],
    bad: [
      {
        ...trust('a resource', { AWS: `${account}:root` }, 'sts:AssumeRole', { Resource: '*' }),
        reports: [
          `${says} has a \`Resource\`, which IAM refuses in a trust policy: the role itself is meant`,
        ],
      },
      {
        says: 'everybody but',
        role: {
          trust: { Effect: 'Deny', NotPrincipal: { AWS: `${account}:root` }, Action: 'sts:AssumeRole' },
        },
        reports: [`${says} has a \`NotPrincipal\`, which IAM refuses in a trust policy`],
      },
      {
        ...trust('SAML by the action of roles', okta, 'sts:AssumeRole'),
        reports: [
          `${says} names \`${okta.Federated}\`, which can assume a role by \`sts:AssumeRoleWithSAML\` alone`,
        ],
      },
      {
        ...trust('OpenID Connect by the action of SAML', github, 'sts:AssumeRoleWithSAML'),
        reports: [
          `${says} names \`${github.Federated}\`, which can assume a role by \`sts:AssumeRoleWithWebIdentity\` alone`,
        ],
      },
      {
        ...trust(
          'a role by the action of OpenID Connect',
          { AWS: `${account}:role/App` },
          'sts:AssumeRoleWithWebIdentity',
        ),
        reports: [
          `${says} names \`${account}:role/App\`, which can assume a role by \`sts:AssumeRole\` alone`,
        ],
      },
      {
        ...trust('IAM Roles Anywhere', { Service: 'rolesanywhere.amazonaws.com' }, 'sts:AssumeRole'),
        reports: [
          `${says} lets \`rolesanywhere.amazonaws.com\` assume the role without \`sts:TagSession\` and \`sts:SetSourceIdentity\``,
        ],
      },
      {
        ...trust('a session beside its role', { AWS: [`${account}:role/App`, session] }, 'sts:AssumeRole'),
        severity: 'info',
        reports: [`${says} names \`${session}\` beside the role of that session`],
      },
    ],
  },
})

function trust(what: string, Principal: ExampleValue, Action: ExampleValue, more = {}): Example {
  return { says: what, role: { trust: { Effect: 'Allow', Principal, Action, ...more } } }
}
