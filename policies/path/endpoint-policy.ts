import { hole, letsEverythingThrough, rule, type ExampleAttributes } from 'keyplan'

const found =
  'aws_vpc_endpoint.kms lets everybody do everything with every key: it has no policy that limits it'
const everything = { Effect: 'Allow', Principal: '*', Action: '*', Resource: '*' }
const limited = {
  ...everything,
  Action: 'kms:*',
  Condition: { StringEquals: { 'aws:PrincipalOrgID': 'o-a1b2c3d4e5' } },
}

export default rule({
  id: 'GRAPH012',
  name: 'endpoint-policy',
  title: 'A VPC endpoint of AWS KMS must have a policy',
  about: 'endpoint',
  profile: 'strict',
  severity: 'low',
  why: 'Without a policy of its own an endpoint lets whoever is in the network use keys of any account with any credentials.',
  fix: {
    terraform:
      'Add a `policy` with a condition such as `aws:PrincipalOrgID`, and the actions that are needed.',
    cloudformation:
      'Add a `PolicyDocument` with a condition such as `aws:PrincipalOrgID`, and the actions that are needed.',
  },
  references: ['https://docs.aws.amazon.com/kms/latest/developerguide/kms-vpc-endpoint.html'],

  forbid: letsEverythingThrough,

  message: ({ address }) =>
    `${address} lets everybody do everything with every key: it has no policy that limits it`,

  examples: {
    good: [
      { says: 'callers of the organization', resources: endpoint({ policy: policyOf(limited) }) },
      { says: 'the same beside it', resources: { ...endpoint({}), ...beside(limited) } },
      { says: 'of another service', resources: endpoint({ service_name: 'com.amazonaws.us-west-2.s3' }) },
    ],
    bad: [
      { says: 'no policy', resources: endpoint({}), reports: [found] },
      {
        says: 'the policy that AWS gives',
        resources: endpoint({ policy: policyOf(everything) }),
        reports: [found],
      },
      { says: 'the same beside it', resources: { ...endpoint({}), ...beside(everything) }, reports: [found] },
      {
        says: 'the endpoint for FIPS',
        resources: endpoint({ service_name: 'com.amazonaws.us-west-2.kms-fips' }),
        reports: [found],
      },
    ],
    unsure: [
      {
        says: 'the policy comes from a variable',
        resources: endpoint({ policy: hole('var.policy') }),
        reports: [found],
      },
      {
        says: 'the service comes from a variable',
        resources: endpoint({ service_name: hole('var.service') }),
        reports: [found],
      },
    ],
  },
})

function endpoint(rest: ExampleAttributes) {
  return {
    'aws_vpc_endpoint.kms': {
      vpc_id: 'vpc-1',
      vpc_endpoint_type: 'Interface',
      service_name: 'com.amazonaws.us-west-2.kms',
      ...rest,
    },
  }
}

function beside(statement: ExampleAttributes) {
  const policy = { vpc_endpoint_id: hole('aws_vpc_endpoint.kms.id'), policy: policyOf(statement) }
  return { 'aws_vpc_endpoint_policy.kms': policy }
}

function policyOf(Statement: ExampleAttributes) {
  return { Version: '2012-10-17', Statement }
}
