import { segments, type Index, type Segment } from './address.ts'
import { chosenIndex, eachValue, type Standpoint } from './chosen-index.ts'
import { argument, blockAt, childScope } from './configuration.ts'
import { usedReferences } from './exact-references.ts'
import { items, names, property } from './json-value.ts'
import { valueOfVariable } from './known-values.ts'
import { blockOf, indexesOf, meantInstances } from './meant-instances.ts'
import { keeps } from './plan.ts'
import type { Instance, Resources } from './resources.ts'

/** Where a trail of references ends. */
export type Leaf =
  /** An attribute of a resource; the attribute is absent where Terraform cuts the reference at an index. */
  | {
      readonly kind: 'resource'
      readonly reference: string
      readonly type: string
      readonly attribute?: string
      readonly instances: readonly Instance[]
      /** Whether the expression uses each of the resources that it leads to in one place only. */
      readonly once: boolean
    }
  /** A value of the plan; `null` also for a policy document that has no instance. */
  | { readonly kind: 'known'; readonly reference: string; readonly value: unknown }
  /** A local, or something else of which the plan says no more. */
  | { readonly kind: 'lost'; readonly reference: string }

interface Trail {
  readonly resources: Resources
  readonly seen: Set<string>
  readonly leaves: Leaf[]
  /** Steps that led to resources of the plan, and whether one of them was taken again. */
  readonly fruitful: Set<string>
  repeats: boolean
}

/** A trail that goes on longer is lost: references can run in circles, and plans can be made to. */
const longestTrail = 500
const mostReferences = 5000

/** What an expression of an instance's block refers to in the end, through variables and outputs of modules. */
export function leavesOf(resources: Resources, instance: Instance, expression: unknown): readonly Leaf[] {
  return leavesOfSources(resources, instance, expression) ?? leavesOfPlan(resources, instance, expression)
}

/** The same by the plan's own references, which name what a value was made of even where the sources tell the value. */
export function leavesOfPlan(resources: Resources, instance: Instance, expression: unknown): readonly Leaf[] {
  const forEach = property(instance.block, 'for_each_expression')
  const { scope, index } = instance
  return follow(resources, { scope, forEach, ...(index === undefined ? {} : { index }) }, expression)
}

/** The sources know the index that Terraform cuts off, the text around a reference, and what locals are. */
function leavesOfSources(
  { rebuild }: Resources,
  instance: Instance,
  expression: unknown,
): readonly Leaf[] | undefined {
  if (rebuild === undefined || instance.mode === 'data' || expression === undefined) return undefined
  const expressions = property(instance.block, 'expressions')
  const name = names(expressions).find(each => property(expressions, each) === expression)
  return name === undefined ? undefined : rebuild.leaves(instance, name)
}

/** The same for an expression that stands in a module, such as one of a provider configuration. */
export function follow(resources: Resources, from: Standpoint, expression: unknown): readonly Leaf[] {
  const trail: Trail = { resources, seen: new Set(), leaves: [], fruitful: new Set(), repeats: false }
  followExpression(trail, from, expression, '')
  return trail.repeats
    ? trail.leaves.map(leaf => (leaf.kind === 'resource' ? { ...leaf, once: false } : leaf))
    : trail.leaves
}

/** `own` is the index that resources are meant by where the expression says nothing else. */
function followExpression(
  trail: Trail,
  from: Standpoint,
  expression: unknown,
  reference: string,
  own?: Index,
): void {
  const references = items(property(expression, 'references'))
  if (references.length === 0) {
    // `{}` is a function of constants: its value is not in the plan, but it is known.
    trail.leaves.push({ kind: 'known', reference, value: property(expression, 'constant_value') })
    return
  }
  if (references.length > mostReferences) return lose(trail, reference)
  const used = usedReferences(references)
  const index = chosenIndex(trail.resources, from, used, indexesOf(trail.resources, from, used)) ?? own
  for (const next of used) followOnce(trail, from, next, index)
}

function followOnce(trail: Trail, from: Standpoint, reference: string, index: Index | undefined): void {
  const step = `${from.scope.path} ${JSON.stringify(from.index)} ${reference}`
  if (trail.seen.has(step)) {
    if (trail.fruitful.has(step)) trail.repeats = true
    return
  }
  trail.seen.add(step)
  const before = trail.leaves.length
  followReference(trail, from, reference, index)
  const isFruitful = trail.leaves
    .slice(before)
    .some(leaf => leaf.kind === 'resource' && !isData(leaf.reference))
  if (isFruitful) trail.fruitful.add(step)
}

function isData(reference: string): boolean {
  return reference.startsWith('data.')
}

function followReference(trail: Trail, from: Standpoint, reference: string, index: Index | undefined): void {
  const path = segments(reference)
  const [first] = path ?? []
  if (path === undefined || first === undefined || trail.seen.size > longestTrail)
    return lose(trail, reference)
  switch (first.name) {
    case 'count':
    case 'path':
    case 'terraform':
      return
    case 'each':
      return followEach(trail, from, path, reference)
    case 'var':
      return followVariable(trail, from, path, reference)
    case 'module':
      return followOutput(trail, from, path, reference)
    case 'local':
    case 'self':
      return lose(trail, reference)
    default:
      return arrive(trail, from, path, reference, index)
  }
}

function followEach(trail: Trail, from: Standpoint, path: readonly Segment[], reference: string): void {
  if (path[1]?.name === 'key') return
  const value = eachValue(trail.resources, from, path)
  if (value !== undefined) trail.leaves.push({ kind: 'known', reference, value })
  else followExpression(trail, from, from.forEach, reference, from.index)
}

function lose(trail: Trail, reference: string): void {
  trail.leaves.push({ kind: 'lost', reference })
}

function followVariable(trail: Trail, from: Standpoint, path: readonly Segment[], reference: string): void {
  const { resources, leaves } = trail
  const { scope } = from
  const [start, variable = { name: '' }] = path
  const isTold =
    start !== undefined && valueOfVariable(resources, scope, [start, { name: variable.name }]) !== undefined
  if (isTold) {
    leaves.push({ kind: 'known', reference, value: valueOfVariable(resources, scope, path) })
    return
  }
  const given = scope.parent === undefined ? undefined : argument(scope.call, variable.name)
  if (scope.parent === undefined || given === undefined) return lose(trail, reference)
  const { call, parent, index } = scope
  const forEach = property(call, 'for_each_expression')
  followExpression(
    trail,
    { scope: parent, forEach, ...(index === undefined ? {} : { index }) },
    given,
    reference,
  )
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

function arrive(
  trail: Trail,
  from: Standpoint,
  path: readonly Segment[],
  reference: string,
  chosen: Index | undefined,
): void {
  const { resources, leaves } = trail
  const { length, block } = blockOf(path)
  const type = path[length - 2]?.name ?? ''
  const instances = meantInstances(resources, from, block, path[length - 1]?.index, chosen)
  // `try(aws_kms_key.this[0].arn, …)` names blocks that have no instance: a whole plan would show it.
  const isDeclared = blockAt(resources.scopes, from.scope, block) !== undefined
  if (instances.length === 0 && isDeclared && keeps(type) && isWhole(resources)) {
    if (type === 'aws_iam_policy_document') leaves.push({ kind: 'known', reference, value: null })
    return
  }
  const attribute = path[length]?.name
  leaves.push({
    kind: 'resource',
    reference,
    type,
    instances,
    once: true,
    ...(attribute === undefined ? {} : { attribute }),
  })
}

/** Whether the plan shows all resources of its configuration. */
export function isWhole({ plan }: Resources): boolean {
  return plan.errored !== true && plan.complete !== false && plan.resource_changes !== undefined
}
