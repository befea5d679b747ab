import { expect, test } from 'vitest'
import { showText } from '../../../model/text.ts'
import { isUnknown, type Unknown } from '../../../model/unknown.ts'
import { block, changed } from '../../terraform/test-plan.ts'
import {
  allow as allowText,
  group,
  other,
  readIam as readPlan,
  role,
  toUse,
  unknownArn,
  use,
  user,
} from '../../terraform/test-identities.ts'
import { allow, resource } from '../test-stack.ts'
import { readIam } from './test-identities.ts'

const Policies = (PolicyName: string) => ({ PolicyName, PolicyDocument: allow('Decrypt') })
const declared = {
  R: resource('AWS::IAM::Role', { RoleName: 'r' }),
  O: resource('AWS::IAM::Role', { RoleName: 'o' }),
  U: resource('AWS::IAM::User', { UserName: 'u' }),
  G: resource('AWS::IAM::Group', { GroupName: 'g' }),
  Use: resource('AWS::IAM::ManagedPolicy', { ManagedPolicyName: 'use', PolicyDocument: allow('Decrypt') }),
}
const document = allowText('kms:Decrypt')
const roleRef = { references: ['aws_iam_role.r.name', 'aws_iam_role.r'] }
const arn = 'arn:aws:iam::111122223333:policy/elsewhere'
const attach = 'aws_iam_role_policy_attachment.a'
const groupAttach = 'aws_iam_group_policy_attachment.a'

/** Names of policies by name of their holder, as reports tell them. */
function names(identities: ReturnType<typeof readIam>['identities']): readonly string[] {
  return identities
    .map(
      ({ arn: own, policies, complete }) =>
        `${showText(own.slice(-1))} ${complete} ${policies.map(({ name }) => name).join(', ')}`,
    )
    .toSorted()
}

test.each<[string, readonly object[], readonly object[], object]>([
  ['nothing', [], [], {}],
  [
    'an inline policy of its own',
    [changed('aws_iam_role_policy.p', { role: 'r', name: 'p', policy: document })],
    [block('aws_iam_role_policy.p', { role: roleRef })],
    { P: resource('AWS::IAM::RolePolicy', { RoleName: { Ref: 'R' }, ...Policies('p') }) },
  ],
  [
    'an inline policy of somebody elsewhere',
    [changed('aws_iam_role_policy.p', { role: 'x', name: 'p', policy: document })],
    [block('aws_iam_role_policy.p', {})],
    { P: resource('AWS::IAM::Policy', { Roles: ['x'], ...Policies('p') }) },
  ],
  [
    'two of one name',
    [
      changed('aws_iam_role_policy.p', { role: 'r', name: 'p', policy: document }),
      changed('aws_iam_role_policy.q', { role: 'r', name: 'p', policy: document }),
    ],
    [block('aws_iam_role_policy.p', { role: roleRef }), block('aws_iam_role_policy.q', { role: roleRef })],
    {
      P: resource('AWS::IAM::RolePolicy', { RoleName: { Ref: 'R' }, ...Policies('p') }),
      Q: resource('AWS::IAM::RolePolicy', { RoleName: { Ref: 'R' }, ...Policies('p') }),
    },
  ],
  [
    'a managed policy',
    [changed(attach, { role: 'r' }, unknownArn)],
    [block(attach, { role: roleRef, ...toUse })],
    { R: resource('AWS::IAM::Role', { RoleName: 'r', ManagedPolicyArns: [{ Ref: 'Use' }] }) },
  ],
  [
    'a managed policy that stands elsewhere',
    [changed(attach, { role: 'r', policy_arn: arn })],
    [block(attach, { role: roleRef })],
    { R: resource('AWS::IAM::Role', { RoleName: 'r', ManagedPolicyArns: [arn] }) },
  ],
  [
    'policies of a group',
    [
      changed(groupAttach, { group: 'g' }, unknownArn),
      changed('aws_iam_group_policy.p', { group: 'g', name: 'p', policy: document }),
      changed('aws_iam_user_group_membership.m', { user: 'u', groups: ['g', 'elsewhere'] }),
    ],
    [block(groupAttach, toUse), block('aws_iam_group_policy.p'), block('aws_iam_user_group_membership.m')],
    {
      G: resource('AWS::IAM::Group', { GroupName: 'g', ManagedPolicyArns: [{ Ref: 'Use' }] }),
      P: resource('AWS::IAM::GroupPolicy', { GroupName: 'g', ...Policies('p') }),
      U: resource('AWS::IAM::User', { UserName: 'u', Groups: ['g', 'elsewhere'] }),
    },
  ],
])('a template says the same as a plan: %s', (_, changes, blocks, resources) => {
  const plan = readPlan([role, other, user, group, use, ...changes], blocks)
  const { inventory } = plan
  const template = readIam({ ...declared, ...resources })
  expect(names(template.identities)).toEqual(names(inventory.identities))
  expect(template.unattached.map(({ name }) => name)).toEqual(inventory.unattached?.map(({ name }) => name))
  // A plan says of each of its roles and users that it has no boundary: CloudFormation leaves one alone.
  const slots = [...(plan.changes?.slots ?? [])].filter(([id]) => !/^(?:boundary|trust) /.test(id))
  expect(Object.fromEntries([...template.changes.slots].map(withoutPlace))).toEqual(
    Object.fromEntries(slots.map(withoutPlace)),
  )
})

function withoutPlace([id, decision]: readonly [string, boolean | Unknown]): readonly [string, unknown] {
  return [id, isUnknown(decision) ? decision.name : decision]
}
