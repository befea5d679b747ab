import { isObject, marksAnything, names, property } from '../json-value.ts'
import type { Instance } from '../resources.ts'
import { sourceBlock } from './resource-values.ts'
import { inEachWorld, type Evaluation } from './run.ts'
import { likeness } from './test-equal.ts'
import { EvaluationError, nullValue } from './value.ts'
import { writtenValue } from './written-values.ts'

/** What Terraform itself reads. */
const meta = new Set([
  'count',
  'for_each',
  'provider',
  'depends_on',
  'lifecycle',
  'provisioner',
  'connection',
])

/** For tests only: the names of all arguments and blocks of an instance that are written in its sources. */
export function writtenNames(evaluation: Evaluation, instance: Instance): readonly string[] {
  const body = sourceBlock(evaluation, instance)?.body
  const found = new Set(body?.attributes.map(({ name }) => name))
  for (const { type, labels } of body?.blocks ?? []) found.add(type === 'dynamic' ? (labels[0] ?? '') : type)
  return [...found].filter(name => !meta.has(name))
}

/** How an argument compares with the plan: `equal`, or what is not. */
interface Compared {
  readonly argument: string
  readonly how: string
}

/** For tests only: compares every argument that these instances know and the sources write. */
export function compareArguments(evaluation: Evaluation, known: readonly Instance[]): readonly Compared[] {
  return known.flatMap(instance => {
    const own = evaluation.resources.byAddress.get(instance.address) ?? instance
    return writtenNames(evaluation, instance).flatMap(name => {
      const { json, unknown } = instance.values
      const planned = property(json, name)
      if (planned === undefined || unknown === true || marksAnything(property(unknown, name))) return []
      return [{ argument: `${instance.address}.${name}`, how: compared(evaluation, own, name, planned) }]
    })
  })
}

function compared(evaluation: Evaluation, instance: Instance, name: string, planned: unknown): string {
  try {
    const [only, ...others] = inEachWorld(evaluation, run => writtenValue(run, instance, name) ?? nullValue)
    return only === undefined || others.length > 0 ? 'several worlds' : likeness(only.value, planned)
  } catch (error) {
    if (!(error instanceof EvaluationError)) throw error
    return error.message
  }
}

/** For tests only: a plan with these attributes of its resources known only after apply. */
export function hiding(plan: string, isHidden: (address: string, name: string) => boolean): string {
  return JSON.stringify(JSON.parse(plan), (_, value: unknown) => {
    const change = property(value, 'change')
    const after = property(change, 'after')
    const address = property(value, 'address')
    if (!isObject(value) || !isObject(change) || !isObject(after) || typeof address !== 'string') return value
    const hidden = new Set(names(after).filter(name => isHidden(address, name)))
    const unknown = property(change, 'after_unknown')
    return {
      ...value,
      change: {
        ...change,
        after: Object.fromEntries(Object.entries(after).filter(([name]) => !hidden.has(name))),
        after_unknown: {
          ...(isObject(unknown) ? unknown : {}),
          ...Object.fromEntries([...hidden].map(name => [name, true])),
        },
      },
    }
  })
}
