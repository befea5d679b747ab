import { allow, document, iam, keyArn } from './world-trial.ts'

/** For tests only: a document that lets decrypt. */
export const decrypt = allow('kms:Decrypt')
const inline = (name: string, policy: object = decrypt): object => ({
  PolicyName: name,
  PolicyDocument: policy,
})
const attached = (name: string): object => ({ PolicyName: name, PolicyArn: `${iam}:policy/${name}` })
const role = (name: string, inlined: readonly object[] = [], managed: readonly object[] = []): object => ({
  RoleName: name,
  RoleId: `AROA${name.toUpperCase()}`,
  Arn: `${iam}:role/${name}`,
  AssumeRolePolicyDocument: document(),
  RolePolicyList: inlined,
  AttachedManagedPolicies: managed,
})
const user = (name: string, inlined: readonly object[] = [], groups: readonly string[] = []): object => ({
  UserName: name,
  UserId: `AIDA${name.toUpperCase()}`,
  Arn: `${iam}:user/${name}`,
  UserPolicyList: inlined,
  AttachedManagedPolicies: [],
  GroupList: groups,
})
const policy = (name: string, content: object): object => ({
  PolicyName: name,
  Arn: `${iam}:policy/${name}`,
  DefaultVersionId: 'v1',
  PolicyVersionList: [{ VersionId: 'v1', IsDefaultVersion: true, Document: content }],
})

/** For tests only: an account as it exists. */
export const snapshot = {
  RoleDetailList: [
    role('Rewritten', [inline('data')]),
    role('Detached', [], [attached('Use')]),
    role('Untouched', [], [attached('Use')]),
    role('Limited', [inline('data')]),
    role('Listed', [inline('kept', allow('kms:Encrypt')), inline('dropped')]),
    role('Replaced', [inline('data')]),
    role('Forgotten', [inline('data')]),
    role('Given'),
    role('Named'),
    role('ById'),
    role('Shared', [], [attached('Anew')]),
  ],
  UserDetailList: [
    user('destroyed', [inline('data')]),
    user('named-and-destroyed'),
    user('left', [], ['Team']),
    user('member', [], ['Team']),
  ],
  GroupDetailList: [
    {
      GroupName: 'Team',
      Arn: `${iam}:group/Team`,
      GroupPolicyList: [inline('team')],
      AttachedManagedPolicies: [],
    },
  ],
  Policies: [policy('Use', decrypt), policy('Anew', allow('kms:Encrypt'))],
}

/** For tests only: the policy of its key. */
export const keyPolicy = document(
  { Effect: 'Allow', Principal: { AWS: `${iam}:root` }, Action: 'kms:*', Resource: '*' },
  {
    Effect: 'Allow',
    Principal: { AWS: [`${iam}:role/Named`, `${iam}:user/named-and-destroyed`, 'AROABYID'] },
    Action: 'kms:Decrypt',
    Resource: '*',
  },
)

/** For tests only: a context that names both. */
export const context = { snapshots: ['account.json', { file: 'policy.json', key: keyArn }] }
/** For tests only: its files. */
export const files = {
  'context.yaml': context,
  'account.json': snapshot,
  'policy.json': { Policy: JSON.stringify(keyPolicy) },
}

/** For tests only: a role of the account as a plan has it. */
export const roleBefore = (name: string, more: object = {}): object => ({
  arn: `${iam}:role/${name}`,
  name,
  path: '/',
  unique_id: `AROA${name.toUpperCase()}`,
  assume_role_policy: JSON.stringify(document()),
  ...more,
})
/** For tests only: the inline policy of such a role. */
export const rolePolicy = (name: string, content: object): object => ({
  role: name,
  name: 'data',
  policy: JSON.stringify(content),
})
