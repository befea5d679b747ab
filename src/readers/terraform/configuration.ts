import { showIndex, type Index, type Segment } from './address.ts'
import { items, property, word } from './json-value.ts'

/** A module instance: where its expressions are looked up, and where those of its call are. */
export interface Scope {
  /** `module.app["x"].module.key[0].`; empty for the root module. */
  readonly path: string
  /** The same without indexes: the place in the configuration. */
  readonly plainPath: string
  readonly parent?: Scope
  readonly index?: Index
  /** The block that calls the module. */
  readonly call: unknown
  /** The configuration of the module. */
  readonly module: unknown
}

/** The module instances met so far, and the resource blocks of each module's configuration. */
export interface Scopes {
  readonly root: Scope
  readonly known: Map<string, Scope>
  readonly blocks: Map<unknown, ReadonlyMap<string, unknown>>
}

/** Begins with the root module. */
export function openScopes(configuration: unknown): Scopes {
  const module = property(configuration, 'root_module')
  return { root: { path: '', plainPath: '', call: undefined, module }, known: new Map(), blocks: new Map() }
}

/** The module instance at an address; its configuration is absent if the plan has none of it. */
export function scopeAt(scopes: Scopes, modules: readonly Segment[]): Scope {
  return modules.reduce((scope, called) => childScope(scopes, scope, called), scopes.root)
}

/** An instance of a module that another one calls. */
export function childScope(scopes: Scopes, parent: Scope, called: Segment): Scope {
  const path = `${parent.path}module.${called.name}${showIndex(called.index)}.`
  const known = scopes.known.get(path)
  if (known !== undefined) return known
  const call = property(property(parent.module, 'module_calls'), called.name)
  const scope: Scope = {
    path,
    plainPath: `${parent.plainPath}module.${called.name}.`,
    parent,
    ...(called.index === undefined ? {} : { index: called.index }),
    call,
    module: property(call, 'module'),
  }
  scopes.known.set(path, scope)
  return scope
}

/** The configuration of a resource or data source: `data.aws_iam_policy_document.key`. */
export function blockAt(scopes: Scopes, scope: Scope, block: string): unknown {
  return blocksOf(scopes, scope.module).get(block)
}

/** All resource blocks of a module's configuration, by their address in it. */
export function blocksOf(scopes: Scopes, module: unknown): ReadonlyMap<string, unknown> {
  const known = scopes.blocks.get(module)
  if (known !== undefined) return known
  const blocks = new Map<string, unknown>()
  for (const block of items(property(module, 'resources'))) {
    const prefix = property(block, 'mode') === 'data' ? 'data.' : ''
    const type = word(property(block, 'type'))
    const name = word(property(block, 'name'))
    if (type !== undefined && name !== undefined) blocks.set(`${prefix}${type}.${name}`, block)
  }
  scopes.blocks.set(module, blocks)
  return blocks
}

/** The expression of an argument; nothing when the argument is not written. */
export function argument(block: unknown, name: string): unknown {
  return property(property(block, 'expressions'), name)
}
