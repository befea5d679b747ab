import {
  allow,
  hole,
  nameOfDocument,
  rule,
  text,
  viaServiceFault,
  viaServiceIsNotTold,
  viaServiceNeverMatches,
  withViaServiceAsMeant,
  type ExampleValue,
} from 'keyplan'

const ec2 = 'ec2.us-west-2.amazonaws.com'

export default rule({
  id: 'KMS016',
  name: 'via-service',
  title: 'A condition on kms:ViaService must name a service that can match',
  about: 'statement',
  severity: 'medium',
  why: 'No request carries such a value: an Allow admits nobody by it, and a Deny denies nothing or everything.',
  fix: "Write SERVICE.REGION.amazonaws.com with the key's Region, like `ec2.us-west-2.amazonaws.com`; the suffix is the same in every partition.",
  references: [
    'https://docs.aws.amazon.com/kms/latest/developerguide/conditions-kms.html#conditions-kms-via-service',
  ],
  undetermined: 'where the value or the Region of the key is not told',
  undeterminedWhere: viaServiceIsNotTold,

  forbid: viaServiceNeverMatches,

  message: subject =>
    `${viaServiceFault(subject)} stands for kms:ViaService in the policy of ${nameOfDocument(subject)}`,
  correct: withViaServiceAsMeant,

  examples: {
    good: [
      { says: 'EC2 in the Region of the key', statements: decrypt(ec2) },
      { says: 'a policy for several Regions', statements: decrypt(['ec2.eu-west-1.amazonaws.com', ec2]) },
      { says: 'any Region, by a pattern', statements: decrypt('s3.*.amazonaws.com', 'StringLike') },
      { says: 'any service, by a pattern', statements: decrypt('*.amazonaws.com', 'StringLike') },
      { says: 'a value that is not told', statements: decrypt(hole('var.via')) },
      {
        says: 'a service that is not told',
        statements: decrypt(text(hole('var.service'), '.us-west-2.amazonaws.com')),
      },
      { says: 'every service but one', statements: decrypt(ec2, 'StringNotEquals') },
    ],
    bad: [
      {
        says: "the empty value of AWS's own example",
        statements: decrypt(''),
        reports: [found('an empty value')],
      },
      {
        says: 'the same in a Deny',
        statements: { ...decrypt(''), Effect: 'Deny' },
        reports: [found('an empty value')],
      },
      ...['s3', 's3.amazonaws.com', 'ec2.cn-north-1.amazonaws.com.cn'].map(value => ({
        says: `no service in a Region: ${value}`,
        statements: decrypt(value),
        reports: [found(`${value}, which is not SERVICE.REGION.amazonaws.com,`)],
      })),
      {
        says: 'another Region',
        statements: decrypt('ec2.eu-west-1.amazonaws.com'),
        reports: [found('ec2.eu-west-1.amazonaws.com, a service of another Region than the key,')],
      },
      {
        says: 'a wildcard that is none',
        statements: decrypt('s3.*.amazonaws.com'),
        reports: [found('s3.*.amazonaws.com, a wildcard that StringEquals takes literally,')],
      },
      {
        says: 'a pattern for China, whose services have the same suffix here',
        statements: decrypt('*.amazonaws.com.cn', 'StringLike'),
        reports: [found('*.amazonaws.com.cn, which no service matches,')],
      },
    ],
    unsure: [
      {
        says: 'a service that the list has not',
        statements: decrypt('newservice.us-west-2.amazonaws.com'),
        reports: [found('newservice.us-west-2.amazonaws.com, which AWS does not list for kms:ViaService,')],
      },
      {
        says: 'what a service itself sends is not documented',
        statements: { ...decrypt(''), Principal: { Service: 'sns.amazonaws.com' } },
        reports: [found('an empty value')],
      },
    ],
  },
})

function decrypt(value: ExampleValue, operator = 'StringEquals') {
  const Principal = { AWS: 'arn:aws:iam::111122223333:role/App' }
  const Condition = { [operator]: { 'kms:ViaService': value } }
  return allow({ Principal, Condition })
}

function found(value: string): string {
  return `${value} stands for kms:ViaService in the policy of aws_kms_key.example`
}
