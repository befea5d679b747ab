import type { SourceLocation } from '../../model/source-location.ts'
import type { Tri } from '../../model/tri.ts'
import { parseAddress, showIndex, type Index } from './address.ts'
import { blockAt, openScopes, scopeAt, type Scope, type Scopes } from './configuration.ts'
import { keeps, type Plan, type ResourceChange, type ResourceValues } from './plan.ts'
import { providerOf } from './provider-key.ts'
import type { Rebuild } from './rebuild/rebuild.ts'
import type { Value } from './values.ts'

/** A resource or data source as it will be once the plan is applied. */
export interface Instance {
  readonly address: string
  readonly at: SourceLocation
  readonly mode: 'managed' | 'data'
  readonly type: string
  readonly scope: Scope
  readonly index?: Index
  /** Its block in the configuration; nothing if that is gone. */
  readonly block: unknown
  /** `aws`, `aws.replica`, `module.own:aws.inner`. */
  readonly provider: string
  readonly values: Value
  /** The overlay of what is sensitive. */
  readonly sensitive: unknown
  /** Whether the plan creates it, or creates it anew. */
  readonly created: boolean
  /** Its values before the change. */
  readonly before: unknown
}

/** All resources of a plan, indexed once. */
export interface Resources {
  readonly plan: Plan
  readonly file: string
  readonly scopes: Scopes
  /** Managed ones that will exist, in the order of the plan. */
  readonly managed: readonly Instance[]
  /** Those that the plan forgets: they go on existing. They are among `managed` too. */
  readonly forgotten: readonly Instance[]
  /** Those that the plan destroys. */
  readonly destroyed: readonly Instance[]
  /** Those that the plan creates anew, in the place of what it destroys. They are among `managed` too. */
  readonly replaced: readonly Instance[]
  /** Managed resources that exist before the change, as far as the plan tells their ARN. */
  readonly existing: readonly Instance[]
  /** Instances of a block, by `module.app["x"].aws_kms_key.main`. */
  readonly byBlock: ReadonlyMap<string, readonly Instance[]>
  /** By the same with the index. */
  readonly byAddress: ReadonlyMap<string, Instance>
  /** Blocks that the plan decided about, without indexes. */
  readonly decided: ReadonlySet<string>
  /** What the sources tell; absent without sources, and where nothing is asked of them. */
  readonly rebuild?: Rebuild
  /** Whether the configuration names a key besides its policies and aliases; absent where nobody asks. */
  readonly isReferenced?: (key: Instance) => Tri | undefined
}

/** What is filled while a plan is read. */
interface Shelves {
  readonly managed: Instance[]
  readonly forgotten: Instance[]
  readonly destroyed: Instance[]
  readonly replaced: Instance[]
  readonly byBlock: Map<string, Instance[]>
  readonly byAddress: Map<string, Instance>
  readonly decided: Set<string>
}

/**
 * A plan without changes tells what exists (refresh-only); one that failed before it had any tells nothing. What it does
 * not know is asked of `rebuild`, once the resources are read.
 */
export function readResources(plan: Plan, file: string, rebuild?: Rebuild): Resources {
  const scopes = openScopes(plan.configuration)
  const shelves: Shelves = {
    managed: [],
    forgotten: [],
    destroyed: [],
    replaced: [],
    byBlock: new Map(),
    byAddress: new Map(),
    decided: new Set(),
  }
  const source = { plan, file, scopes, ...(rebuild === undefined ? {} : { rebuild }) }
  const existing: Instance[] = []
  for (const resource of plan.prior_state) {
    if (resource.deposed_key !== undefined) continue
    const instance = fromValues(source, resource)
    if (resource.mode === 'data') shelve(shelves, instance)
    else existing.push(instance)
  }
  if (plan.resource_changes !== undefined) {
    for (const change of plan.resource_changes) takeChange(source, shelves, change)
  } else if (plan.planned_values.length > 0) {
    for (const resource of plan.planned_values) shelve(shelves, fromValues(source, resource))
  } else if (plan.errored !== true) {
    for (const instance of existing) if (keeps(instance.type)) shelve(shelves, instance)
  }
  return { ...source, ...shelves, existing }
}

type Source = Pick<Resources, 'plan' | 'file' | 'scopes' | 'rebuild'>

function takeChange(source: Source, shelves: Shelves, change: ResourceChange): void {
  const { actions } = change.change
  const instance = fromChange(source, change)
  if (change.deposed !== undefined) {
    // Whatever was left behind of it, destroying a policy writes AWS's default to the key that still stands.
    if (change.type === 'aws_kms_key_policy' && actions.includes('delete')) shelves.destroyed.push(instance)
    return
  }
  shelves.decided.add(blockKey(instance, 'plainPath'))
  if (actions.length === 1 && actions[0] === 'delete') {
    shelves.destroyed.push(instance)
  } else if (actions.length === 1 && actions[0] === 'forget') {
    const kept = asBefore(instance, change)
    shelves.forgotten.push(kept)
    shelve(shelves, kept)
  } else {
    if (instance.created && actions.includes('delete')) shelves.replaced.push(instance)
    shelve(shelves, instance)
  }
}

/** The key of an instance's block: unique in a plan with the path of its module, in its configuration with the plain one. */
function blockKey(
  { scope, address }: Pick<Instance, 'scope' | 'address'>,
  path: 'path' | 'plainPath',
): string {
  return `${scope[path]}${parseAddress(address)?.block ?? address}`
}

function shelve(shelves: Shelves, instance: Instance): void {
  const block = blockKey(instance, 'path')
  const others = shelves.byBlock.get(block)
  if (others === undefined) shelves.byBlock.set(block, [instance])
  else others.push(instance)
  shelves.byAddress.set(`${block}${showIndex(instance.index)}`, instance)
  if (instance.mode === 'managed') shelves.managed.push(instance)
}

/** What Terraform forgets stays as it is. The plan has no values for it but those before. */
function asBefore(instance: Instance, { change }: ResourceChange): Instance {
  const { before = null, before_sensitive: sensitive } = change
  return { ...instance, values: { json: before, unknown: before === null, at: instance.at }, sensitive }
}

function fromChange(source: Source, { address, mode, type, change }: ResourceChange): Instance {
  const place = placeOf(source, address, type)
  const { after = null, after_unknown: unknown } = change
  const instance: Instance = {
    address,
    mode,
    type,
    ...place,
    // Without any `after` nothing is known of it.
    values: { json: after, unknown: after === null ? true : unknown, at: place.at },
    sensitive: change.after_sensitive,
    created: change.actions.includes('create'),
    before: change.before,
  }
  const { rebuild } = source
  // What is read during apply has its own way to be rebuilt: as a whole.
  if (rebuild === undefined || mode === 'data' || after === null) return instance
  return { ...instance, values: { ...instance.values, told: name => rebuild.argument(instance, name) } }
}

function fromValues(source: Source, resource: ResourceValues): Instance {
  const { address, mode, type, values, sensitive_values: sensitive } = resource
  const place = placeOf(source, address, type)
  return {
    address,
    mode,
    type,
    ...place,
    values: { json: values, unknown: values === undefined, at: place.at },
    sensitive,
    created: false,
    before: values,
  }
}

function placeOf({ file, scopes, plan }: Source, address: string, type: string) {
  const parsed = parseAddress(address)
  const scope = scopeAt(scopes, parsed?.modules ?? [])
  const block = parsed === undefined ? undefined : blockAt(scopes, scope, parsed.block)
  return {
    at: { file, address, pointer: '' },
    scope,
    block,
    ...(parsed?.index === undefined ? {} : { index: parsed.index }),
    provider: providerOf(plan.configuration, block, type),
  }
}

/** The instances of a block in a module instance. */
export function instancesOf(resources: Resources, scope: Scope, block: string): readonly Instance[] {
  return resources.byBlock.get(`${scope.path}${block}`) ?? []
}

/** One instance of a block. */
export function instanceAt(
  resources: Resources,
  scope: Scope,
  block: string,
  index: Index | undefined,
): Instance | undefined {
  return resources.byAddress.get(`${scope.path}${block}${showIndex(index)}`)
}
