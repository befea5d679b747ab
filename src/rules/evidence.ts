import type { Access, Step } from '../model/access.ts'
import { noActions, union } from '../model/action-set.ts'
import type { Grant } from '../model/grant.ts'
import type { KeyUse } from '../model/key-use.ts'
import { operationsOf, permitsOfGrant } from '../access/grant-permits.ts'
import type { Principal } from '../model/principal.ts'
import type { SourceLocation } from '../model/source-location.ts'
import { nameOf, type Statement } from '../model/statement.ts'
import { coverOf } from '../policy/actions.ts'
import { bare, evidenceOfChanges } from './evidence-of-changes.ts'
import type { Objection } from './objection.ts'
import { statementAt } from './statement-at.ts'
import type { About } from './rule.ts'
import { holdersInWords } from './vocabulary/roles.ts'
import type { DocumentProblem, HeldPermission, PolicyStatement, Subjects, World } from './word.ts'

/** What shows a fault, before a rule has weighed and named it. */
export type Evidence = Omit<
  Objection,
  'rule' | 'severity' | 'certainty' | 'message' | 'fix' | 'corrections' | 'related'
>

/** For each kind of subject, what an objection to it is shown by. */
export const evidence: {
  readonly [Subject in About]: (subject: Subjects[Subject], world: World) => Evidence
} = {
  access: access => ({
    ...proofOf(access),
    key: access.key,
    principal: access.principal,
    actions: access.actions,
    path: access.path,
    at: [access.statement.at],
    statements: [access.statement],
    sensitive: access.key.policies.some(
      ({ sensitive, document }) => sensitive && document.statements.includes(access.statement),
    ),
  }),
  key: key => ({
    ...bare(key.at),
    key,
    sensitive: key.policies.some(({ sensitive }) => sensitive),
  }),
  statement: subject => ({
    ...bare(subject.statement.at),
    ...ofDocument(subject),
    actions: coverOf(subject.statement.actions).may,
    statements: [subject.statement],
  }),
  permission: ofPermission,
  'foreign-permission': ofPermission,
  detour: ofIndirectAccess,
  labelling: ofIndirectAccess,
  half: (half, world) =>
    half.in === 'key-policy'
      ? evidence.access(half.access, world)
      : { ...ofPermission(half.permission), key: half.key },
  'outside-key': named =>
    named.by === 'use'
      ? bare(named.at)
      : { ...ofPermission(named.permission), at: [named.at], seenAt: [named.at] },
  alias: alias => bare(alias.at),
  use: (use, world) => ({ ...bare(use.at), ...onlyKeyOf(use, world) }),
  problem: ofProblem,
  endpoint: endpoint => bare(endpoint.at),
  assumption: assumption => ({
    ...proofOf(assumption),
    principal: assumption.principal,
    actions: noActions,
    path: assumption.path,
    at: [assumption.statement.at],
    statements: [assumption.statement],
    sensitive: assumption.role.trustIsSensitive === true,
  }),
  grant: evidenceOfGrant,
  ...evidenceOfChanges,
}

function ofIndirectAccess(access: Access): Evidence {
  return {
    ...proofOf(access),
    key: access.key,
    principal: access.principal,
    actions: access.actions,
    path: access.path,
    at: [access.path[0].at],
    statements: [],
    sensitive: access.key.policies.some(({ sensitive }) => sensitive),
  }
}

function proofOf({ conditions, unless, unknowns }: Pick<Evidence, 'conditions' | 'unless' | 'unknowns'>) {
  return { conditions, unless, unknowns }
}

function ofDocument(subject: PolicyStatement): Partial<Evidence> & Pick<Evidence, 'sensitive' | 'unknowns'> {
  switch (subject.in) {
    case 'key-policy': {
      const { key, policy } = subject
      return { key, sensitive: policy.sensitive, unknowns: policy.document.holes }
    }
    case 'identity-policy': {
      const { name, sensitive, document } = subject.policy
      return { policy: name, sensitive, unknowns: document.holes }
    }
    case 'trust-policy':
      return { sensitive: subject.role.trustIsSensitive === true, unknowns: subject.document.holes }
  }
}

function ofPermission(permission: HeldPermission): Evidence {
  return {
    ...proofOf(permission),
    policy: permission.policy.name,
    holders: permission.holders.map(({ address }) => address),
    actions: permission.actions,
    at: [permission.statement.at],
    statements: [permission.statement],
    path: [stepOf(permission)],
    sensitive: permission.policy.sensitive,
  }
}

function ofProblem({ problem, in: { document, key, sensitive, kind, name } }: DocumentProblem): Evidence {
  const statement = statementAt(document, problem.at)
  const principal = principalAt(statement, problem.at)
  return {
    ...bare(problem.at),
    ...(key === undefined ? {} : { key }),
    ...(kind === 'identity-policy' ? { policy: name } : {}),
    ...(principal === undefined ? {} : { principal }),
    statements: statement === undefined ? [] : [statement],
    sensitive,
  }
}

/** Whom a problem is about that lies where a service is named: what the service can do is the same fault. */
function principalAt(statement: Statement | undefined, at: SourceLocation): Principal | undefined {
  const named = statement?.principals?.items.find(item => item.at === at)?.principal
  return named?.kind === 'service' ? named : undefined
}

function onlyKeyOf(use: KeyUse, world: World): Pick<Evidence, 'key'> {
  const [key, ...others] = world.keysOfUse(use)
  return key === undefined || others.length > 0 ? {} : { key }
}

function stepOf({ policy, statement, holders }: HeldPermission): Step {
  const says = `${policy.name}, ${nameOf(statement)}, allows ${holdersInWords(holders)}`
  return { kind: 'iam-policy', says, at: statement.at }
}

function evidenceOfGrant(grant: Grant, world: World): Evidence {
  const [key, ...others] = world.keysOfGrant(grant)
  const [permit] = permitsOfGrant(grant, { principal: grant.grantee, bounded: 'no' }, [])
  return {
    ...bare(grant.at),
    ...(key === undefined || others.length > 0 ? {} : { key }),
    principal: grant.grantee,
    actions: operationsOf(grant)
      .map(({ actions }) => actions)
      .reduce(union, noActions),
    path: permit?.steps ?? [],
    conditions: permit?.conditions ?? [],
    sensitive: grant.sensitive === true,
  }
}
