import { hole, inDocument, problem, problemInWords, rule, type Example, type ExampleValue } from 'keyplan'

const says = 'the trust policy of aws_iam_role.App: its statement names'
const role = 'arn:aws:iam::111122223333:role'

export default rule({
  id: 'POL011',
  name: 'malformed-principals',
  title: 'A principal must be written in a form that AWS takes',
  about: 'problem',
  severity: 'high',
  eased: [
    ['low', problem('unique-id-principal', 'unknown-principal-service')],
    ['medium', inDocument('key-policy')],
  ],
  why: 'AWS refuses the policy, or the statement is about nobody.',
  fix: 'Write the ARN of a role or user, an account id in quotes, a service like `s3.amazonaws.com`, or `*` with a condition on `aws:PrincipalArn`.',
  references: ['https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html'],
  replaces: [
    'Invalid principal format',
    'Invalid principal key',
    'Unsupported principal',
    'Unsupported wildcard in principal',
    'Invalid service principal format',
    'Federated principal not supported',
    'Role trust policy unsupported wildcard in principal',
    'Invalid federated principal syntax in role trust policy',
    'Invalid role reference',
    'Invalid user reference',
  ].map(check => `access-analyzer:${check}`),
  reportedUnder: ['KMS018'],

  forbid: problem(
    'invalid-principal',
    'principal-not-allowed',
    'unique-id-principal',
    'unknown-principal-service',
  ),

  message: problemInWords,

  examples: {
    good: [
      trusting('roles, accounts and services', {
        AWS: [`${role}/App`, '111122223333'],
        Service: 'ec2.amazonaws.com',
      }),
      trusting('anybody', '*'),
      trusting('a service of one Region', { Service: 'logs.us-west-2.amazonaws.com' }),
      trusting('somebody who is not known yet', { AWS: hole('var.reader') }),
      trusting('identity providers', {
        Federated: ['arn:aws:iam::111122223333:saml-provider/Okta', 'cognito-identity.amazonaws.com'],
      }),
    ],
    bad: [
      {
        ...trusting('a wildcard', { AWS: `${role}/*` }),
        reports: [`${says} the principal \`${role}/*\`: AWS refuses a wildcard inside a principal`],
      },
      {
        ...trusting('a group', { AWS: 'arn:aws:iam::111122223333:group/Ops' }),
        reports: [
          `${says} the principal \`arn:aws:iam::111122223333:group/Ops\`: a group is never a principal`,
        ],
      },
      {
        ...trusting('a service without its domain', { Service: 'lambda' }),
        reports: [`${says} the principal \`lambda\`: services are named like \`s3.amazonaws.com\``],
      },
      {
        ...trusting('a provider with a wildcard', { Federated: 'arn:aws:iam::111122223333:saml-provider/*' }),
        reports: [
          `${says} the principal \`arn:aws:iam::111122223333:saml-provider/*\`: it is neither the ARN of an identity provider nor a domain`,
        ],
      },
      {
        ...trusting('a kind of principal in lower case', { aws: `${role}/App` }),
        reports: [
          'the trust policy of aws_iam_role.App: its statement has a principal that AWS refuses: `aws` is no kind of principal',
        ],
      },
      {
        ...trusting('somebody deleted', { AWS: 'AROAEXAMPLEID123456' }),
        severity: 'low',
        reports: [
          `${says} the id \`AROAEXAMPLEID123456\`, which AWS writes in the place of a user or role that is deleted`,
        ],
      },
      {
        ...trusting('a misspelt service', { Service: 'lamda.amazonaws.com' }),
        severity: 'low',
        reports: [
          `${says} the service \`lamda.amazonaws.com\`, which AWS does not list: did you mean \`lambda.amazonaws.com\`?`,
        ],
      },
      {
        says: 'a principal in a policy of a role',
        role: { policies: { Effect: 'Allow', Principal: '*', Action: 'kms:Decrypt', Resource: '*' } },
        reports: [
          'inline policy "example" of role/App: its statement has a `Principal`, and a policy of roles and users has none: it is about those who have it',
        ],
      },
      {
        says: 'an identity provider in a key policy',
        statements: {
          Effect: 'Allow',
          Principal: { Federated: 'arn:aws:iam::111122223333:saml-provider/Okta' },
          Action: 'kms:Decrypt',
          Resource: '*',
        },
        severity: 'medium',
        reports: [
          'the policy of aws_kms_key.example: its statement names the principal `arn:aws:iam::111122223333:saml-provider/Okta`: identity providers stand in trust policies alone',
        ],
      },
    ],
  },
})

function trusting(what: string, Principal: ExampleValue): Example {
  return { says: what, role: { trust: { Effect: 'Allow', Principal, Action: 'sts:AssumeRole' } } }
}
