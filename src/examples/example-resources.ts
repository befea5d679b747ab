import { emptyInventory, type Inventory } from '../model/inventory.ts'
import type { Key } from '../model/key.ts'
import { isUnknown } from '../model/unknown.ts'
import { loadManagedPolicies } from '../policy/managed-policies.ts'
import { besidesKeys } from '../readers/terraform/besides-keys.ts'
import { readPlan } from '../readers/terraform/inventory.ts'
import { referencesIn } from '../readers/terraform/key-referrers.ts'
import type {
  ConfigResource,
  Expression,
  Expressions,
  Json,
  JsonObject,
  ResourceChange,
} from '../readers/terraform/plan.ts'
import { readResources } from '../readers/terraform/resources.ts'
import type { Example, ExampleAttributes, ExampleValue } from '../rules/example.ts'
import { isAttributes, isList, isText } from '../rules/example-value.ts'
import { accountOfExample } from './example-key.ts'

const managed = await loadManagedPolicies()

/** What `resources` of an example add to its world, and what they make of the example's key. */
export interface ExampleResources {
  readonly inventory: Inventory
  /** As the plan has it beside them: with the policies that they write, and without its own. */
  readonly key?: Key
}

/** Reads `resources` of an example as a plan that creates them beside the example's key. */
export function inventoryOfResources(example: Example): ExampleResources {
  const { resources } = example
  if (resources === undefined) return { inventory: emptyInventory }
  const own = `${example.type ?? 'aws_kms_key'}.example`
  const { policy: _, lifecycle: __, ...ownKey } = example.key ?? {}
  const all: readonly (readonly [string, ExampleAttributes])[] = [[own, ownKey], ...Object.entries(resources)]
  const blocks = all.map(([address, attributes]) => blockOf(address, attributes))
  const plan = {
    format_version: '1.2',
    variables: {},
    resource_changes: all.map(([address, attributes]) => changeOf(address, attributes)),
    configuration: { root_module: { resources: blocks }, provider_config: { aws: provider } },
    planned_values: [],
    prior_state: [],
  }
  const account = accountOfExample(example)
  const { inventory } = readPlan(
    { ...readResources(plan, 'example'), isReferenced: referencesIn(plan) },
    { accountFor: () => (isUnknown(account) ? undefined : { id: account, from: 'flag' }) },
    besidesKeys(managed),
  )
  const key = inventory.keys.find(({ address }) => address === own)
  const others = inventory.keys.filter(({ address }) => address !== own)
  return { inventory: { ...inventory, keys: others }, ...(key && { key }) }
}

const provider = { name: 'aws', expressions: { region: { constant_value: 'us-west-2' } } }

function changeOf(address: string, attributes: ExampleAttributes): ResourceChange {
  const [type = '', name = ''] = address.split('.')
  const change = { actions: ['create'], after: known(attributes), after_unknown: unknownIn(attributes) }
  return { address, mode: 'managed', type, name, change }
}

function blockOf(address: string, attributes: ExampleAttributes): ConfigResource {
  const [type = '', name = ''] = address.split('.')
  return {
    address,
    mode: 'managed',
    type,
    name,
    provider_config_key: 'aws',
    expressions: expressionsOf(attributes),
  }
}

/** A policy may be written as JSON has it: Terraform has the text of it. */
function expressionsOf(attributes: ExampleAttributes): Expressions {
  return Object.fromEntries(
    Object.entries(attributes).map(([name, value]) => [name, expressionOf(value)] as const),
  )
}

function expressionOf(value: ExampleValue): Expression | readonly Expressions[] {
  if (isUnknown(value)) return { references: referencesTo(value.name) }
  if (isText(value))
    return { references: value.text.flatMap(part => (isUnknown(part) ? referencesTo(part.name) : [])) }
  if (isList(value)) {
    const blocks = value.filter(isAttributes)
    if (blocks.length > 0) return blocks.map(expressionsOf)
    const holes = value.filter(isUnknown)
    if (holes.length > 0) return { references: holes.flatMap(({ name }) => referencesTo(name)) }
  }
  return { constant_value: valueOf(value) }
}

/** As Terraform lists them: `aws_kms_key.a.arn`, then `aws_kms_key.a`. */
function referencesTo(name: string): readonly string[] {
  const parts = name.split('.')
  const resource = parts.slice(0, 2).join('.')
  return parts.length > 2 ? [name, resource] : [name]
}

function valueOf(value: ExampleValue): Json {
  if (value === null || typeof value !== 'object') return value
  if (isUnknown(value) || isText(value)) return null
  if (isList(value)) return value.map(valueOf)
  return known(value)
}

function known(attributes: ExampleAttributes): JsonObject {
  const told = Object.entries(attributes).filter(([, value]) => !isUnknown(value) && !isText(value))
  return Object.fromEntries(
    told.map(([name, value]) => [name, isPolicy(value) ? JSON.stringify(value) : valueOf(value)] as const),
  )
}

function unknownIn(value: ExampleValue): Json {
  if (value === null || typeof value !== 'object') return false
  if (isUnknown(value) || isText(value)) return true
  if (isList(value)) return value.map(unknownIn)
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, unknownIn(inner)] as const))
}

function isPolicy(value: ExampleValue): boolean {
  return typeof value === 'object' && value !== null && 'Statement' in value
}
