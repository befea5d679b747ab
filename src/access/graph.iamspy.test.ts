import { describe, expect, test } from 'vitest'
import type { Access } from '../model/access.ts'
import { includes } from '../model/action-set.ts'
import type { Identity } from '../model/identity.ts'
import type { Inventory } from '../model/inventory.ts'
import { principalId } from '../model/principal.ts'
import type { Condition } from '../model/statement.ts'
import { literal, text, type Text } from '../model/text.ts'
import type { Tri } from '../model/tri.ts'
import type { Unknown } from '../model/unknown.ts'
import { action as oneAction } from '../policy/actions.ts'
import { readPolicyDocument } from '../policy/read-policy.ts'
import { evaluate } from './evaluate.ts'
import written from './graph.iamspy-exceptions.json' with { type: 'json' }
import { resolve } from './graph.ts'
import {
  accountsOf,
  answerTo,
  askedBy,
  resourceAt,
  resourcesOf,
  rows,
  type Question,
  type Row,
  type WrittenResource,
} from './iamspy-rows.ts'
import { inventoryOf, principalOf } from './random-inventory.ts'
import { scpsOf } from './random-requests.ts'
import { delegation } from './random-world-policies.ts'
import { accountOfCaller, callerOf } from './request/caller.ts'
import { holds } from './request/conditions.ts'
import type { AccessRequest } from './request/request.ts'

// The questions are about functions and buckets, which the graph does not hold. The engine that the graph is compared
// with answers them as they stand, and the graph answers them as questions about keys.

/** Rows that we answer otherwise, and why. */
interface Exception {
  readonly why: string
  readonly rows: readonly string[]
}

function byEngine(row: Row): Row['expected'] {
  const inventory = accountsOf(row, source => source)
  const resources = resourcesOf(row, source => source)
  const everybody = inventory.identities.map(({ arn }) => literal(arn) ?? '')
  return answerTo(row, (question, principal) =>
    (principal === undefined ? everybody : [principal]).filter(arn => {
      const identity = inventory.identities.find(one => literal(one.arn) === arn)
      const resource = resourceAt(resources, question.resource)
      const request = requestOf(arn, question, inventory, identity, resource)
      const { decision } = evaluate(question.strict ? request : opened(request))
      return question.strict ? decision === 'allow' : decision !== 'deny'
    }),
  )
}

function requestOf(
  arn: string,
  { action, resource, context }: Question,
  inventory: Inventory,
  identity: Identity | undefined,
  on: WrittenResource | undefined,
): AccessRequest {
  const caller = callerOf(arn)
  if (caller === undefined) throw new Error(`${arn} is no caller`)
  const scp = scpsOf(inventory, accountOfCaller(caller))
  return {
    caller,
    action,
    resource: text(resource),
    ...(on === undefined ? {} : { resourceAccount: on.Account }),
    context,
    policies: {
      ...(on === undefined ? {} : { resource: readPolicyDocument(JSON.stringify(on.Policy)) }),
      identity: identity?.policies.map(({ document }) => document) ?? [],
      ...(identity?.boundary === undefined ? {} : { boundary: identity.boundary.document }),
      ...(scp.length === 0 ? {} : { scp }),
    },
    grants: [],
  }
}

const anything: Unknown = {
  kind: 'unknown',
  reason: 'not-in-input',
  name: 'what the call carries',
  shape: 'anything',
  at: { file: '', address: '', pointer: '' },
}

/** The request with each condition key that it does not give as one of which nothing is known. */
function opened(request: AccessRequest): AccessRequest {
  const { resource, identity, boundary } = request.policies
  const documents = [...identity, ...[resource, boundary].filter(document => document !== undefined)]
  const asked = documents.flatMap(({ statements }) => statements.flatMap(({ conditions }) => conditions))
  const open = asked.map(({ key }): [string, readonly Text[]] => [key.toLowerCase(), [[anything]]])
  return { ...request, context: new Map([...open, ...request.context]) }
}

/** The same text about a key in the place of each function and bucket, and an action on keys in that of each other one. */
function aboutKeys(row: Row): (source: string) => string {
  const asked = askedBy(row).questions[0]?.action ?? ''
  const [account = '111122223333'] = resourcesOf(row, source => source).map(({ Account }) => Account)
  return source =>
    source
      .replaceAll(`"${asked}"`, '"kms:Decrypt"')
      .replaceAll(/"(?:s3|lambda):([A-Za-z*]+)"/g, (_, name) => (name === '*' ? '"kms:*"' : '"kms:Encrypt"'))
      .replaceAll(/arn:aws:lambda:([^:"]+):(\d{12}):function:/g, 'arn:aws:kms:$1:$2:key/')
      .replaceAll(/arn:aws:s3:::(\w+)(?:\/[^"]*)?/g, `arn:aws:kms:eu-west-1:${account}:key/$1`)
}

/** A key whose policy is the resource's; other resources leave it to their account besides, as delegation does. */
function keyWorld(arn: string, on: WrittenResource | undefined): Inventory {
  const statements = on?.Policy.Statement ?? []
  const policy = { Version: '2012-10-17', Statement: [delegation(arn.split(':')[4] ?? ''), ...statements] }
  const kind = { spec: 'SYMMETRIC_DEFAULT', usage: 'ENCRYPT_DECRYPT', replica: false, tags: {}, aliases: [] }
  return inventoryOf({ keys: [{ arn, ...kind, policy }], identities: [], grants: [], limits: [] })
}

function byGraph(row: Row): Row['expected'] {
  const rewrite = aboutKeys(row)
  const accounts = accountsOf(row, rewrite)
  return answerTo(row, (question, principal) => {
    const arn = rewrite(question.resource)
    const graph = resolve([accounts, keyWorld(arn, resourceAt(resourcesOf(row, rewrite), arn))])
    return graph.keys.flatMap(key => {
      if (principal !== undefined) {
        const accesses = graph.accessesBetween(principalOf(principal), key)
        return accesses.some(access => allows(access, question)) ? [principal] : []
      }
      const { own, shared } = graph.everyAccessTo(key)
      const listed = [...own, ...shared.map(access => graph.accessOn(key, access))]
      const named = listed.filter(access => /^(?:role|user)$/.test(access.principal.kind))
      return [...new Set(named.filter(one => allows(one, question)).map(one => principalId(one.principal)))]
    })
  })
}

function allows({ certainty, actions, conditions, unless }: Access, { context, strict }: Question): boolean {
  const met = (condition: Condition): Tri =>
    context.has(condition.key.toLowerCase()) || strict ? holds(condition, context) : 'unknown'
  return (
    certainty === 'certain' &&
    includes(actions, oneAction('kms:Decrypt')) &&
    conditions.every(condition => met(condition) !== 'no') &&
    !unless.some(list => list.every(condition => met(condition) === 'yes'))
  )
}

describe.skipIf(rows.length === 0)('who can, as another tool tells it', () => {
  const exceptions: readonly Exception[] = written
  const excepted = new Map(exceptions.flatMap(({ rows: ids, why }) => ids.map(id => [id, why] as const)))

  test('there are rows of each kind', () => {
    expect(rows.length).toBeGreaterThan(30)
    expect(new Set(rows.map(({ kind }) => kind)).size).toBe(3)
  })

  test.each(rows.filter(({ id }) => !excepted.has(id)))('$id', row => {
    expect({ engine: byEngine(row), graph: byGraph(row) }).toEqual({
      engine: row.expected,
      graph: row.expected,
    })
  })

  test.each(rows.filter(({ id }) => excepted.has(id)))('$id differs', row => {
    expect(byEngine(row)).not.toEqual(row.expected)
  })

  test('every exception names a row', () => {
    const ids = new Set(rows.map(({ id }) => id))
    expect([...excepted.keys()].filter(id => !ids.has(id))).toEqual([])
  })
})
