import { segments, type Index, type Segment } from './address.ts'
import { argument, blockAt, childScope, type Scope } from './configuration.ts'
import { exactReferences } from './exact-references.ts'
import { items, property } from './json-value.ts'
import { keeps } from './plan.ts'
import { instanceAt, instancesOf, type Instance, type Resources } from './resources.ts'

/** Where a trail of references ends. */
export type Leaf =
  /** An attribute of a resource; the attribute is absent where Terraform cuts the reference at an index. */
  | {
      readonly kind: 'resource'
      readonly reference: string
      readonly type: string
      readonly attribute?: string
      readonly instances: readonly Instance[]
    }
  /** A value of the plan. */
  | { readonly kind: 'known'; readonly reference: string; readonly value: unknown }
  /** A local, or something else of which the plan says no more. */
  | { readonly kind: 'lost'; readonly reference: string }

/** From where an expression looks out: a module instance, and the instance of the block in it. */
export interface Standpoint {
  readonly scope: Scope
  readonly index?: Index
  readonly forEach: unknown
  /** Whether the expression picks by `each` or `count.index`, so that the same index is meant. */
  readonly picks?: boolean
}

interface Trail {
  readonly resources: Resources
  readonly seen: Set<string>
  readonly leaves: Leaf[]
}

/** A trail that goes on longer is lost: references can run in circles, and plans can be made to. */
const longestTrail = 500
const mostReferences = 5000

/** What an expression of an instance's block refers to in the end, through variables and outputs of modules. */
export function leavesOf(resources: Resources, instance: Instance, expression: unknown): readonly Leaf[] {
  const forEach = property(instance.block, 'for_each_expression')
  const { scope, index } = instance
  return follow(resources, { scope, forEach, ...(index === undefined ? {} : { index }) }, expression)
}

/** The same for an expression that stands in a module, such as one of a provider configuration. */
export function follow(resources: Resources, from: Standpoint, expression: unknown): readonly Leaf[] {
  const trail: Trail = { resources, seen: new Set(), leaves: [] }
  followExpression(trail, from, expression, '')
  return trail.leaves
}

function followExpression(trail: Trail, from: Standpoint, expression: unknown, reference: string): void {
  const references = items(property(expression, 'references'))
  if (references.length === 0) {
    // `{}` is a function of constants: its value is not in the plan, but it is known.
    trail.leaves.push({ kind: 'known', reference, value: property(expression, 'constant_value') })
    return
  }
  if (references.length > mostReferences) return lose(trail, reference)
  const exact = exactReferences(references)
  const picks = from.picks === true || exact.some(next => /^(?:each\.|count\.index$)/.test(next))
  for (const next of exact) followReference(trail, { ...from, picks }, next)
}

function followReference(trail: Trail, from: Standpoint, reference: string): void {
  const step = `${from.scope.path} ${JSON.stringify(from.index)} ${reference}`
  if (trail.seen.has(step)) return
  trail.seen.add(step)
  const path = segments(reference)
  const [first, second] = path ?? []
  if (path === undefined || first === undefined || trail.seen.size > longestTrail)
    return lose(trail, reference)
  switch (first.name) {
    case 'count':
    case 'path':
    case 'terraform':
      return
    case 'each':
      if (second?.name !== 'key') followExpression(trail, from, from.forEach, reference)
      return
    case 'var':
      return followVariable(trail, from, path, reference)
    case 'module':
      return followOutput(trail, from, path, reference)
    case 'local':
    case 'self':
      return lose(trail, reference)
    default:
      return arrive(trail, from, path, reference)
  }
}

function lose(trail: Trail, reference: string): void {
  trail.leaves.push({ kind: 'lost', reference })
}

function followVariable(trail: Trail, from: Standpoint, path: readonly Segment[], reference: string): void {
  const name = path[1]?.name ?? ''
  const { scope } = from
  const preset = property(property(property(scope.module, 'variables'), name), 'default')
  if (scope.parent !== undefined) {
    const { call, parent, index } = scope
    const forEach = property(call, 'for_each_expression')
    const caller = { scope: parent, forEach, ...(index === undefined ? {} : { index }) }
    const given = argument(call, name)
    if (given !== undefined) return followExpression(trail, caller, given, reference)
    return know(trail, path, reference, preset)
  }
  const given = property(trail.resources.plan.variables, name)
  return know(trail, path, reference, given === undefined ? preset : property(given, 'value'))
}

/** Of a part of a variable, `var.app.policy`, it is only said that it is known. */
function know(trail: Trail, path: readonly Segment[], reference: string, value: unknown): void {
  if (value === undefined) return lose(trail, reference)
  trail.leaves.push({ kind: 'known', reference, value: path.length === 2 ? value : undefined })
}

function followOutput(trail: Trail, from: Standpoint, path: readonly Segment[], reference: string): void {
  const [, called, output] = path
  // Behind a splat or an index that is no constant, Terraform does not say which output is meant.
  if (called === undefined || output === undefined) return lose(trail, reference)
  const scope = childScope(trail.resources.scopes, from.scope, called)
  const expression = property(property(property(scope.module, 'outputs'), output.name), 'expression')
  if (expression === undefined) return lose(trail, reference)
  followExpression(trail, { scope, forEach: undefined }, expression, reference)
}

function arrive(trail: Trail, from: Standpoint, path: readonly Segment[], reference: string): void {
  const { resources, leaves } = trail
  const length = path[0]?.name === 'data' ? 3 : 2
  const type = path[length - 2]?.name ?? ''
  const block = path
    .slice(0, length)
    .map(({ name }) => name)
    .join('.')
  const instances = meant(resources, from, block, path[length - 1]?.index)
  // `try(aws_kms_key.this[0].arn, …)` names blocks that have no instance: a whole plan would show it.
  const isDeclared = blockAt(resources.scopes, from.scope, block) !== undefined
  if (instances.length === 0 && isDeclared && keeps(type) && isWhole(resources)) return
  const attribute = path[length]?.name
  leaves.push({
    kind: 'resource',
    reference,
    type,
    instances,
    ...(attribute === undefined ? {} : { attribute }),
  })
}

/** The instance that the index names; else the one of the same index as the block that refers to it; else all. */
function meant(
  resources: Resources,
  { scope, index: own, picks = false }: Standpoint,
  block: string,
  index: Index | undefined,
): readonly Instance[] {
  if (index !== undefined) return listOf(instanceAt(resources, scope, block, index))
  const same = !picks || own === undefined ? undefined : instanceAt(resources, scope, block, own)
  return same === undefined ? instancesOf(resources, scope, block) : [same]
}

function listOf(instance: Instance | undefined): readonly Instance[] {
  return instance === undefined ? [] : [instance]
}

function isWhole({ plan }: Resources): boolean {
  return plan.errored !== true && plan.complete !== false && plan.resource_changes !== undefined
}
