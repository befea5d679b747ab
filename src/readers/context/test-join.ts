import type { Identity, IdentityPolicy } from '../../model/identity.ts'
import { emptyInventory, type Inventory } from '../../model/inventory.ts'
import { changesNothing, type PlannedChanges, type Holder } from '../../model/planned-changes.ts'
import { text } from '../../model/text.ts'
import type { Unknown } from '../../model/unknown.ts'
import { readPolicyText } from '../../policy/read-policy.ts'
import { slotId } from '../snapshot/slot-ids.ts'
import type { Existing } from '../snapshot/snapshot.ts'
import { joinInventories } from './join.ts'
import { contextFrom } from './test-context.ts'

/** For tests only: the account of what exists. */
export const account = '111122223333'
/** For tests only: what its ARNs begin with. */
export const iam = `arn:aws:iam::${account}`
/** For tests only: the key that exists. */
export const keyArn = `arn:aws:kms:eu-west-1:${account}:key/1a2b`
/** For tests only: a place in a plan. */
export const at = { file: 'plan.json', address: 'aws_iam_role.app', pointer: '' }
/** For tests only: a document. */
export const allow = (action: string): object => ({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Action: action, Resource: '*' }],
})
/** For tests only: a hole of a plan. */
export const hole = (name: string, reason: Unknown['reason'] = 'known-after-apply'): Unknown => ({
  kind: 'unknown',
  reason,
  name,
  shape: 'anything',
  at,
})
/** For tests only: a policy of a plan. */
export const policy = (name: string, action: string): IdentityPolicy => ({
  name,
  document: readPolicyText(JSON.stringify(allow(action)), at),
  sensitive: false,
  hangsOn: [],
})

const details = {
  RoleDetailList: [
    {
      Arn: `${iam}:role/path/App`,
      AssumeRolePolicyDocument: allow('sts:AssumeRole'),
      RolePolicyList: [
        { PolicyName: 'first', PolicyDocument: allow('kms:Decrypt') },
        { PolicyName: 'second', PolicyDocument: allow('kms:Encrypt') },
      ],
      AttachedManagedPolicies: [{ PolicyArn: `${iam}:policy/Shared` }],
      PermissionsBoundary: { PermissionsBoundaryArn: `${iam}:policy/Limit` },
    },
  ],
  UserDetailList: [{ Arn: `${iam}:user/alice`, GroupList: ['Team'] }],
  GroupDetailList: [
    {
      Arn: `${iam}:group/Team`,
      GroupPolicyList: [{ PolicyName: 'team', PolicyDocument: allow('kms:Sign') }],
    },
  ],
  Policies: ['Shared', 'Limit'].map(name => ({
    Arn: `${iam}:policy/${name}`,
    DefaultVersionId: 'v1',
    PolicyVersionList: [{ VersionId: 'v1', Document: allow(`kms:${name}`) }],
  })),
}
/** For tests only: what exists. */
export const existing: Existing = await contextFrom(
  { snapshots: ['account.json', 'key.json', 'grants.json', 'aliases.json'] },
  {
    'account.json': details,
    'key.json': { KeyMetadata: { Arn: keyArn, KeySpec: 'RSA_2048', Enabled: true } },
    'grants.json': {
      Grants: [
        { KeyId: keyArn, GrantId: 'g1', GranteePrincipal: `${iam}:role/path/App`, Operations: ['Decrypt'] },
      ],
    },
    'aliases.json': {
      Aliases: ['app', 'other'].map(name => ({
        AliasName: `alias/${name}`,
        AliasArn: `arn:aws:kms:eu-west-1:${account}:alias/${name}`,
        TargetKeyId: name === 'app' ? '1a2b' : '9z',
      })),
    },
  },
)

/** For tests only: the role that exists, as a plan names it. */
export function role(more: Partial<Identity> = {}): Identity {
  return {
    kind: 'role',
    address: 'aws_iam_role.app',
    at,
    arn: text(`${iam}:role/path/App`),
    account,
    policies: [],
    complete: false,
    ...more,
  }
}

/** For tests only: what becomes of what exists. */
export function join(plan: Partial<Inventory>, changes: Partial<PlannedChanges> = {}): Inventory {
  return joinInventories(existing, { ...emptyInventory, ...plan }, { ...changesNothing, ...changes })
}

/** For tests only: the names of its policies. */
export const namesOf = (identity: Identity | undefined): readonly string[] =>
  identity?.policies.map(({ name }) => name) ?? []
/** For tests only: the identity at an address. */
export const find = (inventory: Inventory, address: string): Identity | undefined =>
  inventory.identities.find(identity => identity.address === address)
/** For tests only: who exists. */
export const app: Holder = { kind: 'role', account, name: 'App' }
export const alice: Holder = { kind: 'user', account, name: 'alice' }
export const team: Holder = { kind: 'group', account, name: 'Team' }
/** For tests only: the slot of an inline policy of the role that exists. */
export const inlineSlot = (name: string): string => slotId({ kind: 'inline', holder: app, name })

/** For tests only: the policies of the role that exists. */
export const everything = [
  'inline policy "first" of role/App',
  'inline policy "second" of role/App',
  'managed policy Shared',
]
