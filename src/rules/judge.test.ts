import { describe, expect, test } from 'vitest'
import type { AccessGraph } from '../model/access.ts'
import type { Identity, IdentityPolicy } from '../model/identity.ts'
import { text } from '../model/text.ts'
import { noTrust } from '../model/trust.ts'
import { plaintextActions } from '../policy/actions.ts'
import { readPolicyText } from '../policy/read-policy.ts'
import { draftOf } from '../report/finding.ts'
import { located } from '../report/located.ts'
import { assumptionBy, emptyGraph, grantTo, roleNamed, unknownNamed } from './fake-world.ts'
import { judge } from './judge.ts'
import { all, not } from './logic.ts'
import { rule, type Rule } from './rule.ts'
import { reachesPlaintext } from './vocabulary/actions.ts'
import { byAnyone } from './vocabulary/callers.ts'
import { grantedToOutsider } from './vocabulary/kms-grants.ts'
import { heldFromOutside, holdersInWords } from './vocabulary/roles.ts'
import { allows, inIdentityPolicy, nameOfDocument } from './vocabulary/statements.ts'

const texts = { title: 'a title', why: '', fix: '', references: [], examples: { good: [], bad: [] } }
const onPermissions = rule({
  ...texts,
  id: 'ORG001',
  name: 'permissions',
  about: 'foreign-permission',
  severity: 'high',
  eased: [['low', not(heldFromOutside)]],
  forbid: reachesPlaintext,
  message: ({ holders }) => holdersInWords(holders),
})
const onStatements = rule({
  ...texts,
  id: 'ORG002',
  name: 'statements',
  about: 'statement',
  severity: 'low',
  forbid: all(inIdentityPolicy, allows),
  message: nameOfDocument,
})
const onAssumptions = rule({
  ...texts,
  id: 'ORG003',
  name: 'assumptions',
  about: 'assumption',
  severity: 'high',
  forbid: byAnyone,
  message: ({ role }) => role.address,
})
const onGrants = rule({
  ...texts,
  id: 'ORG004',
  name: 'grants',
  about: 'grant',
  severity: 'high',
  forbid: grantedToOutsider,
  message: ({ address }) => address,
})

function policyAt(address: string, name: string, statements = 1, pointer = '/policy'): IdentityPolicy {
  const one = { Effect: 'Allow', Action: 'kms:Decrypt', Resource: '*' }
  const json = JSON.stringify({
    Version: '2012-10-17',
    Statement: Array.from({ length: statements }, () => one),
  })
  return {
    name,
    document: readPolicyText(json, { file: 'plan.json', address, pointer }),
    sensitive: false,
    hangsOn: [],
  }
}

function shared(): IdentityPolicy {
  return policyAt('aws_iam_policy.p', 'managed policy "p"')
}

function holder(name: string, ...policies: readonly IdentityPolicy[]): Identity {
  return { ...roleNamed(name), policies }
}

/** Each statement of each policy allows what it says, for certain or perhaps. */
function graphOf(identities: readonly Identity[], doubtful: readonly string[] = []): AccessGraph {
  return {
    ...emptyGraph,
    identities,
    permissionsOnForeignKeys: ({ policies, address }) =>
      policies.flatMap(policy =>
        policy.document.statements.map(statement => ({
          policy,
          statement,
          actions: plaintextActions,
          certainty: doubtful.includes(address) ? 'possible' : 'certain',
          conditions: [],
          unless: [],
          unknowns: doubtful.includes(address) ? [unknownNamed('var.attached')] : [],
        })),
      ),
  }
}

function found(judged: Rule, graph: AccessGraph) {
  return judge([{ rule: judged }], { graph, trust: noTrust }, objection => [located(draftOf(objection))]).told
}

describe('policies of roles and users', () => {
  test('one policy of many roles is one finding that names them', () => {
    const graph = graphOf(['a', 'b', 'c'].map(name => holder(name, shared())))
    expect(found(onStatements, graph).map(({ message }) => message)).toEqual([
      'managed policy "p" (of aws_iam_role.a, aws_iam_role.b and 1 other)',
    ])
    expect(found(onPermissions, graph).map(({ message, address }) => [message, address])).toEqual([
      ['aws_iam_role.a, aws_iam_role.b and 1 other', 'aws_iam_policy.p'],
    ])
  })

  test('all statements of a policy make one finding; the others are named beside it', () => {
    const graph = graphOf([holder('a', policyAt('aws_iam_role_policy.p', 'inline policy "p"', 3))])
    const [finding, ...more] = found(onStatements, graph)
    expect(more).toEqual([])
    expect(finding?.related.map(({ message }) => message)).toEqual([
      'statement 2 shows it too',
      'statement 3 shows it too',
    ])
    expect(found(onPermissions, graph).map(({ path }) => path.length)).toEqual([3])
  })

  test('two inline policies of one role are two findings, with fingerprints of their own', () => {
    const one = policyAt('aws_iam_role.a', 'inline policy "one"', 1, '/inline_policy/0/policy')
    const other = policyAt('aws_iam_role.a', 'inline policy "other"', 1, '/inline_policy/1/policy')
    const findings = found(onPermissions, graphOf([holder('a', one, other)]))
    expect(new Set(findings.map(({ fingerprint }) => fingerprint)).size).toBe(2)
    expect(findings.map(finding => 'key' in finding)).toEqual([false, false])
  })

  test('two policies of AWS that one argument lists are two findings', () => {
    const listed = ['AdministratorAccess', 'PowerUserAccess'].map(name => ({
      ...policyAt('aws_iam_role.a', `AWS managed policy ${name}`, 1, '/managed_policy_arns'),
      ofAws: true as const,
    }))
    expect(found(onStatements, graphOf([holder('a', ...listed)])).map(({ message }) => message)).toEqual([
      'AWS managed policy AdministratorAccess',
      'AWS managed policy PowerUserAccess',
    ])
    expect(found(onPermissions, graphOf([holder('a', ...listed)])).length).toBe(2)
  })

  test('one inline policy of a template that several users have is one finding', () => {
    const graph = graphOf(
      ['a', 'b'].map(name => holder(name, policyAt('P', `inline policy P of user/${name}`))),
    )
    expect(found(onStatements, graph).map(({ message }) => message)).toEqual([
      'inline policy P of user/a (of aws_iam_role.a and aws_iam_role.b)',
    ])
  })

  test('whom it concerns for certain leads, whom perhaps adds nothing', () => {
    const graph = graphOf([holder('a', shared()), holder('b', shared())], ['aws_iam_role.a'])
    expect(found(onPermissions, graph).map(({ message, certainty }) => [message, certainty])).toEqual([
      ['aws_iam_role.b', 'certain'],
    ])
  })

  test('of a sensitive policy no text is told', () => {
    const secret = { ...policyAt('aws_iam_role_policy.p', 'inline policy "p"'), sensitive: true }
    const [finding] = found(onPermissions, graphOf([holder('a', secret)]))
    expect(finding?.message).toBe('aws_iam_role_policy.p: a title (its policy is sensitive and not printed)')
    expect(finding?.path).toEqual([])
  })
})

describe('trust policies', () => {
  const anyone = { kind: 'everyone' } as const
  const open = { Effect: 'Allow', Principal: '*', Action: 'sts:AssumeRole' }
  const graph: AccessGraph = {
    ...emptyGraph,
    identities: [roleNamed('a', open), roleNamed('b', open)],
    assumptionsOf: role => [assumptionBy(anyone, role), assumptionBy(anyone, role, [unknownNamed('var.x')])],
  }

  test('each role is one finding, with the path', () => {
    const findings = found(onAssumptions, graph)
    expect(findings.map(({ message, certainty, principal }) => [message, certainty, principal])).toEqual([
      ['aws_iam_role.a', 'certain', '*'],
      ['aws_iam_role.b', 'certain', '*'],
    ])
    expect(findings[0]?.path.map(({ says }) => says)).toEqual(['trust policy'])
  })

  test('a role that trusts its own account alone is not asked about', () => {
    const trust = { Effect: 'Allow', Principal: { AWS: '111122223333' }, Action: 'sts:AssumeRole' }
    expect(found(onAssumptions, { ...graph, identities: [roleNamed('a', trust)] })).toEqual([])
  })

  test('a sensitive one is judged and not told', () => {
    const identities = [{ ...roleNamed('a', open), trustIsSensitive: true }]
    const [finding] = found(onAssumptions, { ...graph, identities })
    expect([finding?.principal, finding?.path]).toEqual(['(sensitive)', []])
  })
})

describe('grants', () => {
  const partner = {
    kind: 'role',
    arn: text('arn:aws:iam::444455556666:role/App'),
    account: '444455556666',
  } as const

  test('two grants to one grantee are two findings', () => {
    const grants = ['one', 'two'].map(name => ({ ...grantTo(partner, []), address: name, at: at(name) }))
    const findings = found(onGrants, {
      ...emptyGraph,
      grants: grants.map(one => ({ ...one, key: elsewhere })),
    })
    expect(findings.map(({ address, principal }) => [address, principal])).toEqual([
      ['one', 'arn:aws:iam::444455556666:role/App'],
      ['two', 'arn:aws:iam::444455556666:role/App'],
    ])
  })

  test('a key that is not told is a doubt, unless the grantee is of this account anyway', () => {
    const own = { kind: 'role', arn: text('arn'), account: '111122223333' } as const
    const grants = [grantTo(partner, []), grantTo(own, [])]
    expect(
      found(onGrants, { ...emptyGraph, grants }).map(({ certainty, unknowns }) => [certainty, unknowns]),
    ).toEqual([['possible', [{ name: 'which key aws_kms_grant.g is on', reason: 'known-after-apply' }]]])
  })
})

const elsewhere = { addresses: [], name: 'arn:aws:kms:us-west-2:777788889999:key/1' }

function at(address: string) {
  return { file: 'plan.json', address, pointer: '' }
}
