import { readFileSync } from 'node:fs'
import { isDeepStrictEqual } from 'node:util'
import { describe, expect, test } from 'vitest'
import type { Node } from '../../model/node.ts'
import type { Text } from '../../model/text.ts'
import { isUnknown, type Unknown } from '../../model/unknown.ts'
import { sharedPath } from '../../shared-data.ts'
import exceptions from './cfn-resolve-exceptions.json' with { type: 'json' }
import { property, type Declared } from './declared.ts'
import { documentOf } from './documents.ts'
import { conditionIs } from './evaluate/conditions.ts'
import { evaluate } from './evaluate/evaluate.ts'
import type { GivenValue, Stack } from './evaluate/stack.ts'
import { inEachWorld } from './evaluate/worlds.ts'
import { readIdentities } from './identities/identities.ts'
import { nameTold } from './reading.ts'
import { readingOf, stackOf, treeOf } from './test-stack.ts'

// What another tool makes of templates, against what is evaluated here. It puts the logical id of a resource for its
// name, and refuses what it cannot resolve: a hole agrees with that. An exception states why an answer differs: a fact,
// a choice of the other tool, values that its tests have and its rows do not, or out of scope.

type Json = null | boolean | number | string | Elements | readonly Json[]
interface Elements {
  readonly [name: string]: Json
}

interface Row {
  readonly id: string
  readonly kind: 'cfn-eval' | 'cfn-parse-resource-policies' | 'cfn-parse-identity'
  readonly template: Elements
  readonly parameters?: Elements
  readonly expression?: Json
  readonly account: { readonly account_id: string; readonly region: string } | null
  readonly expected: Json
}

const at = { file: 'stack.yaml', address: 'ResourceA', pointer: '/Properties/PropertyA' }

function deployment({ parameters = {}, account }: Row): Partial<Stack> {
  const given = Object.entries(parameters).flatMap(([name, value]): [string, GivenValue][] => {
    if (typeof value === 'string') return [[name, value]]
    const node = inEachWorld(stackOf({ Resources: {} }), run => evaluate(run, treeOf(value), at))[0].result
    return node === undefined ? [] : [[name, node]]
  })
  const { account_id = '111222333444', region = 'us-east-2' } = account ?? {}
  return { account: account_id, region, name: 'StackName', given: new Map(given) }
}

/** Whether a value is what the other tool makes of it: what a row does not tell of a parameter may be anything. */
function isAs(node: Node | undefined, expected: Json | undefined): boolean {
  switch (node?.type) {
    case undefined:
      return expected === undefined
    case 'literal':
      return node.value === expected
    case 'unknown':
      return isParameter(node.unknown) || isText([node.unknown], expected)
    case 'text':
      return isText(node.text, expected)
    case 'array':
      return isList(expected) && everyPair(node.items, expected)
    case 'object': {
      const members = elements(expected)
      return (
        node.members.length === Object.keys(members).length &&
        node.members.every(({ name, value }) => isAs(value, members[name]))
      )
    }
  }
}

function isText(text: Text, expected: Json | undefined): boolean {
  if (typeof expected !== 'string' && typeof expected !== 'number') return false
  const pattern = text.map(part =>
    isUnknown(part) && isParameter(part)
      ? '.*'
      : (isUnknown(part) ? part.name : part).replaceAll(/[$()*+.?[\\\]^{|}]/g, '\\$&'),
  )
  return new RegExp(`^${pattern.join('')}$`, 's').test(String(expected))
}

function isParameter({ reason }: Unknown): boolean {
  return reason === 'parameter'
}

function everyPair(nodes: readonly Node[], expected: readonly Json[]): boolean {
  return nodes.length === expected.length && nodes.every((node, index) => isAs(node, expected[index]))
}

function isList(value: Json | undefined): value is readonly Json[] {
  return Array.isArray(value)
}

function elements(value: Json | undefined): Elements {
  return typeof value === 'object' && value !== null && !isList(value) ? value : {}
}

function hasHoles(node: Node | undefined): boolean {
  switch (node?.type) {
    case 'unknown':
      return true
    case 'text':
      return node.text.some(isUnknown)
    case 'array':
      return node.items.some(hasHoles)
    case 'object':
      return node.members.some(({ value }) => hasHoles(value))
    default:
      return false
  }
}

function isRefused(expected: Json): boolean {
  return 'error' in elements(expected)
}

/** A condition where the expression is one; several outcomes are as good as a hole. */
function evaluatesAlike(row: Row): boolean {
  const { template, expression = null, expected } = row
  const stack = stackOf(template, deployment(row))
  const named = Object.entries(elements(template['Conditions'])).find(
    ([, condition]) => isDeepStrictEqual(condition, expression) && !('Fn::If' in elements(condition)),
  )
  const outcomes = inEachWorld(stack, (run): Node | undefined => {
    if (named === undefined) return evaluate(run, treeOf(expression), at)
    return { type: 'literal', value: conditionIs(run, named[0]) === 'yes', at }
  })
  if (!isRefused(expected)) return outcomes.every(({ result }) => isAs(result, expected))
  return outcomes.length > 1 || outcomes.some(({ result }) => hasHoles(result))
}

/** Properties that are policies, or have one in them. */
const policyProperties = [
  'AccessPolicy',
  'AssumeRolePolicyDocument',
  'InlinePolicy',
  'KeyPolicy',
  'PermissionsPolicyDocument',
  'Policy',
  'PolicyDocument',
  'ResourcePolicy',
]

function policiesOf(resource: Declared): readonly Node[] {
  const inline = property(resource, 'Policies')
  const items = inline?.type === 'array' ? inline.items : []
  return [
    ...policyProperties.map(name => property(resource, name)),
    ...items
      .flatMap(item => (item.type === 'object' ? item.members : []))
      .map(({ name, value }) => (name === 'PolicyDocument' ? value : undefined)),
  ].filter(node => node !== undefined)
}

/** All that the other tool calls a policy, each once. */
function policiesIn(expected: Json): readonly Json[] {
  const own = elements(expected)
  const found = [
    ...(own['__t'] === 'Policy' && own['IsAWSManagedPolicy'] !== true ? [own['Policy'] ?? null] : []),
    ...(own['TrustPolicy'] === undefined ? [] : [own['TrustPolicy']]),
    ...(isList(expected) ? expected : own['__t'] === 'Policy' ? [] : Object.values(own)).flatMap(policiesIn),
  ]
  return found.filter((one, index) => found.findIndex(other => isDeepStrictEqual(one, other)) === index)
}

function parsesAlike(row: Row): boolean {
  const { declared } = readingOf(row.template, deployment(row))
  const nodes = declared.flatMap(policiesOf)
  if (isRefused(row.expected)) return declared.flatMap(allOf).some(hasHoles) || declared.some(hasUnreadPolicy)
  const expected = policiesIn(row.expected)
  return (
    expected.every(policy => nodes.some(node => isAs(node, policy))) &&
    nodes.every(node => expected.some(policy => isAs(node, policy)))
  )
}

function allOf(resource: Declared): readonly (Node | undefined)[] {
  const { properties } = resource.declaration
  return properties?.kind === 'map'
    ? [...properties.entries.keys()].map(name => property(resource, name))
    : []
}

/** The elements of the documents of these rows are misspelt: that is no reason to refuse them. */
function hasUnreadPolicy(resource: Declared): boolean {
  return policyProperties.some(name => {
    const { document } = documentOf(resource, name)
    return document !== undefined && document.statements.length === 0 && document.holes.length > 0
  })
}

const nameProperties: Readonly<Record<string, string>> = {
  Role: 'RoleName',
  User: 'UserName',
  Group: 'GroupName',
}

function kindOf({ __t: kind }: Elements): string {
  return typeof kind === 'string' ? kind : ''
}

/** Besides the policies: how everybody is called, and how many policies roles and users have. */
function identifiesAlike(row: Row): boolean {
  const reading = readingOf(row.template, deployment(row))
  const { identities, loose, unattached } = readIdentities(reading, () => undefined)
  const held = [...identities.flatMap(one => one.policies), ...unattached]
  if (isRefused(row.expected))
    return parsesAlike(row) || loose.length > 0 || held.some(({ document }) => document.holes.length > 0)
  if (!parsesAlike(row)) return false
  const people = isList(row.expected)
    ? row.expected.flatMap(list => (isList(list) ? list : [])).map(elements)
    : []
  const declared = reading.declared.filter(({ type }) => /^AWS::IAM::(?:Role|User|Group)$/.test(type))
  const named = people.filter(one => kindOf(one) in nameProperties)
  const isMeant = (resource: Declared, one: Elements) =>
    resource.type === `AWS::IAM::${kindOf(one)}` &&
    isText(nameTold(resource), one[nameProperties[kindOf(one)] ?? '']) &&
    identities
      .filter(({ address }) => address === resource.id)
      .every(
        ({ policies }) =>
          policies.length ===
          (isList(one['Policies'] ?? null) ? Object.values(one['Policies'] ?? {}).length : 0),
      )
  return (
    named.length === declared.length && named.every(one => declared.some(resource => isMeant(resource, one)))
  )
}

function agrees(row: Row): boolean {
  switch (row.kind) {
    case 'cfn-eval':
      return evaluatesAlike(row)
    case 'cfn-parse-resource-policies':
      return parsesAlike(row)
    case 'cfn-parse-identity':
      return identifiesAlike(row)
  }
}

function rowsOf(path: string | undefined): readonly Row[] {
  if (path === undefined) return []
  return readFileSync(path, 'utf8')
    .trim()
    .split('\n')
    .map(line => JSON.parse(line))
}

const file = sharedPath('cases', 'eval', 'cfn-resolve.cfn-policy-validator.jsonl')

describe.skipIf(file === undefined)('templates that another tool resolves', () => {
  const rows = rowsOf(file)
  const differing = rows.filter(row => !agrees(row)).map(({ id }) => id)
  const excepted = exceptions.flatMap(each => each.rows)

  test('come out alike, but for the exceptions', () => {
    expect(differing.filter(id => !excepted.includes(id))).toEqual([])
    expect(rows.length).toBeGreaterThan(2 * differing.length)
  })

  test('no exception is stale, or listed twice', () => {
    expect(excepted.filter((id, index) => !differing.includes(id) || excepted.indexOf(id) !== index)).toEqual(
      [],
    )
  })

  test('every exception has a reason of a known kind', () => {
    const kinds = new Set(['fact', 'choice', 'input', 'scope'])
    expect(exceptions.filter(({ kind, why }) => !kinds.has(kind) || why === '')).toEqual([])
  })
})
