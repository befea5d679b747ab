import {
  hole,
  inDocument,
  problem,
  problemInWords,
  rule,
  text,
  type Example,
  type ExampleValue,
} from 'keyplan'

const key = 'key/1234abcd-12ab-34cd-56ef-1234567890ab'
const decrypt = { Effect: 'Allow', Action: 'kms:Decrypt' }
const says = 'inline policy "example" of role/App: its statement'

export default rule({
  id: 'POL009',
  name: 'malformed-arns',
  title: 'An ARN in a policy must be one as AWS makes them',
  about: 'problem',
  severity: 'high',
  eased: [
    ['low', problem('short-arn-pattern')],
    ['medium', problem('no-arn')],
    ['medium', inDocument('key-policy')],
  ],
  why: 'An ARN that no resource can have allows nothing and, worse, denies nothing.',
  fix: 'Write it as `arn:partition:service:region:account:resource`, or take it from the resource instead of writing it.',
  references: [
    'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html',
    'https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html',
  ],
  replaces: [
    'ARN account not allowed',
    'ARN Region not allowed',
    'Invalid ARN account',
    'Invalid ARN prefix',
    'Invalid ARN Region',
    'Invalid ARN resource',
    'Invalid ARN service case',
    'Invalid partition',
    'Missing ARN field',
    'Missing ARN Region',
  ].map(check => `access-analyzer:${check}`),
  reportedUnder: ['KMS017', 'IAM004'],

  forbid: problem('no-arn', 'malformed-arn', 'short-arn-pattern'),

  message: problemInWords,

  examples: {
    good: [
      on(`arn:aws:kms:us-west-2:111122223333:${key}`),
      on(`arn:aws:kms:*:*:key/*`),
      on('arn:aws-us-gov:kms:us-gov-west-1:111122223333:alias/app'),
      on('arn:aws:s3:::bucket/*'),
      on('arn:aws:iam::aws:policy/ReadOnlyAccess'),
      on('arn:*:kms:*:*:k*'),
      on('*'),
      on('arn:aws:kms:us-west-2:${aws:PrincipalAccount}:key/*'),
      on(text('arn:aws:kms:us-west-2:', hole('var.account'), ':key/*'), 'an account that is not known yet'),
      on(hole('aws_kms_key.other.arn'), 'the ARN of a resource'),
    ],
    bad: [
      ...[
        [`arn:aws:kms:*::111122223333:${key}`, 'has one colon too many'],
        ['arn:aws:KMS::1234:key/x', 'has a service that AWS does not write so: `KMS`'],
        ['arn:aws:kms:us-west-2:1234:key/x', 'has an account of 4 digits instead of 12'],
        ['arn:amazon:kms:us-west-2:111122223333:key/x', 'has no partition of AWS: `amazon`'],
        ['arn:aws:kms:us-wst-2:111122223333:key/x', 'has no Region of AWS: `us-wst-2`'],
        [
          'arn:aws:kms:cn-north-1:111122223333:key/x',
          'is of the partition `aws`, and cn-north-1 is of `aws-cn`',
        ],
        ['arn:aws:kms::111122223333:key/x', 'has no Region'],
        ['arn:aws:kms:us-west-2::key/x', 'has no account'],
        ['arn:aws:kms:us-west-2:111122223333:app', 'names neither `key/…` nor `alias/…`'],
        ['arn:aws:iam:us-west-2:111122223333:role/App', 'has a Region, and ARNs of iam have none'],
        ['arn:aws:s3::111122223333:bucket', 'has an account, and ARNs of S3 buckets have none'],
        ['arn:aws:kms:us-west-2', 'has fewer than six parts'],
      ].map(([arn = '', why = '']) => ({
        ...on(arn),
        reports: [`${says} has the resource \`${arn}\`, which ${why}`],
      })),
      {
        ...on('key:1234'),
        severity: 'medium',
        reports: [`${says} has the resource \`key:1234\`, which is no ARN`],
      },
      {
        ...on('arn:aws:kms:*'),
        severity: 'low',
        reports: [
          `${says} has the resource \`arn:aws:kms:*\`, which is a pattern of fewer than six parts, and AWS compares ARNs part by part`,
        ],
      },
      {
        says: 'in a key policy, where the statement has no effect',
        statements: {
          ...decrypt,
          Effect: 'Deny',
          Principal: '*',
          Resource: 'arn:aws:kms:us-west-2:1234:key/x',
        },
        severity: 'medium',
        reports: [
          'the policy of aws_kms_key.example: its statement has the resource `arn:aws:kms:us-west-2:1234:key/x`, which has an account of 4 digits instead of 12',
        ],
      },
      {
        says: 'in a condition',
        role: {
          policies: {
            ...decrypt,
            Resource: '*',
            Condition: { ArnLike: { 'aws:SourceArn': '111122223333' } },
          },
        },
        reports: [`${says} compares \`aws:SourceArn\` with \`111122223333\`, which is no ARN`],
      },
    ],
  },
})

function on(Resource: ExampleValue, what = 'a value with holes'): Example {
  return {
    says: typeof Resource === 'string' ? `\`${Resource}\`` : what,
    role: { policies: { ...decrypt, Resource } },
  }
}
