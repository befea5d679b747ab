import { openStack, type StackReading } from './reading.ts'
import { freshState, type Stack } from './evaluate/stack.ts'
import type { Tree } from './syntax/tree.ts'
import { templateOf } from './template.ts'

const place = { line: 1, column: 1, endLine: 1 }

/** For tests only: the tree of a template that is written as a value: functions in their long forms. */
export function treeOf(value: unknown): Tree {
  if (value === null || value === undefined) return { kind: 'null', place }
  if (Array.isArray(value)) return { kind: 'list', items: value.map(treeOf), place }
  if (typeof value === 'string') return { kind: 'scalar', text: value, isPlain: false, place }
  if (typeof value !== 'object') return { kind: 'scalar', text: JSON.stringify(value), isPlain: true, place }
  const entries = Object.entries(value).map(([name, each]) => [name, { place, value: treeOf(each) }] as const)
  return { kind: 'map', entries: new Map(entries), place }
}

/** For tests only: a template as a stack of account 111122223333. */
export function stackOf(template: object, rest: Partial<Stack> = {}): Stack {
  const tree = treeOf(template)
  if (tree.kind !== 'map') throw new Error('no template')
  return {
    template: templateOf(tree, 'stack.yaml'),
    account: '111122223333',
    region: 'eu-central-1',
    partition: 'aws',
    name: 'app',
    besidesOthers: undefined,
    given: new Map(),
    parameters: 'default',
    imports: () => undefined,
    nested: () => undefined,
    shared: freshState(),
    ...rest,
  }
}

/** For tests only: the same, opened. */
export function readingOf(template: object, rest: Partial<Stack> = {}): StackReading {
  return openStack(stackOf(template, rest))
}

/** For tests only: a resource. */
export function resource(type: string, properties: object = {}, rest: object = {}): object {
  return { Type: type, Properties: properties, ...rest }
}

function isYes(name: string): object {
  return { 'Fn::Equals': [{ Ref: name }, 'yes'] }
}

/** For tests only: a template with some resources and the undecided conditions `A` and `B`, and `Never`. */
export function templateWith(resources: object, rest: object = {}): object {
  return {
    Parameters: { IsA: { Type: 'String' }, IsB: { Type: 'String' }, Name: { Type: 'String' } },
    Conditions: { A: isYes('IsA'), B: isYes('IsB'), Never: { 'Fn::Equals': ['a', 'b'] } },
    Resources: resources,
    ...rest,
  }
}

/** For tests only: a statement, and a policy of some. */
export function statement(action: string): object {
  return { Sid: action, Effect: 'Allow', Action: `kms:${action}`, Resource: '*' }
}

/** For tests only: a policy document. */
export function allow(...actions: readonly string[]): object {
  return { Version: '2012-10-17', Statement: actions.map(statement) }
}

/** For tests only: one thing or another, as condition `A` decides. */
export function ifA(then: unknown, otherwise: unknown = { Ref: 'AWS::NoValue' }): object {
  return { 'Fn::If': ['A', then, otherwise] }
}
