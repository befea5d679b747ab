import type { Tri } from '../../model/tri.ts'
import { parseAddress } from './address.ts'
import { exactReferences } from './exact-references.ts'
import { items, names, property, word } from './json-value.ts'
import { isKeyType } from './key-types.ts'
import type { Plan } from './plan.ts'
import type { Instance } from './resources.ts'

/** What a module's blocks and outputs name, without the arguments that only say whose alias or policy something is. */
interface Mentions {
  /** `aws_kms_key.a`, `module.key`, `module.key.arn`, `local`, as resources, providers and module calls name them. */
  readonly used: Set<string>
  /** The names in each output. */
  readonly outputs: ReadonlyMap<string, ReadonlySet<string>>
  /** The aliases of each key block: whoever names one of them names the key. */
  readonly aliases: Map<string, string[]>
}

/** Whether a module hands on what it puts out. */
type IsTaken = (output: string) => boolean

/**
 * Whether the configuration names a key: in a resource, a data source, a provider, the call of a module, or an output of
 * the root module, be it through outputs of modules or through an alias. A plan does not tell what locals stand for:
 * where its module uses some, it may be named in them. Nothing of a key without a block.
 */
export function referencesIn({ configuration }: Plan): (key: Instance) => Tri | undefined {
  const found = new Map<string, Tri>()
  visit(property(configuration, 'root_module'), '', () => true, found)
  return ({ scope, address, block }) =>
    block === undefined
      ? undefined
      : (found.get(`${scope.plainPath}${parseAddress(address)?.block ?? ''}`) ?? 'unknown')
}

/** Modules are not nested deeper; plans can be made to. */
const deepest = 50

function visit(module: unknown, path: string, isTaken: IsTaken, found: Map<string, Tri>, depth = 0): void {
  if (depth > deepest) return
  const mentions = mentionsIn(module)
  const taken = new Set(mentions.used)
  for (const [output, used] of mentions.outputs) if (isTaken(output)) for (const name of used) taken.add(name)
  for (const block of items(property(module, 'resources'))) {
    const name = nameOf(block)
    if (!isKeyType(word(property(block, 'type')) ?? '')) continue
    const isUsed = [name, ...(mentions.aliases.get(name) ?? [])].some(one => taken.has(one))
    found.set(`${path}${name}`, isUsed ? 'yes' : taken.has('local') ? 'unknown' : 'no')
  }
  const calls = property(module, 'module_calls')
  for (const name of names(calls)) {
    const inner = property(property(calls, name), 'module')
    const isWhole = taken.has(`module.${name}`) || taken.has('local')
    visit(
      inner,
      `${path}module.${name}.`,
      output => isWhole || taken.has(`module.${name}.${output}`),
      found,
      depth + 1,
    )
  }
}

function mentionsIn(module: unknown): Mentions {
  const used = new Set<string>()
  const aliases = new Map<string, string[]>()
  for (const block of items(property(module, 'resources'))) {
    const own = new Set<string>()
    for (const part of ['expressions', 'count_expression', 'for_each_expression'])
      collect(withoutKey(block, property(block, part)), own)
    if (property(block, 'type') === 'aws_kms_alias') listAlias(block, aliases)
    // What a block says of itself is no use of it.
    own.delete(nameOf(block))
    for (const name of own) used.add(name)
  }
  const calls = property(module, 'module_calls')
  for (const name of names(calls))
    for (const part of ['expressions', 'count_expression', 'for_each_expression'])
      collect(property(property(calls, name), part), used)
  const outputs = property(module, 'outputs')
  return {
    used,
    aliases,
    outputs: new Map(names(outputs).map(name => [name, collect(property(outputs, name), new Set())])),
  }
}

/** Whose an alias or a policy is says nothing about use. */
function withoutKey(block: unknown, expressions: unknown): unknown {
  const own = { aws_kms_alias: 'target_key_id', aws_kms_key_policy: 'key_id' }
  const argument = property(own, word(property(block, 'type')) ?? '')
  if (argument === undefined) return expressions
  return names(expressions)
    .filter(name => name !== argument)
    .map(name => property(expressions, name))
}

function listAlias(alias: unknown, aliases: Map<string, string[]>): void {
  const target = property(property(alias, 'expressions'), 'target_key_id')
  for (const key of collect(target, new Set())) {
    const others = aliases.get(key)
    if (others === undefined) aliases.set(key, [nameOf(alias)])
    else others.push(nameOf(alias))
  }
}

/** The address of a block in its module. */
function nameOf(block: unknown): string {
  const prefix = property(block, 'mode') === 'data' ? 'data.' : ''
  return `${prefix}${word(property(block, 'type')) ?? ''}.${word(property(block, 'name')) ?? ''}`
}

/** Adds what the expressions below a value refer to. */
function collect(value: unknown, found: Set<string>): Set<string> {
  const open = [value]
  while (open.length > 0) {
    const next = open.pop()
    if (typeof next !== 'object' || next === null) continue
    for (const reference of exactReferences(items(property(next, 'references')))) add(reference, found)
    for (const inner of Object.values(next)) open.push(inner)
  }
  return found
}

function add(reference: string, found: Set<string>): void {
  const [first = '', second = '', third] = reference.replaceAll(/\[[^\]]*\]/g, '').split('.')
  if (first === 'local') found.add('local')
  else if (first === 'module' && third !== undefined) found.add(`module.${second}.${third}`)
  else found.add(`${first}.${second}`)
}
