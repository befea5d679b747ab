import { hole, problem, problemInWords, rule, type ExampleValue, type Severity } from 'keyplan'

const place = 'the policy of aws_kms_key.example: its statement'
const only = 'under `aws:SourceIp`, which has public ones alone'

export default rule({
  id: 'POL033',
  name: 'public-source-addresses',
  title: '`aws:SourceIp` must list public addresses',
  about: 'problem',
  severity: 'high',
  eased: [['info', problem('private-address-too', 'source-address-on-key')]],
  why: 'AWS sees the public address of a caller, so a private one never matches: the statement does nothing, or always does.',
  fix: 'List public ranges; for callers of a VPC, use `aws:SourceVpce` or `aws:VpcSourceIp` with `aws:SourceVpc`.',
  references: [
    'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html',
    'https://docs.aws.amazon.com/kms/latest/developerguide/conditions-aws.html',
  ],
  replaces: [
    'access-analyzer:PRIVATE_IP_ADDRESS',
    'access-analyzer:PRIVATE_NOT_IP_ADDRESS',
    'access-analyzer:PRIVATE_IP_ADDRESS_SUBSET',
    'access-analyzer:PRIVATE_NOT_IP_ADDRESS_SUBSET',
  ],

  forbid: problem('private-address', 'private-address-too', 'source-address-on-key'),

  message: problemInWords,

  examples: {
    good: [
      {
        says: 'public addresses in an IAM policy',
        role: { policies: statement({ IpAddress: { 'aws:SourceIp': '203.0.113.0/24' } }) },
      },
      {
        says: 'with calls of services left out',
        statements: statement({
          IpAddress: { 'aws:SourceIp': '203.0.113.0/24' },
          Bool: { 'aws:ViaAWSService': 'false' },
        }),
      },
      {
        says: 'the address within a VPC',
        statements: statement({ IpAddress: { 'aws:VpcSourceIp': '10.0.0.0/8' } }),
      },
      {
        says: 'addresses that are not known',
        role: { policies: statement({ IpAddress: { 'aws:SourceIp': hole('var.office') } }) },
      },
    ],
    bad: [
      found(
        'private addresses alone',
        { IpAddress: { 'aws:SourceIp': ['10.0.0.0/8', 'fd00::/8'] } },
        ` lists nothing but private addresses (\`10.0.0.0/8\`, \`fd00::/8\`) ${only}: it never holds`,
      ),
      found(
        'everybody but private addresses',
        { NotIpAddress: { 'aws:SourceIp': '192.168.0.0/16' } },
        ` lists nothing but private addresses (\`192.168.0.0/16\`) ${only}: it always holds`,
      ),
      found(
        'private addresses among others',
        { IpAddress: { 'aws:SourceIp': ['10.0.0.0/8', '203.0.113.0/24'] } },
        ' lists `10.0.0.0/8` under `aws:SourceIp`, which has public addresses alone',
        'info',
      ),
      found(
        'public addresses on a key that services use for somebody',
        { IpAddress: { 'aws:SourceIp': '203.0.113.0/24' } },
        ' tests `aws:SourceIp`: calls that an AWS service makes for somebody come from its own addresses',
        'info',
      ),
    ],
  },
})

function statement(Condition: ExampleValue) {
  return {
    Effect: 'Allow',
    Principal: { AWS: '111122223333' },
    Action: 'kms:Decrypt',
    Resource: '*',
    Condition,
  }
}

function found(says: string, given: ExampleValue, rest: string, severity?: Severity) {
  const reports = [`${place}${rest}`]
  return { says, statements: statement(given), reports, ...(severity === undefined ? {} : { severity }) }
}
