import { hole, problem, problemInWords, rule, type Example, type ExampleValue } from 'keyplan'

const use = { Effect: 'Allow', Action: 'kms:Decrypt', Resource: '*' }
const read = { Effect: 'Allow', Action: 'kms:Decrypt' }
const inKey = 'the policy of aws_kms_key.example: it has at least'
const inTrust = 'the trust policy of aws_iam_role.App: it has at least'

export default rule({
  id: 'POL022',
  name: 'document-size',
  title: 'A policy must be no longer than AWS takes',
  about: 'problem',
  severity: 'high',
  eased: [['low', problem('nearly-too-large')]],
  why: 'AWS refuses a longer policy, and what was to be added last, perhaps a Deny, is then not there.',
  fix: 'Put statements together that differ in their principals or resources alone, or name an organization instead of each account.',
  references: [
    'https://docs.aws.amazon.com/kms/latest/APIReference/API_PutKeyPolicy.html',
    'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html',
    'https://docs.aws.amazon.com/organizations/latest/userguide/orgs_reference_limits.html',
  ],
  replaces: [
    'access-analyzer:Policy size exceeds identity policy quota',
    'access-analyzer:Policy size exceeds resource policy quota',
    'access-analyzer:Policy size exceeds SCP quota',
    'access-analyzer:Policy size exceeds role trust policy quota',
  ],

  forbid: problem('too-large', 'nearly-too-large'),

  message: problemInWords,

  examples: {
    good: [
      { says: 'a fault of another kind', role: { policies: { ...read, Resource: 'key/1' } } },
      ofKey('a few roles', 10),
      {
        says: 'of a hole nothing is counted',
        statements: { ...use, Principal: { AWS: hole('var.readers') } },
      },
      {
        says: 'an inline policy may be longer than a managed one',
        role: { policies: { ...read, Resource: keys(80) } },
      },
    ],
    bad: [
      {
        ...ofKey('very many roles', 900),
        reports: [`${inKey} 36997 characters, and a key policy may have 32768`],
      },
      {
        ...ofKey('nearly too many roles', 720),
        severity: 'low',
        reports: [`${inKey} 29617 characters, and a key policy may have 32768`],
      },
      {
        says: 'a managed policy of many keys',
        role: {},
        attached: { ...read, Resource: keys(80) },
        reports: [
          'managed policy "shared": it has at least 6321 characters, and a managed policy may have 6144',
        ],
      },
      {
        says: 'a trust policy that AWS takes only when it was asked to',
        role: { trust: { Effect: 'Allow', Principal: { AWS: roles(50) }, Action: 'sts:AssumeRole' } },
        severity: 'low',
        reports: [
          `${inTrust} 2135 characters, and a trust policy may have 2048 unless AWS is asked for more`,
        ],
      },
    ],
  },
})

function ofKey(what: string, count: number): Example {
  return { says: what, statements: { ...use, Principal: { AWS: roles(count) } } }
}

function roles(count: number): readonly ExampleValue[] {
  return Array.from({ length: count }, (_, index) => `arn:aws:iam::111122223333:role/App${1000 + index}`)
}

function keys(count: number): readonly ExampleValue[] {
  const id = '1234abcd-12ab-34cd-56ef-12345678'
  return Array.from(
    { length: count },
    (_, index) => `arn:aws:kms:us-west-2:111122223333:key/${id}${1000 + index}`,
  )
}
