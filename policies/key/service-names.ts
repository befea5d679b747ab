import {
  allow,
  hole,
  namesNoService,
  rule,
  serviceIsNotTold,
  showPrincipal,
  whyNoService,
  withLogsOfRegion,
} from 'keyplan'

const logs = 'logs.us-west-2.amazonaws.com'
const lacksRegion = 'which lacks the Region: CloudWatch Logs calls as logs.REGION.amazonaws.com'
const elsewhere = 'which calls KMS in eu-west-1, not in the Region of the key'

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
  undetermined: 'where the name or the Region of the key is not told',
  undeterminedWhere: serviceIsNotTold,

  forbid: namesNoService,

  message: (access, world) =>
    `${showPrincipal(access.principal)}, ${whyNoService(access, world)}, is admitted on ${access.key.address}`,
  correct: withLogsOfRegion,

  examples: {
    good: [
      { says: 'CloudWatch Logs of the Region of the key', ...naming(logs) },
      { says: 'a part of a service', ...naming('delivery.logs.amazonaws.com') },
      { says: 'China', ...naming('ec2.amazonaws.com.cn') },
      { says: 'a policy for several Regions', ...naming(['logs.us-east-1.amazonaws.com', logs]) },
      { says: 'a role', statements: allow({ Principal: { AWS: hole('aws_iam_role.sns.arn', 'arn') } }) },
      {
        says: 'a name that is not told',
        statements: allow({ Principal: { Service: hole('var.service') }, Action: 'kms:Encrypt' }),
      },
    ],
    bad: [
      { says: 'CloudWatch Logs without a Region', ...naming('logs.amazonaws.com', lacksRegion) },
      { says: 'another Region', ...naming('logs.eu-west-1.amazonaws.com', elsewhere) },
      { says: 'a name alone', ...naming('sns', 'which is no name of a service') },
      { says: 'a blank', ...naming('sns .amazonaws.com', 'which is no name of a service') },
      { says: 'somebody else', ...naming('sns.example.com', 'which is no name of a service') },
    ],
    unsure: [
      {
        says: 'the list of services is never whole',
        ...naming('cloudtrial.amazonaws.com', 'which AWS may not have'),
      },
    ],
  },
})

function naming(Service: string | readonly string[], why = '') {
  const reports = [`the service ${[Service].flat().join()}, ${why}, is admitted on aws_kms_key.example`]
  return { statements: allow({ Principal: { Service }, Action: 'kms:Encrypt' }), reports }
}
