import { hole, problem, problemInWords, rule, type Example, type ExampleAttributes } from 'keyplan'

const address = 'aws_organizations_policy.limit'
const rcp = `resource control policy ${address}: its statement`
const scp = `service control policy ${address}: its statement`
const everybody = { Principal: '*', Action: 'kms:Decrypt', Resource: '*' }
const outsiders = { StringNotEqualsIfExists: { 'aws:PrincipalOrgID': 'o-a1b2c3d4e5' } }

export default rule({
  id: 'POL025',
  name: 'organization-syntax',
  title: 'A policy of AWS Organizations must keep to its own syntax',
  about: 'problem',
  severity: 'high',
  eased: [['info', problem('rcp-retire-grant')]],
  why: 'AWS Organizations refuses the policy, so the limit that it was to set is not there.',
  fix: 'A service control policy names no principal; a resource control policy denies actions of named services to `"*"`, and says whom by conditions.',
  references: [
    'https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_scps_syntax.html',
    'https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_rcps_syntax.html',
    'https://docs.aws.amazon.com/kms/latest/developerguide/resource-control-policies.html',
  ],
  replaces: ['access-analyzer:SCP syntax error principal'],

  forbid: problem('scp-principal', 'rcp-syntax', 'rcp-retire-grant'),

  message: problemInWords,

  examples: {
    good: [
      service('an Allow with a condition', { Effect: 'Allow', Condition: outsiders }),
      service('all but some actions', { NotAction: 'kms:*' }),
      resource('a Deny for outsiders', { Condition: outsiders }),
      resource('an effect that is not known yet', { Effect: hole('var.effect') }),
    ],
    bad: [
      {
        ...service('a principal', { Principal: '*' }),
        reports: [
          `${scp} has a \`Principal\`: a service control policy is about whoever is in the accounts that it is attached to`,
        ],
      },
      {
        says: 'a policy that nothing attaches yet',
        resources: {
          [address]: {
            type: 'RESOURCE_CONTROL_POLICY',
            content: { Version: '2012-10-17', Statement: { ...everybody, Effect: 'Allow' } },
          },
        },
        reports: [`${rcp} allows, and a resource control policy can only deny`],
      },
      {
        ...resource('an Allow', { Effect: 'Allow' }),
        reports: [`${rcp} allows, and a resource control policy can only deny`],
      },
      {
        ...resource('every service', { Action: '*' }),
        reports: [`${rcp} denies \`*\`: a resource control policy names the service, like \`kms:*\``],
      },
      {
        ...resource('one account', { Principal: { AWS: '444455556666' } }),
        reports: [
          `${rcp} names a principal: in a resource control policy that is \`"*"\`, and conditions say who`,
        ],
      },
      {
        ...resource('what it does not stop', { Action: ['kms:Decrypt', 'kms:RetireGrant'] }),
        severity: 'info',
        reports: [`${rcp} denies \`kms:RetireGrant\`, which no resource control policy stops`],
      },
    ],
  },
})

function service(what: string, elements: ExampleAttributes): Example {
  return organization(what, 'SERVICE_CONTROL_POLICY', { Effect: 'Deny', Resource: '*', ...elements })
}

function resource(what: string, elements: ExampleAttributes): Example {
  return organization(what, 'RESOURCE_CONTROL_POLICY', { ...everybody, Effect: 'Deny', ...elements })
}

function organization(what: string, type: string, statement: ExampleAttributes): Example {
  const content = { Version: '2012-10-17', Statement: statement }
  const attachment = { policy_id: hole(`${address}.id`), target_id: '111122223333' }
  return {
    says: what,
    resources: { [address]: { type, content }, 'aws_organizations_policy_attachment.limit': attachment },
  }
}
