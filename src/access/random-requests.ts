import * as fc from 'fast-check'
import { includes } from '../model/action-set.ts'
import type { Grant } from '../model/grant.ts'
import type { Inventory } from '../model/inventory.ts'
import type { Key } from '../model/key.ts'
import type { OrganizationPolicy } from '../model/organization.ts'
import { principalId, type Principal } from '../model/principal.ts'
import type { PolicyDocument } from '../model/statement.ts'
import { literal, text, type Text } from '../model/text.ts'
import { isUnknown } from '../model/unknown.ts'
import { action as oneAction, actionsWithConditionKey } from '../policy/actions.ts'
import { readPolicyDocument } from '../policy/read-policy.ts'
import { iam, other, own, pick, sts } from './random-conditions.ts'
import { identityBehind, principalOf } from './random-inventory.ts'
import { organization } from './random-world-policies.ts'
import { accountOfCaller, callerOf, type Caller } from './request/caller.ts'
import type { RequestContext } from './request/context.ts'
import type { AccessRequest, KmsGrant } from './request/request.ts'

// For tests only: requests of everybody who may have something to do with the keys of a world.
/** For tests only: a caller in both forms. */
export interface WorldCaller {
  readonly written: string
  readonly principal: Principal
  readonly caller: Caller
  /** Whether all policies of this caller are known; those of a stranger may allow anything or nothing. */
  readonly known: boolean
}

const strangers = [
  iam(own, 'role/Ghost'),
  iam(other, 'role/Ghost'),
  iam('777788889999', 'role/App'),
  sts(own, 'federated-user/Bob'),
]

/** For tests only: the identities of a world, sessions of its roles, root users, services and strangers. */
export function callersOf(inventory: Inventory): readonly WorldCaller[] {
  const identities = inventory.identities.map(({ arn }) => literal(arn) ?? '')
  const sessions = inventory.identities.flatMap(({ kind, account, arn }) => {
    const name = (literal(arn) ?? '').split('/').at(-1)
    return kind === 'role' && !isUnknown(account) ? [sts(account, `assumed-role/${name}/s1`)] : []
  })
  return [
    ...[...identities, ...sessions].map(written => worldCaller(written, inventory, true)),
    ...[own, other, '777788889999'].map(rootUser),
    ...['cloudtrail.amazonaws.com', 'logs.us-west-2.amazonaws.com'].map(written =>
      worldCaller(written, inventory, true),
    ),
    ...strangers
      .filter(arn => !identities.includes(arn))
      .map(written => worldCaller(written, inventory, false)),
  ]
}

/** For tests only: somebody with an ARN, as a world sees him. */
export function worldCaller(written: string, inventory: Inventory, known: boolean): WorldCaller {
  const principal = principalOf(written)
  const identity = identityBehind(principal, inventory)
  const told = identity === undefined ? undefined : literal(identity.arn)
  const caller = callerOf(written, told === undefined ? {} : { principalArn: told })
  if (caller === undefined) throw new Error(`${written} is no caller`)
  return { written, principal, caller, known }
}

function rootUser(account: string): WorldCaller {
  const arn = iam(account, 'root')
  return {
    written: arn,
    principal: { kind: 'root-user', account },
    caller: { kind: 'root-user', account, arn },
    known: true,
  }
}

/** For tests only: actions of every kind that a key can be asked for. */
export const askedActions = [
  'kms:Decrypt',
  'kms:Encrypt',
  'kms:GenerateDataKey',
  'kms:DescribeKey',
  'kms:CreateGrant',
  'kms:GetPublicKey',
  'kms:Sign',
  'kms:PutKeyPolicy',
  'kms:ScheduleKeyDeletion',
  'kms:ListGrants',
]

/** For tests only: what a caller may send; `requestFor` leaves out what such a request never carries. */
export const randomContext: fc.Arbitrary<RequestContext> = fc
  .record(
    {
      'kms:encryptioncontext:team': pick('a', 'a', 'b'),
      'kms:encryptioncontext:other': pick('b'),
      'kms:viaservice': pick('s3.us-west-2.amazonaws.com', 'ec2.us-west-2.amazonaws.com'),
      'kms:grantoperations': pick('Decrypt', 'Sign'),
      'kms:requestalias': pick('alias/app'),
      'aws:multifactorauthpresent': pick('true', 'false'),
      'aws:principaltag/team': pick('a', 'b'),
      'aws:principaltag/key': pick('1234abcd-12ab-34cd-56ef-1234567890ab'),
      'aws:sourcevpce': pick('vpce-1'),
      'aws:sourceip': pick('10.0.0.1', '192.0.2.7'),
      'aws:sourcearn': pick(`arn:aws:logs:us-west-2:${own}:log-group:x`),
      'aws:currenttime': pick('2026-01-01T00:00:00Z', '2026-06-01T12:30:00Z'),
    },
    { requiredKeys: [] },
  )
  .map(given => new Map(Object.entries(given).map(([key, value]) => [key, [text(value)]])))

const allowAll = readPolicyDocument('{"Statement":{"Effect":"Allow","Action":"*","Resource":"*"}}')

/** For tests only: a request with all that decides it; `identity` stands in for what a stranger's account may say. */
export function requestFor(
  inventory: Inventory,
  { principal, caller }: Pick<WorldCaller, 'principal' | 'caller'>,
  key: Key,
  action: string,
  given: RequestContext,
  identity: readonly PolicyDocument[] = [],
): AccessRequest {
  const behind = identityBehind(principal, inventory)
  const scp = scpsOf(inventory, accountOfCaller(caller))
  const rcp = limitsOn(inventory, 'rcp', isUnknown(key.account) ? undefined : key.account)
  const [first] = key.policies
  return {
    caller,
    action,
    resource: text(key.arn ?? ''),
    context: contextOf(caller, key, action, given),
    policies: {
      resource: first.document,
      identity: behind?.policies.map(({ document }) => document) ?? identity,
      ...(behind?.boundary === undefined ? {} : { boundary: behind.boundary.document }),
      ...(scp.length === 0 ? {} : { scp }),
      ...(rcp.length === 0 ? {} : { rcp: [rcp.map(({ document }) => document)] }),
    },
    grants: inventory.grants.filter(grant => grant.key.addresses.includes(key.address)).map(kmsGrantOf),
  }
}

/** For tests only: what the account of a stranger may say at one end and at the other. */
export const standIns: readonly (readonly PolicyDocument[])[] = [[], [allowAll]]

function limitsOn(
  inventory: Inventory,
  kind: 'scp' | 'rcp',
  account: string | undefined,
): OrganizationPolicy[] {
  return inventory.organizationPolicies.filter(
    policy =>
      policy.kind === kind &&
      account !== undefined &&
      (policy.accounts === 'every' || policy.accounts.includes(account)),
  )
}

/** For tests only: service control policies over an account, by level; those without a level stand beside full access. */
export function scpsOf(
  inventory: Inventory,
  account: string | undefined,
): readonly (readonly PolicyDocument[])[] {
  const levels = new Map<string, PolicyDocument[]>()
  for (const { level = '', document } of limitsOn(inventory, 'scp', account)) {
    const start = level === '' ? [allowAll] : []
    levels.set(level, [...(levels.get(level) ?? start), document])
  }
  return [...levels.values()]
}

function kmsGrantOf({ grantee, operations, constraints, createdBy }: Grant): KmsGrant {
  const given = constraints.map(constraint => {
    switch (constraint.kind) {
      case 'equals':
        return { encryptionContextEquals: pairsOf(constraint.pairs) }
      case 'subset':
        return { encryptionContextSubset: pairsOf(constraint.pairs) }
      case 'source-arn':
        return { sourceArn: literal(constraint.arn) ?? '' }
      case 'unknown':
        throw new Error('a random grant has no unknown constraint')
    }
  })
  return Object.assign(
    {
      grantee: principalId(grantee),
      operations: operations.map(operation => literal(operation) ?? ''),
      ...(isUnknown(createdBy) ? {} : { createdBy }),
    },
    ...given,
  )
}

function pairsOf(pairs: ReadonlyMap<string, Text>): Readonly<Record<string, string>> {
  return Object.fromEntries([...pairs].map(([name, value]) => [name, literal(value) ?? '']))
}

/** With the facts about key and caller that AWS puts into each request, and without what this one cannot carry. */
function contextOf(caller: Caller, key: Key, action: string, given: RequestContext): RequestContext {
  const context = new Map([...given].filter(([name]) => isCarried(name, caller, key, action)))
  const pairs = [...context.keys()].flatMap(name => name.split('kms:encryptioncontext:').slice(1))
  const names: Readonly<Record<string, string>> = { team: 'Team', other: 'Other' }
  if (pairs.length > 0) {
    context.set(
      'kms:encryptioncontextkeys',
      pairs.map(pair => text(names[pair] ?? pair)),
    )
  }
  if (accountOfCaller(caller) === own) context.set('aws:principalorgid', [text(organization)])
  const facts = { 'kms:keyspec': key.spec, 'kms:keyusage': key.usage, 'kms:keyorigin': key.origin }
  for (const [name, fact] of Object.entries({ ...facts, 'kms:multiregion': key.multiRegion })) {
    if (!isUnknown(fact)) context.set(name, [text(String(fact))])
  }
  if (key.aliases.length > 0)
    context.set(
      'kms:resourcealiases',
      key.aliases.map(alias => text(alias)),
    )
  if (!isUnknown(key.tags)) {
    for (const [name, value] of key.tags) {
      if (!isUnknown(value)) context.set(`aws:resourcetag/${name.toLowerCase()}`, [text(value)])
    }
  }
  return context
}

const onlyOfPeople = /^(?:aws:(?:principaltag\/|multifactorauthpresent|sourcevpce|sourceip)|kms:viaservice)/

function isCarried(name: string, caller: Caller, key: Key, action: string): boolean {
  if (name === 'kms:requestalias' && !key.aliases.includes('alias/app')) return false
  if (name.startsWith('kms:')) {
    if (!includes(actionsWithConditionKey(name), oneAction(action))) return false
  }
  return caller.kind === 'service' ? !onlyOfPeople.test(name) : !/^aws:source(?:arn|account)$/.test(name)
}
