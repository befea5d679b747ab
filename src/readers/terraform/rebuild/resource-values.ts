import type { Block } from '../../../hcl/syntax.ts'
import { parseAddress } from '../address.ts'
import type { Scope as ModuleInstance } from '../configuration.ts'
import { marksAnything, names, property } from '../json-value.ts'
import { keeps } from '../plan.ts'
import { isWhole } from '../references.ts'
import type { Instance } from '../resources.ts'
import { toStringValue } from './convert.ts'
import { evaluate } from './evaluate.ts'
import { lazyMembers } from './lazy-members.ts'
import { instanceScope } from './module-values.ts'
import { fromPlan } from './plan-values.ts'
import { policyDocument, policyDocumentArguments } from './policy-document.ts'
import { readEntryContradiction } from './read-entry.ts'
import { walked } from './referenced.ts'
import { policyText } from './render-policy.ts'
import { once, spend, type Run } from './run.ts'
import type { Scope } from './scope.ts'
import { isSensitive } from './sensitive.ts'
import { sourceModule } from './source-module.ts'
import type { Step } from './steps.ts'
import { argumentOf } from './written.ts'
import {
  attributeHole,
  EvaluationError,
  knownText,
  listValue,
  namedHole,
  objectValue,
  unsupported,
  type Hole,
  type Value,
} from './value.ts'

/** A resource or data source, its instances, and their attributes. */
export function resourceValue(run: Run, scope: Scope, root: string, steps: readonly Step[]): Value {
  const path = root === 'data' ? steps.slice(0, 2) : steps.slice(0, 1)
  const words = path.map(step => (step.kind === 'attribute' ? step.name : undefined))
  if (words.includes(undefined) || path.length === 0) return unsupported(`\`${root}\` as a whole`, [])
  const block = [root, ...words].join('.')
  const rest = steps.slice(path.length)
  const { module } = scope
  const found = instancesOf(run, module, block)
  const repeated = repetitionOf(run, module, block)
  if (repeated === undefined) {
    const [instance] = found
    return instance === undefined ? absent(module, block, rest) : attributes(run, instance, rest, scope)
  }
  const [first, ...more] = rest
  const key = first?.kind === 'index' ? toStringValue(evaluate(run, first.key, scope)) : undefined
  const known = key === undefined ? undefined : knownText(key)
  if (known !== undefined) {
    const instance = found.find(({ index }) => String(index) === known)
    if (instance !== undefined) return attributes(run, instance, more, scope)
  }
  const isTold = known === undefined && found.length > 0
  if (!isTold && !isAllRead(run, words.length > 1 ? words[0] : root)) return absent(module, block, rest)
  return walked(run, allInstances(run, repeated, found, scope), rest, scope)
}

/** Whether the plan would show instances if there were some, and those of this type were read. */
function isAllRead({ resources, others }: Run, type: string | undefined): boolean {
  return isWhole(resources) && (others !== undefined || keeps(type ?? ''))
}

/** A plan that was cut short does not have them, and one with a resource of which nothing can be told neither. */
function absent(module: ModuleInstance, block: string, rest: readonly Step[]): Hole {
  const [first] = rest
  const attribute = first?.kind === 'attribute' ? `.${first.name}` : ''
  return namedHole(`${module.path}${block}${attribute}`, 'not-in-input')
}

function instancesOf({ resources, others }: Run, module: ModuleInstance, block: string): readonly Instance[] {
  const key = `${module.path}${block}`
  return resources.byBlock.get(key) ?? others?.byBlock.get(key) ?? []
}

/** Whether a block is written with `count` or `for_each`. */
function repetitionOf(run: Run, module: ModuleInstance, block: string): 'count' | 'for_each' | undefined {
  const body = sourceModule(run, module)?.resources.get(block)?.body
  if (argumentOf(body, 'count') !== undefined) return 'count'
  return argumentOf(body, 'for_each') === undefined ? undefined : 'for_each'
}

function allInstances(
  run: Run,
  repeated: 'count' | 'for_each',
  found: readonly Instance[],
  scope: Scope,
): Value {
  if (repeated === 'count') {
    const inOrder = found.toSorted((one, other) => Number(one.index) - Number(other.index))
    return listValue(
      'tuple',
      inOrder.map(instance => attributes(run, instance, [], scope)),
    )
  }
  const byKey = new Map(found.map(instance => [String(instance.index), instance]))
  const at = (key: string): Value => {
    const instance = byKey.get(key)
    if (instance === undefined) throw new EvaluationError(`there is no instance \`${key}\``)
    return attributes(run, instance, [], scope)
  }
  return objectValue(lazyMembers([...byKey.keys()], at, () => spend(run)))
}

function attributes(run: Run, instance: Instance, steps: readonly Step[], scope: Scope): Value {
  const [first, ...rest] = steps
  if (first?.kind === 'attribute') return walked(run, attributeValue(run, instance, first.name), rest, scope)
  const { json, unknown } = instance.values
  const all = [
    ...new Set([...names(json), ...names(unknown).filter(name => marksAnything(property(unknown, name)))]),
  ]
  const members = lazyMembers(
    all,
    name => attributeValue(run, instance, name),
    () => spend(run),
  )
  return walked(run, objectValue(members), steps, scope)
}

/** An attribute as the plan knows it, else as the configuration of that very instance makes it, else a hole. */
export function attributeValue(run: Run, instance: Instance, name: string): Value {
  return once(run, `${instance.address} ${name}`, () => {
    const { values, sensitive, mode, type } = instance
    const json = property(values.json, name)
    const unknown = values.unknown === true ? true : property(values.unknown, name)
    const isDocument = mode === 'data' && type === 'aws_iam_policy_document'
    const isText = isDocument && (name === 'json' || name === 'minified_json')
    if (isText && (unknown === true || run.purpose === 'places')) {
      const written = documentText(run, instance)
      if (written !== undefined) return written
    }
    if (json === undefined && !marksAnything(unknown))
      throw new EvaluationError(`\`${instance.address}\` has no \`${name}\``)
    const mark = sensitive === true ? true : property(sensitive, name)
    if (!marksAnything(unknown)) {
      const value = fromPlan(json, unknown, mark, `${instance.address}.${name}`)
      return isText && isMadeOfSecrets(run, instance) ? { ...value, sensitive: true } : value
    }
    return isDocument
      ? attributeHole(instance, name, 'text')
      : unknownAttribute(run, instance, name, json, unknown, mark)
  })
}

/** Terraform's mark is lost on the way from the arguments of a policy document to its text. */
function isMadeOfSecrets(run: Run, instance: Instance): boolean {
  if (marksAnything(instance.sensitive)) return true
  const written = documentArguments(run, instance)
  return written !== undefined && isSensitive(written)
}

function unknownAttribute(
  run: Run,
  instance: Instance,
  name: string,
  json: unknown,
  unknown: unknown,
  mark: unknown,
): Value {
  const written = writtenAttribute(run, instance, name)
  // What an optional argument is that is written as `null`, the provider or AWS decides.
  if (written !== undefined && written.kind !== 'null') {
    return mark === true ? { ...written, sensitive: true } : written
  }
  if (unknown !== true) return fromPlan(json, unknown, mark, `${instance.address}.${name}`)
  const hole = attributeHole(instance, name, textual.has(name) ? 'text' : 'any')
  return mark === true ? { ...hole, sensitive: true } : hole
}

/** Attributes that are a string and never empty, once the resource is there. */
const textual: ReadonlySet<string> = new Set([
  'arn',
  'id',
  'name',
  'key_id',
  'unique_id',
  'account_id',
  'user_id',
])

/** What an argument of an instance evaluates to; nothing where it is not written, or its sources are not there. */
export function writtenAttribute(run: Run, instance: Instance, name: string): Value | undefined {
  const expression = argumentOf(sourceBlock(run, instance)?.body, name)
  return expression === undefined ? undefined : evaluate(run, expression, scopeOf(run, instance))
}

function documentText(run: Run, instance: Instance): Value | undefined {
  const written = documentArguments(run, instance)
  const document = documentValue(run, instance)
  if (written === undefined || document === undefined) return undefined
  const contradiction = readEntryContradiction(written, instance)
  if (contradiction === undefined) return policyText(document)
  // In a world that cannot be, sources and plan may well contradict each other.
  if (run.world.choices.size === 0)
    run.notes.add(`\`${instance.address}\` is taken from the plan, not from its sources: ${contradiction}`)
  return undefined
}

/** The document of a `data.aws_iam_policy_document`, as its sources write it. */
export function documentValue(run: Run, instance: Instance): Value | undefined {
  if (sourceBlock(run, instance) === undefined) return undefined
  return once(run, `${instance.address} document`, () => {
    const written = documentArguments(run, instance)
    return written?.kind === 'object' ? policyDocument(written) : unsupported('a document', [])
  })
}

/** The arguments and blocks of a `data.aws_iam_policy_document`. */
export function documentArguments(run: Run, instance: Instance): Value | undefined {
  const block = sourceBlock(run, instance)
  if (block === undefined) return undefined
  return once(run, `${instance.address} arguments`, () =>
    policyDocumentArguments(
      block.body,
      (expression, scope) => evaluate(run, expression, scope),
      scopeOf(run, instance),
    ),
  )
}

/** The block of an instance in the sources. */
export function sourceBlock(
  run: Pick<Run, 'sources' | 'notes'>,
  { scope, address }: Instance,
): Block | undefined {
  const block = parseAddress(address)?.block
  return block === undefined ? undefined : sourceModule(run, scope)?.resources.get(block)
}

/** What names mean in an instance's block. */
export function scopeOf(run: Run, instance: Instance): Scope {
  const { scope, index, address } = instance
  const body = sourceBlock(run, instance)?.body
  return instanceScope(
    run,
    scope,
    index,
    argumentOf(body, 'for_each'),
    parseAddress(address)?.block ?? address,
  )
}
