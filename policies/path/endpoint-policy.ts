import { allow, hole, letsEverythingThrough, policyOf, rule, type ExampleAttributes } from 'keyplan'

const open = 'lets everybody do everything with every key: it has no policy that limits it'
const reports = [`aws_vpc_endpoint.kms ${open}`]
const everything = allow({ Principal: '*', Action: '*' })
const Condition = { StringEquals: { 'aws:PrincipalOrgID': 'o-a1b2c3d4e5' } }
const limited = { ...everything, Action: 'kms:*', Condition }

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

  message: ({ address }) => `${address} ${open}`,

  examples: {
    good: [
      { says: 'callers of the organization', resources: endpoint({ policy: policyOf(limited) }) },
      { says: 'the same beside it', resources: { ...endpoint({}), ...beside(limited) } },
      { says: 'of another service', resources: endpoint({ service_name: 'com.amazonaws.us-west-2.s3' }) },
    ],
    bad: [
      found('no policy', endpoint({})),
      found('the policy that AWS gives', endpoint({ policy: policyOf(everything) })),
      found('the same beside it', { ...endpoint({}), ...beside(everything) }),
      found('the endpoint for FIPS', endpoint({ service_name: 'com.amazonaws.us-west-2.kms-fips' })),
    ],
    unsure: [
      found('the policy comes from a variable', endpoint({ policy: hole('var.policy') })),
      found('the service comes from a variable', endpoint({ service_name: hole('var.service') })),
    ],
  },
})

function endpoint(rest: ExampleAttributes) {
  return {
    'aws_vpc_endpoint.kms': { vpc_id: 'vpc-1', service_name: 'com.amazonaws.us-west-2.kms', ...rest },
  }
}

function beside(statement: ExampleAttributes) {
  const policy = { vpc_endpoint_id: hole('aws_vpc_endpoint.kms.id'), policy: policyOf(statement) }
  return { 'aws_vpc_endpoint_policy.kms': policy }
}

function found(says: string, resources: Record<string, ExampleAttributes>) {
  return { says, resources, reports }
}
