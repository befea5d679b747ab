import { references } from '../../../hcl/references.ts'
import { argument } from '../configuration.ts'
import { isObject, items, names, property, word } from '../json-value.ts'
import type { Instance } from '../resources.ts'
import type { Evaluation } from './run.ts'
import { moduleNames } from './source-module.ts'

/** For tests only: what the configuration says that an argument of an instance, or a data source, refers to. */
export function referencesOf({ block, mode }: Instance, name: string): readonly string[] {
  return referencesIn([
    mode === 'data' ? property(block, 'expressions') : argument(block, name),
    property(block, 'for_each_expression'),
  ])
}

function referencesIn(parts: readonly unknown[]): readonly string[] {
  const found: string[] = []
  const open = [...parts]
  while (open.length > 0) {
    const next = open.pop()
    if (Array.isArray(next)) open.push(...items(next))
    if (!isObject(next)) continue
    for (const name of names(next)) {
      const part = property(next, name)
      if (name === 'references') found.push(...items(part).flatMap(one => word(one) ?? []))
      else open.push(part)
    }
  }
  return found
}

interface Place {
  /** `module.app.` */
  readonly path: string
  readonly reference: string
}

/**
 * For tests only: the blocks of all resources that references lead to, through modules and documents; what locals say is
 * taken from the sources, since the plan does not show it.
 */
export function reachedBy(
  { resources, sources }: Evaluation,
  start: string,
  written: readonly string[],
): ReadonlySet<string> {
  const reached = new Set<string>()
  const seen = new Set<string>()
  const open: Place[] = written.map(reference => ({ path: start, reference }))
  const add = (path: string, more: readonly string[]) =>
    open.push(...more.map(reference => ({ path, reference })))
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const { path, reference } = next
    if (seen.has(`${path} ${reference}`)) continue
    seen.add(`${path} ${reference}`)
    const [first = '', second = '', third = ''] = reference.replaceAll(/\[[^\]]*\]/g, '').split('.')
    const scope = moduleAt(resources.plan.configuration, moduleNames(path))
    if (first === 'var') {
      const caller = path.replace(/module\.[^.]+\.$/, '')
      const call = callOf(resources.plan.configuration, path)
      add(caller, referencesIn([argument(call, second), property(call, 'for_each_expression')]))
    } else if (first === 'local') {
      const local = sources.moduleAt(moduleNames(path))?.locals.get(second)
      if (local !== undefined) add(path, references(local.value))
    } else if (first === 'module') {
      const inner = `${path}module.${second}.`
      const outputs = property(moduleAt(resources.plan.configuration, moduleNames(inner)), 'outputs')
      const asked = third === '' ? names(outputs) : [third]
      add(inner, referencesIn(asked.map(name => property(outputs, name))))
    } else {
      const isData = first === 'data'
      const block = isData ? `data.${second}.${third}` : `${first}.${second}`
      reached.add(`${path}${block}`)
      const found = items(property(scope, 'resources')).find(one => property(one, 'address') === block)
      const inner = isData || third === '' ? property(found, 'expressions') : argument(found, third)
      add(path, referencesIn([inner, property(found, 'for_each_expression')]))
    }
  }
  return reached
}

function moduleAt(configuration: unknown, path: readonly string[]): unknown {
  return path.reduce<unknown>(
    (module, name) => property(property(property(module, 'module_calls'), name), 'module'),
    property(configuration, 'root_module'),
  )
}

function callOf(configuration: unknown, path: string): unknown {
  const called = moduleNames(path)
  const caller = moduleAt(configuration, called.slice(0, -1))
  return property(property(caller, 'module_calls'), called.at(-1) ?? '')
}
