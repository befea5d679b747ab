import { references } from '../../../hcl/references.ts'
import type { Attribute, Body } from '../../../hcl/syntax.ts'
import { decode } from '../../decode.ts'
import type { Input } from '../../input.ts'
import { isObject, items, names, property, word } from '../json-value.ts'
import { keeps, type Plan } from '../plan.ts'
import { readResources, type Resources } from '../resources.ts'
import type { Sources } from '../sources/sources.ts'
import { streamPlan } from '../stream-plan.ts'

/**
 * The resources of types that the inventory has no use for, as far as an expression may name them: the plan is read once
 * more for those. Nothing where none is named, or where the plan cannot be read again.
 */
export async function readOthers(plan: Plan, input: Input, sources: Sources): Promise<Resources | undefined> {
  const wanted = wantedTypes(plan, sources)
  const chunks = wanted.size === 0 ? undefined : input.again?.()
  if (chunks === undefined) return undefined
  const filter = {
    mayBe: (bytes: Buffer) => mayBe(bytes.toString('latin1'), wanted),
    keeps: (type: string) => wanted.has(type),
  }
  const others = await streamPlan(decode(chunks, input.path), input.path, filter)
  return readResources(others, input.path)
}

/** A plan that escapes letters could hide a type. */
function mayBe(text: string, wanted: ReadonlySet<string>): boolean {
  if (/\\u00[567]/.test(text)) return true
  for (const type of wanted) if (text.includes(`"${type}"`)) return true
  return false
}

/** The types of the configuration that are not kept, and that something refers to. */
function wantedTypes({ configuration }: Plan, sources: Sources): ReadonlySet<string> {
  const declared = new Set<string>()
  const named = new Set<string>()
  const open: { readonly module: unknown; readonly path: readonly string[] }[] = [
    { module: property(configuration, 'root_module'), path: [] },
  ]
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const { module, path } = next
    for (const resource of items(property(module, 'resources'))) {
      const type = word(property(resource, 'type'))
      if (type !== undefined && !keeps(type)) declared.add(type)
    }
    // The plan shows no expressions of locals and `dynamic` blocks.
    const { locals, resources } = sources.moduleAt(path) ?? {}
    takeExpressions([...(locals?.values() ?? [])], named)
    for (const { body } of resources?.values() ?? []) takeDynamic(body, named)
    const calls = property(module, 'module_calls')
    for (const name of names(calls)) {
      open.push({ module: property(property(calls, name), 'module'), path: [...path, name] })
    }
  }
  if (declared.size > 0) takeReferences(configuration, named)
  return new Set([...declared].filter(type => named.has(type)))
}

function takeExpressions(attributes: readonly Attribute[], named: Set<string>): void {
  for (const { value } of attributes) for (const reference of references(value)) named.add(typeOf(reference))
}

function takeDynamic({ attributes, blocks, isJson }: Body, named: Set<string>): void {
  if (isJson === true) takeExpressions(attributes, named)
  const open = [...blocks]
  for (let block = open.pop(); block !== undefined; block = open.pop()) {
    takeExpressions(block.body.attributes, named)
    for (const inner of block.body.blocks) open.push(inner)
  }
}

/** All references in the configuration, wherever they stand. */
function takeReferences(configuration: unknown, named: Set<string>): void {
  const open: unknown[] = [configuration]
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (!isObject(next) && !Array.isArray(next)) continue
    for (const [name, part] of Object.entries(next)) {
      if (name === 'references') for (const reference of items(part)) named.add(typeOf(word(reference) ?? ''))
      else open.push(part)
    }
  }
}

/** `aws_s3_bucket` of `aws_s3_bucket.b.arn` and of `data.aws_s3_bucket.b`. */
function typeOf(reference: string): string {
  const [first = '', second = ''] = reference.split('.', 2)
  return first === 'data' ? second : first
}
