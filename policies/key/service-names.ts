import {
  all,
  byService,
  hole,
  namesNoService,
  rule,
  showPrincipal,
  whyNoService,
  type ExampleValue,
} from 'keyplan'

const key = 'on aws_kms_key.example'

export default rule({
  id: 'KMS015',
  name: 'service-names',
  title: 'A service must be named as it calls KMS',
  about: 'access',
  severity: 'medium',
  why: 'The statement matches nobody, so that the resource which the service should encrypt breaks.',
  fix: "Write the name of the service's guide: `logs.REGION.amazonaws.com` with the Region of the key, `cloudtrail.amazonaws.com`, `sns.amazonaws.com`.",
  references: [
    'https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/encrypt-log-data-kms.html',
    'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html',
  ],
  replaces: ['access-analyzer:Invalid service principal format'],
  reportedUnder: ['KMS001'],

  forbid: all(byService, namesNoService),

  message: (access, world) =>
    `${showPrincipal(access.principal)}, ${whyNoService(access, world)}, is admitted on ${access.key.address}`,

  examples: {
    good: [
      {
        says: 'CloudWatch Logs of the Region of the key',
        statements: encrypt('logs.us-west-2.amazonaws.com'),
      },
      { says: 'a part of a service', statements: encrypt('delivery.logs.amazonaws.com') },
      { says: 'China', statements: encrypt('ec2.amazonaws.com.cn') },
      {
        says: 'a policy for several Regions',
        statements: encrypt(['logs.us-east-1.amazonaws.com', 'logs.us-west-2.amazonaws.com']),
      },
    ],
    bad: [
      {
        says: 'CloudWatch Logs without a Region',
        statements: encrypt('logs.amazonaws.com'),
        reports: [
          `the service logs.amazonaws.com, which lacks the Region: CloudWatch Logs calls as logs.REGION.amazonaws.com, is admitted ${key}`,
        ],
      },
      {
        says: 'another Region',
        statements: encrypt('logs.eu-west-1.amazonaws.com'),
        reports: [
          `the service logs.eu-west-1.amazonaws.com, which calls KMS in eu-west-1, not in the Region of the key, is admitted ${key}`,
        ],
      },
      ...['sns', 'sns .amazonaws.com', 'sns.example.com'].map(name => ({
        says: `no name of a service: ${name}`,
        statements: encrypt(name),
        reports: [`the service ${name}, which is no name of a service, is admitted ${key}`],
      })),
    ],
    unsure: [
      {
        says: 'a service that nobody has heard of: the list of them is never whole',
        statements: encrypt('cloudtrial.amazonaws.com'),
        reports: [`the service cloudtrial.amazonaws.com, which AWS may not have, is admitted ${key}`],
      },
      {
        says: 'the service comes from a variable',
        statements: encrypt(hole('var.service')),
        reports: [`the service \${var.service}, which is not known yet, is admitted ${key}`],
      },
    ],
  },
})

function encrypt(Service: ExampleValue) {
  return { Effect: 'Allow', Principal: { Service }, Action: 'kms:Encrypt', Resource: '*' }
}
