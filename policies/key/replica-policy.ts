import {
  actionsInWords,
  allow,
  gapsIn,
  hole,
  listed,
  onlyReadsMore,
  rule,
  showPrincipal,
  weakerThanPrimary,
  type ExampleValue,
} from 'keyplan'

const own = 'arn:aws:iam::111122223333'
const root = admit(`${own}:root`, 'kms:*')
const administration = admit(`${own}:root`, ['kms:PutKeyPolicy', 'kms:DescribeKey'])
const app = admit(`${own}:role/App`, 'kms:Decrypt')
const throughS3 = (region: string) => ({
  ...app,
  Condition: { StringEquals: { 'kms:ViaService': `s3.${region}.amazonaws.com` } },
})
const weaker = (who: string, what: string) =>
  `the policy of aws_kms_replica_key.copy lets ${who} do what that of its primary does not: ${what}`

export default rule({
  id: 'KMS026',
  name: 'replica-policy',
  title: 'The policy of a replica must be no weaker than that of its primary',
  about: 'key',
  severity: 'high',
  eased: [['low', onlyReadsMore]],
  why: 'A replica has the same key material: whoever may decrypt with it reads what the primary encrypted, whatever the policy of the primary says.',
  fix: "Give the replica the policy of its primary; without one it has AWS's default policy.",
  references: ['https://docs.aws.amazon.com/kms/latest/developerguide/multi-region-keys-auth.html'],
  undetermined: 'its primary, or one of the two policies, is not in the input',

  forbid: weakerThanPrimary,

  message: (key, world) => {
    const gaps = gapsIn(key, world)
    const who = [...new Set(gaps.map(({ access }) => showPrincipal(access.principal)))]
    const what = [...new Set(gaps.map(({ actions }) => actionsInWords(actions)))]
    return `the policy of ${key.address} lets ${listed(who)} do what that of its primary does not: ${listed(what)}`
  },

  examples: {
    good: [
      {
        says: 'the same policy',
        ...primary([administration, app]),
        resources: replica([administration, app]),
      },
      { says: "AWS's default policy on both", key: { multi_region: true }, resources: replica() },
      {
        says: 'the same through the service of its own Region',
        ...primary([administration, throughS3('us-west-2')]),
        resources: replica([administration, throughS3('eu-west-1')]),
      },
      {
        says: 'a role whose account the primary admits',
        ...primary([root]),
        resources: replica([root, app]),
      },
      { says: 'less than the primary', ...primary([root, app]), resources: replica([administration]) },
      {
        says: 'a primary that stands elsewhere',
        type: 'aws_kms_replica_key',
        key: {
          primary_key_arn: 'arn:aws:kms:us-east-1:111122223333:key/mrk-1234abcd12ab34cd56ef1234567890ab',
        },
      },
    ],
    bad: [
      {
        says: "AWS's default policy, while the primary is guarded",
        ...primary([administration, app]),
        resources: replica(),
        reports: [weaker('account 111122223333', 'kms:Decrypt, kms:CreateGrant and 34 more actions')],
      },
      {
        says: 'one role more',
        ...primary([administration]),
        resources: replica([administration, app]),
        reports: [weaker(`${own}:role/App`, 'kms:Decrypt')],
      },
      {
        says: 'a condition less',
        ...primary([administration, throughS3('us-west-2')]),
        resources: replica([administration, app]),
        reports: [weaker(`${own}:role/App`, 'kms:Decrypt')],
      },
      {
        says: 'only reading about the key',
        ...primary([administration]),
        resources: replica([administration, admit(`${own}:role/App`, 'kms:GetKeyPolicy')]),
        severity: 'low',
        reports: [weaker(`${own}:role/App`, 'kms:GetKeyPolicy')],
      },
    ],
  },
})

function admit(AWS: string, Action: ExampleValue) {
  return allow({ Principal: { AWS }, Action })
}

function primary(statements: readonly ExampleValue[]) {
  return { key: { multi_region: true, policy: policyOf(statements) } }
}

function replica(statements?: readonly ExampleValue[]) {
  const policy = statements === undefined ? {} : { policy: policyOf(statements) }
  return {
    'aws_kms_replica_key.copy': {
      primary_key_arn: hole('aws_kms_key.example.arn'),
      region: 'eu-west-1',
      ...policy,
    },
  }
}

function policyOf(Statement: readonly ExampleValue[]) {
  return { Version: '2012-10-17', Statement }
}
