// For tests only: what can stand beside a key, at random.
import * as fc from 'fast-check'
import { hole, type ExampleValue } from '../rules/example.ts'

const ofKey = hole('aws_kms_key.example.arn', 'arn')
const other = 'arn:aws:kms:us-west-2:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab'
const named = fc.constantFrom<ExampleValue>(ofKey, ofKey, other)

type Statement = fc.Arbitrary<Readonly<Record<string, ExampleValue>>>
type Beside = Readonly<Record<string, fc.Arbitrary<ExampleValue>>>

/** Resources that the key encrypts, aliases, endpoints and policies of an organization, with statements of these kinds. */
export function besideKey(inPolicy: Statement, inIam: Statement): fc.Arbitrary<ExampleValue> {
  const all: Beside = {
    'aws_sqs_queue.app': fc.record({ name: fc.constant('app'), kms_master_key_id: named }),
    'aws_cloudwatch_log_group.app': fc.record({ name: fc.constant('/app'), kms_key_id: named }),
    'aws_ebs_volume.data': fc.record({ encrypted: fc.boolean(), kms_key_id: named }),
    'aws_kms_alias.app': fc.record({
      name: fc.constantFrom('alias/app', 'alias/other'),
      target_key_id: named,
    }),
    'aws_vpc_endpoint.kms': fc.record({
      vpc_id: fc.constant('vpc-1a2b3c4d'),
      vpc_endpoint_type: fc.constant('Interface'),
      service_name: fc.constantFrom('com.amazonaws.us-west-2.kms', 'com.amazonaws.us-west-2.s3'),
      policy: inPolicy.map(policyOf),
    }),
    'aws_organizations_policy.limit': fc.record({
      name: fc.constant('limit'),
      type: fc.constant('SERVICE_CONTROL_POLICY'),
      content: inIam.map(one => policyOf({ ...one, Effect: 'Deny' })),
    }),
  }
  return fc
    .subarray(Object.entries(all))
    .chain((some): fc.Arbitrary<ExampleValue> => fc.record(Object.fromEntries(some)))
}

function policyOf(statement: ExampleValue): ExampleValue {
  return { Version: '2012-10-17', Statement: [statement] }
}
