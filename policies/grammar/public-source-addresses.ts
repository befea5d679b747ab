import { allow, hole, problem, problemInWords, rule, type ExampleValue } from 'keyplan'

const place = 'the policy of aws_kms_key.example: its statement'
const office = '203.0.113.0/24'
const lan = '10.0.0.0/8'
const byHand = { Bool: { 'aws:ViaAWSService': 'false' } }
const none = 'lists nothing but private addresses'
const among = ` lists \`${lan}\` under \`aws:SourceIp\`, which has public addresses alone`
const own = ' tests `aws:SourceIp`: calls that an AWS service makes for somebody come from its own addresses'
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
      { says: 'public addresses in an IAM policy', role: { policies: under(from(office)) } },
      { says: 'with calls of services left out', statements: under({ ...from(office), ...byHand }) },
      { says: 'the address within a VPC', statements: under({ IpAddress: { 'aws:VpcSourceIp': lan } }) },
      { says: 'addresses that are not known', role: { policies: under(from(hole('var.office'))) } },
    ],
    bad: [
      found(
        'private addresses alone',
        from([lan, 'fd00::/8']),
        ` ${none} (\`${lan}\`, \`fd00::/8\`) ${only}: it never holds`,
      ),
      found(
        'everybody but private addresses',
        { NotIpAddress: { 'aws:SourceIp': '192.168.0.0/16' } },
        ` ${none} (\`192.168.0.0/16\`) ${only}: it always holds`,
      ),
      { ...found('private addresses among others', from([lan, office]), among), severity: 'info' },
      { ...found('public ones, on a key that services use', from(office), own), severity: 'info' },
    ],
  },
})

function from(addresses: ExampleValue) {
  return { IpAddress: { 'aws:SourceIp': addresses } }
}

function under(Condition: ExampleValue) {
  return allow({ Principal: { AWS: '111122223333' }, Condition })
}

function found(says: string, given: ExampleValue, rest: string) {
  return { says, statements: under(given), reports: [`${place}${rest}`] }
}
