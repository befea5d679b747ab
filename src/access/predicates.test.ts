import { emptyInventory } from '../model/inventory.ts'
import { readFileSync } from 'node:fs'
import { isDeepStrictEqual } from 'node:util'
import { describe, expect, test } from 'vitest'
import { keyOfExample } from '../examples/example-key.ts'
import type { KeyPolicyAccess } from '../model/access.ts'
import { includes, intersection, noActions, union } from '../model/action-set.ts'
import { accountOfPrincipal, principalId, type Principal } from '../model/principal.ts'
import { showText } from '../model/text.ts'
import { anyOf, opposite, tri, type Tri } from '../model/tri.ts'
import { isUnknown } from '../model/unknown.ts'
import { actionNames, actionsOfKeyType, crossAccountActions, keyActions } from '../policy/actions.ts'
import { matchesWildcard } from '../policy/wildcard.ts'
import { sharedPath } from '../shared-data.ts'
import { resolve } from './graph.ts'
import exceptions from './predicates-exceptions.json' with { type: 'json' }

// Answers that two other tools give about policies, against the accesses to a key that has such a policy. An
// exception states our answer and why it differs: a fact (with its point in the semantics that come with the rows),
// a choice of the other tool, or out of scope.

type Json = null | boolean | number | string | Elements | readonly Json[]
interface Elements {
  readonly [name: string]: Json
}

function elements(value: Json | undefined): Elements {
  return typeof value === 'object' && value !== null && !isList(value) ? value : {}
}

function list(value: Json | undefined): readonly Json[] {
  return value === undefined ? [] : isList(value) ? value : [value]
}

function isList(value: Json): value is readonly Json[] {
  return Array.isArray(value)
}

function words(value: Json | undefined): readonly string[] {
  return list(value).filter(item => typeof item === 'string')
}

function word(value: Json | undefined): string {
  return words(value).join(' ')
}

function statementsOf(policy: Elements): readonly Elements[] {
  return list(policy['Statement']).map(elements)
}

const example = '111122223333'

/** What these statements give on a key of this account. */
function accessesBy(statements: readonly Elements[], account = example): readonly KeyPolicyAccess[] {
  const key = { ...keyOfExample({ says: '', statements }), account }
  return resolve([{ ...emptyInventory, keys: [key] }]).accessesTo(key)
}

/** What these conditions leave of everyone. */
function leftBy(conditions: Elements, account?: string): readonly KeyPolicyAccess[] {
  const everyone = { Effect: 'Allow', Principal: '*', Action: 'kms:Decrypt', Resource: '*' }
  return accessesBy([{ ...everyone, Condition: conditions }], account)
}

type Rename = (action: string) => string

const symmetric = actionsOfKeyType('SYMMETRIC_DEFAULT', 'ENCRYPT_DECRYPT')
const callableByAll = actionNames(intersection(crossAccountActions, symmetric))

/** Puts an action on keys in the place of each action of another service, always the same in that of the same. */
function toKeyActions(): Rename {
  const seen: string[] = []
  return action => {
    if (action === '*' || /^kms:/i.test(action)) return action
    if (action.endsWith(':*')) return 'kms:*'
    if (!seen.includes(action)) seen.push(action)
    return callableByAll[seen.indexOf(action)] ?? 'kms:Decrypt'
  }
}

function withActions(statement: Elements, rename: Rename): Elements {
  const name = 'NotAction' in statement ? 'NotAction' : 'Action'
  return { ...statement, [name]: words(statement[name]).map(rename) }
}

/** The statements of another service's resource as those of a key. */
function asKeyPolicy(statements: readonly Elements[], rename = toKeyActions()): readonly Elements[] {
  return statements.map(statement => ({ ...withActions(statement, rename), Resource: '*' }))
}

/** The statements of an identity policy, as if a key policy gave them to an account. */
function toAccount(statements: readonly Elements[], rename: Rename): readonly Elements[] {
  return statements.map(statement => ({ ...withActions(statement, rename), Principal: { AWS: example } }))
}

type Test = (access: KeyPolicyAccess) => boolean

function some(accesses: readonly KeyPolicyAccess[], holds: Test): Tri {
  return anyOf(accesses.filter(holds).map(({ certainty }) => (certainty === 'certain' ? 'yes' : 'unknown')))
}

function only(accesses: readonly KeyPolicyAccess[], holds: Test): Tri {
  return opposite(some(accesses, access => !holds(access)))
}

const byEveryone: Test = ({ principal }) => principal.kind === 'everyone'

/** A service is nobody's; of everyone else the account, organization, network or id has to be among the trusted. */
function byAnyBut(trusted: readonly string[]): Test {
  return ({ principal }) =>
    principal.kind === 'everyone' ||
    (principal.kind !== 'service' && !trusted.some(pattern => matchesWildcard(pattern, whose(principal))))
}

function whose(principal: Principal): string {
  const account = accountOfPrincipal(principal)
  if (account !== undefined && !isUnknown(account)) return account
  return principal.kind === 'services-for' ? showText(principal.owner) : principalId(principal)
}

/** Public for prowler: open to everyone, or to those outside that the arguments exclude. */
function isPublic(args: Elements): Test {
  const trusted = ['source_account', 'trusted_account_ids', 'trusted_ips']
  const byOutsiders = byAnyBut(trusted.flatMap(name => words(args[name])))
  return access => {
    switch (access.principal.kind) {
      case 'everyone':
        return true
      case 'everyone-from-network':
        return 'trusted_ips' in args && byOutsiders(access)
      case 'service':
        return args['check_cross_service_confused_deputy'] === true && access.conditions.length === 0
      default:
        return args['is_cross_account_allowed'] === false && byOutsiders(access)
    }
  }
}

/** Of a condition block only the tests of this condition key. */
function testsOf(key: string, conditions: Elements): Elements {
  const operators = Object.entries(conditions).map(([operator, keys]): [string, Elements] => {
    const own = Object.entries(elements(keys)).filter(([name]) => name.toLowerCase() === key)
    return [operator, Object.fromEntries(own)]
  })
  return Object.fromEntries(operators.filter(([, keys]) => Object.keys(keys).length > 0))
}

function actsForAccountOrBucket(account: Json | undefined): Test {
  return ({ principal }) => {
    if (principal.kind !== 'services-for') return false
    const owner = showText(principal.owner)
    return account === undefined || owner === account || owner.startsWith('arn:')
  }
}

const givesAllOnKey: Test = ({ written }) => includes(written.must, keyActions)

/** What each predicate of prowler asks. */
const asks: Readonly<Record<string, (args: Elements) => Tri>> = {
  is_condition_block_restrictive: args => {
    const account = word(args['source_account'])
    const left = leftBy(elements(args['condition_statement']), account)
    return opposite(some(left, args['is_cross_account_allowed'] === true ? byEveryone : byAnyBut([account])))
  },
  is_condition_block_restrictive_organization: ({ arg0 }) =>
    only(leftBy(elements(arg0)), ({ principal }) => principal.kind === 'everyone-of-organization'),
  is_policy_public: args => {
    const statements = asKeyPolicy(statementsOf(elements(args['policy'])))
    return some(accessesBy(statements, word(args['source_account'])), isPublic(args))
  },
  has_public_principal: ({ arg0 }) =>
    some(accessesBy(asKeyPolicy([{ Effect: 'Allow', Action: '*', ...elements(arg0) }])), byEveryone),
  has_codebuild_trusted_principal: ({ arg0 }) =>
    some(
      accessesBy(asKeyPolicy(statementsOf(elements(arg0)))),
      ({ principal }) => principalId(principal) === 'codebuild.amazonaws.com',
    ),
  has_restrictive_source_arn_condition: ({ arg0, arg1 }) =>
    only(
      leftBy(testsOf('aws:sourcearn', elements(elements(arg0)['Condition']))),
      actsForAccountOrBucket(arg1),
    ),
  is_condition_restricting_from_private_ip: ({ arg0 }) => {
    const tests = testsOf('aws:sourceip', elements(arg0))
    return Object.keys(tests).length === 0 ? 'no' : some(leftBy(tests), byEveryone)
  },
  is_condition_restricting_to_trusted_ips: ({ arg0, arg1 }) =>
    opposite(some(leftBy(elements(arg0)), byAnyBut(words(arg1)))),
  check_admin_access: ({ arg0 }) =>
    some(accessesBy(toAccount(statementsOf(elements(arg0)), action => action)), givesAllOnKey),
  check_full_service_access: ({ arg0, arg1 }) => {
    const rename: Rename = action => action.replace(new RegExp(`^${word(arg0)}:`), 'kms:')
    return some(accessesBy(toAccount(statementsOf(elements(arg1)), rename)), givesAllOnKey)
  },
}

interface Answers {
  readonly id: string
  readonly theirs: string
  readonly ours: string
}

interface ProwlerRow {
  readonly id: string
  readonly predicate: string
  readonly args: Elements
  readonly expected: boolean | readonly string[]
}

function answersToProwler({ id, predicate, args, expected }: ProwlerRow): Answers {
  if (typeof expected !== 'boolean') return effectiveActions(id, elements(args['arg0']), expected)
  const ask = asks[predicate]
  if (ask === undefined) throw new Error(`nothing stands for the predicate \`${predicate}\` of ${id}`)
  return { id, theirs: tri(expected), ours: ask(args) }
}

/** Whether what is allowed for certain is the same list; the statements of these rows name no resource. */
function effectiveActions(id: string, policy: Elements, expected: readonly string[]): Answers {
  const rename = toKeyActions()
  const statements = toAccount(statementsOf(policy), rename).map(one => ({ ...one, Resource: '*' }))
  const certain = accessesBy(statements).filter(({ certainty }) => certainty === 'certain')
  const given = actionNames(certain.map(({ actions }) => actions).reduce(union, noActions))
  const listed = new Set(expected.map(rename))
  return { id, theirs: 'yes', ours: tri(isDeepStrictEqual(new Set(given), listed)) }
}

interface CustodianRow {
  readonly id: string
  readonly config: Elements
  readonly policy: Elements
  readonly expected: { readonly violatingStatements: readonly Elements[] }
}

const trusting = [
  'allowed_accounts',
  'allowed_orgid',
  'allowed_vpc',
  'allowed_vpce',
  'whitelist_patterns',
] as const

/** Of each statement whether it lets in somebody who is not trusted; with `return_allowed`, whether it does not. */
function answersToCustodian({ id, config, policy, expected }: CustodianRow): Answers {
  const statements = statementsOf(policy)
  const accesses = accessesBy(asKeyPolicy(statements))
  const trusted = [example, ...trusting.flatMap(name => words(config[name]))]
  const violates = config['everyone_only'] === true ? byEveryone : byAnyBut(trusted)
  const listed = statements.map(one =>
    expected.violatingStatements.some(other => isDeepStrictEqual(one, other)),
  )
  const ours = statements.map((_, index) => {
    const own = accesses.filter(({ statement }) => statement.at.pointer === `/policy/Statement/${index}`)
    const is = some(own, violates)
    return config['return_allowed'] === true ? opposite(is) : is
  })
  return { id, theirs: listed.map(tri).join(' '), ours: ours.join(' ') }
}

function linesOf(path: string | undefined): readonly string[] {
  return path === undefined ? [] : readFileSync(path, 'utf8').trim().split('\n')
}

const prowler = sharedPath('cases', 'eval', 'predicates.prowler.jsonl')
const custodian = sharedPath('cases', 'eval', 'predicates.c7n.jsonl')

describe.skipIf(prowler === undefined || custodian === undefined)('predicates of other tools', () => {
  const rows = [
    ...linesOf(prowler).map(line => answersToProwler(JSON.parse(line))),
    ...linesOf(custodian).map(line => answersToCustodian(JSON.parse(line))),
  ]
  const differing = rows.filter(({ theirs, ours }) => theirs !== ours).map(({ id, ours }) => `${id}: ${ours}`)
  const excepted = exceptions.flatMap(({ ours, rows: ids }) => ids.map(id => `${id}: ${ours}`))

  test('are answered alike, but for the exceptions', () => {
    expect(differing.filter(line => !excepted.includes(line))).toEqual([])
    expect(rows.length).toBeGreaterThan(differing.length)
  })

  test('no exception is stale, or listed twice', () => {
    expect(excepted.filter((line, at) => !differing.includes(line) || excepted.indexOf(line) !== at)).toEqual(
      [],
    )
  })

  test('every exception has a reason of a known kind', () => {
    const lacking = exceptions.filter(
      ({ kind, why }) => !['fact', 'choice', 'scope'].includes(kind) || why === '',
    )
    expect(lacking).toEqual([])
  })
})
