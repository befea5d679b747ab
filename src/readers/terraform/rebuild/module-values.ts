import { isDeepStrictEqual } from 'node:util'
import type { Block, Expression } from '../../../hcl/syntax.ts'
import type { Index } from '../address.ts'
import type { Scope as ModuleInstance } from '../configuration.ts'
import { property } from '../json-value.ts'
import { convert } from './convert.ts'
import { evaluate } from './evaluate.ts'
import { fromPlan } from './plan-values.ts'
import { once, type Run } from './run.ts'
import { outside, type Scope } from './scope.ts'
import { sourceModule } from './source-module.ts'
import { toPlanValue } from './to-plan-value.ts'
import { parseType } from './type-constraint.ts'
import { argumentOf } from './written.ts'
import { derived, knownText, namedHole, nullValue, type Value } from './value.ts'

/** `local.name`. */
export function localValue(run: Run, module: ModuleInstance, name: string): Value {
  const source = sourceModule(run, module)
  const local = source?.locals.get(name)
  if (local === undefined) return namedHole(`local.${name}`, 'not-in-input')
  return once(run, `${module.path}local.${name}`, () => evaluate(run, local.value, outside(module)))
}

/** `var.name`: of the root module from the plan, of others what the call gives, else the default. */
export function variableValue(run: Run, module: ModuleInstance, name: string): Value {
  return once(run, `${module.path}var.${name}`, () => {
    const block = sourceModule(run, module)?.variables.get(name)
    const value = given(run, module, name, block)
    return isSensitive(module, name) ? { ...value, sensitive: true } : value
  })
}

function isSensitive({ module }: ModuleInstance, name: string): boolean {
  return property(property(property(module, 'variables'), name), 'sensitive') === true
}

function given(run: Run, module: ModuleInstance, name: string, block: Block | undefined): Value {
  if (module.parent === undefined) return ofRoot(run, module, name, block)
  const call = callBlock(run, module)
  const argument = call === undefined ? undefined : argumentOf(call.body, name)
  if (call === undefined) return namedHole(`${module.path}var.${name}`, 'parameter')
  if (argument === undefined) return defaultOf(run, module, name, block)
  const value = typed(run, module, block, evaluate(run, argument, callScope(run, module)))
  const isNull = value.kind === 'null' && isFalse(block, 'nullable')
  return isNull ? defaultOf(run, module, name, block) : value
}

/**
 * The plan has the value, converted and with defaults, but does not tell a set from a list; the default of the sources
 * tells where it is written.
 */
function ofRoot(run: Run, module: ModuleInstance, name: string, block: Block | undefined): Value {
  const told = property(run.resources.plan.variables, name)
  const json = property(told, 'value')
  if (json === undefined) {
    return told === undefined ? defaultOf(run, module, name, block) : nullValue
  }
  const value = typed(run, module, block, fromPlan(json, undefined, undefined, `var.${name}`))
  if (argumentOf(block?.body, 'default') === undefined) return value
  const written = defaultOf(run, module, name, block)
  return isDeepStrictEqual(toPlanValue(written)?.json, json) ? written : value
}

function defaultOf(run: Run, module: ModuleInstance, name: string, block: Block | undefined): Value {
  const expression = argumentOf(block?.body, 'default')
  if (expression === undefined) return namedHole(`${module.path}var.${name}`, 'parameter')
  return typed(run, module, block, evaluate(run, expression, outside(module)))
}

function typed(run: Run, module: ModuleInstance, block: Block | undefined, value: Value): Value {
  const type = argumentOf(block?.body, 'type')
  if (type === undefined) return value
  const converted = convert(
    value,
    parseType(type, expression => evaluate(run, expression, outside(module))),
  )
  return value.from === undefined || converted.from !== undefined
    ? converted
    : { ...converted, from: value.from }
}

function isFalse(block: Block | undefined, name: string): boolean {
  const flag = argumentOf(block?.body, name)
  return flag?.kind === 'literal' && flag.value === false
}

function callBlock(run: Run, module: ModuleInstance): Block | undefined {
  const { parent } = module
  const name = /([^.]+)\.$/.exec(module.plainPath)?.[1] ?? ''
  return parent === undefined ? undefined : sourceModule(run, parent)?.calls.get(name)
}

/** What names mean in the arguments of the call that made a module instance. */
function callScope(run: Run, module: ModuleInstance): Scope {
  const { parent = module, index } = module
  const call = callBlock(run, module)
  return instanceScope(run, parent, index, argumentOf(call?.body, 'for_each'), `${module.path}each`)
}

/** What `each` and `count` mean for an instance of a block. */
export function instanceScope(
  run: Run,
  module: ModuleInstance,
  index: Index | undefined,
  forEach: Expression | undefined,
  key: string,
): Scope {
  const scope = outside(module)
  if (index === undefined) return scope
  if (forEach === undefined) return { ...scope, index }
  const text = fromPlan(String(index), undefined, undefined, 'each.key')
  return {
    ...scope,
    index,
    each: {
      key: text,
      get value() {
        const collection = once(run, `${key} of ${module.path}`, () => evaluate(run, forEach, scope))
        return elementAt(collection, String(index), text)
      },
    },
  }
}

function elementAt(collection: Value, index: string, key: Value): Value {
  if (collection.kind === 'object')
    return collection.members.get(index) ?? derived('each.value', [collection])
  // Of a set, key and value are the same.
  if (collection.kind === 'list') return collection.items.find(item => knownText(item) === index) ?? key
  return derived('each.value', [collection])
}
