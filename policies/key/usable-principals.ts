import { allow, nameOfDocument, namesUnusablePrincipals, rule, unusableIn } from 'keyplan'

const own = 'arn:aws:iam::111122223333'

export default rule({
  id: 'KMS018',
  name: 'usable-principals',
  title: 'A key policy must name principals that exist and can call KMS',
  about: 'statement',
  severity: 'medium',
  why: 'Such a principal is given nothing, or AWS refuses the whole policy with MalformedPolicyDocumentException.',
  fix: 'Write the ARN of a role or user that exists, the id of an account with twelve digits, or the name of a service.',
  references: [
    'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html',
    'https://docs.aws.amazon.com/kms/latest/APIReference/API_PutKeyPolicy.html',
  ],
  replaces: [
    'access-analyzer:Invalid role reference',
    'access-analyzer:Invalid user reference',
    'access-analyzer:Federated principal not supported',
    'access-analyzer:Unsupported wildcard in principal',
  ],
  reportedUnder: ['KMS027'],

  forbid: namesUnusablePrincipals,

  message: subject => `the policy of ${nameOfDocument(subject)} names ${unusableIn(subject)}`,

  examples: {
    good: [
      { says: 'a role', statements: admit({ AWS: `${own}:role/App` }) },
      { says: 'a session', statements: admit({ AWS: 'arn:aws:sts::111122223333:assumed-role/App/s' }) },
    ],
    bad: [
      ...[
        [
          'AROAEXAMPLEID',
          'the id that AWS puts in the place of a deleted user or role',
          'the user or role with id ',
        ],
        [`${own}:group/g`, 'a group is never a principal'],
        [`${own}:role/*`, 'AWS refuses a wildcard inside a principal'],
        ['arn:aws:iam::cloudfront:user/CloudFront', 'its account is not a 12-digit id'],
        ['11122223333', 'it is neither `*`, an account id nor an ARN of a principal'],
        ['arn:aws-cn:iam::111122223333:role/App', 'its partition is aws-cn, that of the key aws'],
      ].map(([AWS = '', why, before = '']) => ({
        says: `${AWS}: ${why}`,
        statements: admit({ AWS }),
        reports: [`the policy of aws_kms_key.example names ${before}${AWS} (${why})`],
      })),
      {
        says: 'an identity provider, beside a good principal',
        statements: admit({ AWS: `${own}:role/App`, Federated: 'cognito-identity.amazonaws.com' }),
        reports: [
          'the policy of aws_kms_key.example names identity provider cognito-identity.amazonaws.com (an identity provider is for trust policies only)',
        ],
      },
    ],
  },
})

function admit(Principal: Record<string, string>) {
  return allow({ Principal })
}
