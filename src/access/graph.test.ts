import { describe, expect, test } from 'vitest'
import type { Access } from '../model/access.ts'
import { includes } from '../model/action-set.ts'
import type { Key } from '../model/key.ts'
import { principalId } from '../model/principal.ts'
import { action } from '../policy/actions.ts'
import { resolve } from './graph.ts'
import { iam, other, own, sts } from './random-conditions.ts'
import { inventoryOf, principalOf } from './random-inventory.ts'
import type { Document, Statement } from './random-policies.ts'
import { delegation } from './random-world-policies.ts'
import type { WrittenGrant, WrittenIdentity, WrittenWorld } from './random-worlds.ts'

// Small worlds that came out of comparing the graph with the engine, each with what AWS documents about it.

const arn = `arn:aws:kms:us-west-2:${own}:key/1234abcd-12ab-34cd-56ef-1234567890ab`
const app = iam(own, 'role/App')

interface Parts {
  readonly policy: readonly Statement[]
  readonly identities?: readonly WrittenIdentity[]
  readonly grants?: readonly WrittenGrant[]
}

function worldOf({ policy, identities = [], grants = [] }: Parts): WrittenWorld {
  const kind = { spec: 'SYMMETRIC_DEFAULT', usage: 'ENCRYPT_DECRYPT', replica: false, tags: {}, aliases: [] }
  return { keys: [{ arn, ...kind, policy: documentOf(policy) }], identities, grants, limits: [] }
}

function documentOf(Statement: readonly Statement[]): Document {
  return { Version: '2012-10-17', Statement }
}

const allow = (AWS: string): Statement => ({
  Effect: 'Allow',
  Principal: { AWS },
  Action: 'kms:*',
  Resource: '*',
})

function identity(of: string, ...statements: readonly Statement[]): WrittenIdentity {
  return { arn: of, policies: statements.length === 0 ? [] : [documentOf(statements)], boundary: null }
}

/** Who can decrypt: everybody in the list of the key with how certain that is. */
function listed(parts: Parts): readonly string[] {
  return withKey(parts, (graph, key) => {
    const { own: single, shared } = graph.everyAccessTo(key)
    return told([...single, ...shared.map(access => graph.accessOn(key, access))], access =>
      principalId(access.principal),
    )
  })
}

/** By which ways somebody can decrypt, with how certain that is. */
function ways(parts: Parts, principal: string): readonly string[] {
  return withKey(parts, (graph, key) =>
    told(graph.accessesBetween(principalOf(principal), key), access => access.via),
  )
}

function withKey<Answer>(
  parts: Parts,
  ask: (graph: ReturnType<typeof resolve>, key: Key) => readonly Answer[],
): readonly Answer[] {
  const graph = resolve([inventoryOf(worldOf(parts))])
  return graph.keys.flatMap(key => ask(graph, key))
}

function told(accesses: readonly Access[], name: (access: Access) => string): readonly string[] {
  const decrypts = accesses.filter(({ actions }) => includes(actions, action('kms:Decrypt')))
  return [...new Set(decrypts.map(access => `${name(access)} ${access.certainty}`))].toSorted()
}

describe('somebody whose IAM policies the input does not have', () => {
  test('may be allowed by them where the key leaves it to the account', () => {
    expect(ways({ policy: [delegation(own)] }, app)).toEqual(['iam-policy possible'])
  })

  test('may be allowed by them from another account', () => {
    expect(ways({ policy: [delegation(other)] }, iam(other, 'role/App'))).toEqual(['iam-policy possible'])
  })

  test('needs none where the key policy of the same account names it', () => {
    expect(ways({ policy: [allow(app)] }, app)).toEqual(['key-policy certain'])
  })

  test('is nobody where the key is not left to the account', () => {
    expect(ways({ policy: [allow(iam(own, 'role/Admin'))] }, app)).toEqual([])
  })
})

describe('a role of which all policies are known', () => {
  test('has no access without a policy that allows it', () => {
    const parts = { policy: [delegation(own)], identities: [identity(app)] }
    expect(ways(parts, app)).toEqual([])
    expect(listed(parts)).toEqual([`${iam(own, 'root')} certain`])
  })

  test('is perhaps the session that the key policy names', () => {
    const session = sts(own, 'assumed-role/App/s1')
    const parts = { policy: [allow(session)], identities: [identity(app)] }
    expect(ways(parts, app)).toEqual(['key-policy possible'])
    expect(listed(parts)).toEqual([`${session} certain`])
  })

  test('is not listed where the key policy denies the only session that it allows', () => {
    const session = sts(own, 'assumed-role/App/s1')
    const parts = { policy: [{ ...allow(session), Effect: 'Deny' as const }, allow(session)] }
    const known = {
      ...parts,
      identities: [identity(app, { Effect: 'Allow', Action: 'kms:*', Resource: '*' })],
    }
    expect(listed(known)).toEqual([])
    expect(ways(known, session)).toEqual([])
    expect(ways(known, sts(own, 'assumed-role/App/s2'))).toEqual([])
    // Whichever its session is, an Allow and a Deny that both hang on that stay two doubts.
    expect(ways(known, app)).toEqual(['key-policy possible'])
  })
})

test('a grant to an account is one to its root user, and perhaps to everybody else of it', () => {
  const grants = [{ key: 0, grantee: iam(own, 'root'), operations: ['Decrypt'] }]
  const parts = { policy: [], grants, identities: [identity(app)] }
  expect(ways(parts, app)).toEqual(['kms-grant possible'])
  expect(listed(parts)).toEqual([`${iam(own, 'root')} (root user) certain`, `${iam(own, 'root')} possible`])
})

test('a Deny whose wildcard stands in the prefix of the service only may take something', () => {
  const deny: Statement = {
    Effect: 'Deny',
    Principal: { AWS: iam(own, 'root') },
    Action: '*:*',
    Resource: '*',
  }
  const allowed = identity(app, { Effect: 'Allow', Action: 'kms:Decrypt', Resource: '*' })
  const parts = { policy: [deny, delegation(own)], identities: [allowed] }
  expect(ways(parts, app)).toEqual(['iam-policy possible'])
  expect(listed(parts)).toEqual([`${app} possible`, `${iam(own, 'root')} possible`])
})

test('the root user is in the list where a condition leaves nobody else of its account', () => {
  const Condition = { StringEquals: { 'aws:PrincipalType': 'Account' } }
  for (const account of [own, other]) {
    expect(listed({ policy: [{ ...delegation(account), Condition }] })).toEqual([
      `${iam(account, 'root')} (root user) certain`,
    ])
  }
})

test('whom `aws:PrincipalArn` leaves of everyone is in the list, known or not', () => {
  const Condition = { ArnEquals: { 'aws:PrincipalArn': app } }
  const policy = [{ ...allow('*'), Condition }]
  expect(listed({ policy })).toEqual([`${app} certain`])
  expect(listed({ policy, identities: [identity(app)] })).toEqual([`${app} certain`])
})
