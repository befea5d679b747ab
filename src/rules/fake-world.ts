import type { AccessGraph, Assumption, KeyPolicyAccess } from '../model/access.ts'
import { noActions } from '../model/action-set.ts'
import type { Grant } from '../model/grant.ts'
import type { Identity } from '../model/identity.ts'
import type { Key } from '../model/key.ts'
import type { Principal } from '../model/principal.ts'
import type { PolicyDocument, Statement } from '../model/statement.ts'
import { text } from '../model/text.ts'
import { noTrust } from '../model/trust.ts'
import type { Unknown } from '../model/unknown.ts'
import { action } from '../policy/actions.ts'
import { readPolicyDocument, readPolicyText } from '../policy/read-policy.ts'
import { answer } from './answers.ts'
import type { Objection } from './objection.ts'
import type { About, Rule } from './rule.ts'
import type { HeldPermission, World } from './word.ts'

const nowhere = { file: '', address: '', pointer: '' }

/** For tests only: a world in which nobody can do anything. */
export const emptyWorld: World = {
  trust: noTrust,
  profile: 'default',
  option: name => {
    throw new Error(`no option ${name}`)
  },
  accessesTo: () => [],
  everyAccessTo: () => ({ own: [], shared: [] }),
  accessOn: (key, shared) => ({ ...shared, key }),
  shownBetween: () => [],
  permissionsOnKeys: () => [],
  grantsOn: () => [],
  usesOf: () => [],
  keysOfUse: () => [],
  lackedOn: () => [],
  isAliasUsed: () => false,
  changersOf: () => [],
  keyNamed: () => undefined,
  primaryOf: () => undefined,
  replicasOf: () => [],
  identityOf: () => undefined,
  isBounded: () => false,
  assumptionsOf: () => [],
  mayReach: () => 'no',
  keysOfGrant: () => [],
}

/** For tests only: a hole of this name. */
export function unknownNamed(name: string): Unknown {
  return { kind: 'unknown', reason: 'known-after-apply', name, shape: 'anything', at: nowhere }
}

/** For tests only: one statement as it is read. */
export function statementOf(written: object): Statement {
  const [statement] = readPolicyDocument(
    JSON.stringify({ Version: '2012-10-17', Statement: { Effect: 'Allow', ...written } }),
  ).statements
  if (statement === undefined) throw new Error('no statement')
  return statement
}

/** For tests only: a role of account 111122223333 with this trust policy. */
export function roleNamed(name: string, trust?: object): Identity {
  const at = { file: 'example', address: `aws_iam_role.${name}`, pointer: '' }
  const document: PolicyDocument = readPolicyText(
    JSON.stringify({ Version: '2012-10-17', Statement: trust ?? [] }),
    { ...at, pointer: '/assume_role_policy' },
  )
  return {
    kind: 'role',
    address: at.address,
    at,
    arn: text(`arn:aws:iam::111122223333:role/${name}`),
    account: '111122223333',
    policies: [],
    trust: document,
    complete: true,
  }
}

/** For tests only: what a statement allows these holders on keys of other accounts, with all its conditions open. */
export function permissionOf(written: object, holders: HeldPermission['holders']): HeldPermission {
  const statement = statementOf(written)
  const document = { version: '2012-10-17', statements: [statement], holes: [], problems: [], at: nowhere }
  return {
    holders,
    policy: { name: 'inline policy "p"', document, sensitive: false, hangsOn: [] },
    statement,
    actions: noActions,
    certainty: 'certain',
    conditions: statement.conditions,
    unless: [],
    unknowns: [],
  }
}

/** For tests only: an assumption of a role as it stands. */
export function assumptionBy(
  principal: Principal,
  role: Identity,
  unknowns: readonly Unknown[] = [],
): Assumption {
  const statement = statementOf({ Principal: '*', Action: 'sts:AssumeRole' })
  return {
    role,
    principal,
    certainty: unknowns.length === 0 ? 'certain' : 'possible',
    path: [{ kind: 'assume-role', says: 'trust policy', at: nowhere }],
    conditions: [],
    unless: [],
    unknowns,
    statement,
  }
}

/** For tests only: a grant of `Decrypt` that account 111122223333 makes. */
export function grantTo(grantee: Principal, addresses: readonly string[], name?: string): Grant {
  const at = { file: 'example', address: 'aws_kms_grant.g', pointer: '' }
  return {
    address: at.address,
    at,
    key: name === undefined ? { addresses } : { addresses, name },
    grantee,
    operations: [text('Decrypt')],
    constraints: [],
    createdBy: '111122223333',
  }
}

/** For tests only: a graph of nothing. */
export const emptyGraph: AccessGraph = {
  ...emptyWorld,
  keys: [],
  identities: [],
  grants: [],
  aliases: [],
  uses: [],
  unattached: [],
  organizationPolicies: [],
  endpoints: [],
  indirectAccessTo: () => [],
  accessesBetween: () => [],
  atMostBetween: () => [],
  permissionsOnForeignKeys: () => [],
  labelChangersOf: () => [],
}

/** For tests only: a rule that forbids nothing. */
export function ruleAbout(about: About, id: string, more: Pick<Rule, 'reportedUnder'> = {}): Rule {
  const texts = { id, name: id, title: '', severity: 'high', why: '', fix: '', references: [] } as const
  const forbid = { says: '', ask: () => answer(false) }
  return { ...texts, ...more, about, forbid, message: () => '', examples: { good: [], bad: [] } }
}

/** For tests only: a certain objection about nobody and no statement. */
export function objectionOf(rule: Rule, more: Partial<Objection> = {}): Objection {
  return {
    rule,
    severity: rule.severity,
    certainty: 'certain',
    message: '',
    fix: '',
    corrections: [],
    actions: noActions,
    at: [{ ...nowhere, address: 'aws_kms_key.app' }],
    statements: [],
    path: [],
    conditions: [],
    unless: [],
    unknowns: [],
    sensitive: false,
    related: [],
    ...more,
  }
}

/** For tests only: what the policy of a key lets somebody do, `kms:Decrypt` unless told. */
export function accessTo(
  key: Key,
  principal: Principal,
  more: Partial<KeyPolicyAccess> = {},
): KeyPolicyAccess {
  const statement = statementOf({ Principal: '*', Action: 'kms:Decrypt' })
  const actions = action('kms:Decrypt')
  return {
    principal,
    key,
    via: 'key-policy',
    actions,
    certainty: 'certain',
    path: [{ kind: 'key-policy', says: 'statement 1', at: nowhere }],
    conditions: statement.conditions,
    unless: [],
    unknowns: [],
    written: { must: actions, may: actions, hangsOn: [] },
    statement,
    ...more,
  }
}
