import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { fuzzing } from '../fuzzing.ts'
import type { AccessGraph } from '../model/access.ts'
import { noActions, union, type ActionSet } from '../model/action-set.ts'
import type { DiffSummary } from '../model/diff.ts'
import { InputError } from '../model/input-error.ts'
import type { ReadInput } from '../model/inventory.ts'
import { isNamed, principalId } from '../model/principal.ts'
import { read } from '../readers/read.ts'
import { isObject } from '../readers/terraform/json-value.ts'
import { besidesKeys } from '../readers/terraform/besides-keys.ts'
import { diff } from '../report/diff.ts'
import { diffReporters } from '../reporters/diff.ts'
import { comparedChanges, comparedDrift } from './compared-worlds.ts'

const { runs, timeout } = fuzzing(2)

const plans = readdirSync('testdata')
  .map(name => join('testdata', name, 'plan.json'))
  .filter(path => path.includes('state-') && existsSync(path))
  .map((path): unknown => JSON.parse(readFileSync(path, 'utf8')))

/** Values that Terraform would not write there, or not so. */
const odd: fc.Arbitrary<unknown> = fc.oneof(
  fc.constantFrom<unknown>(null, true, 0, -1, '', '*', '{', '[]', 'arn:aws:iam::*:role/${x}', {}, [], [[]]),
  fc.constantFrom('update', 'no-op', 'delete', 'forget', 'ab', '__proto__', '\u001B[31m::error::|<b>\n'),
  fc.jsonValue({ maxDepth: 2 }),
)

const isBroken = /^(?:resource_changes|resource_drift|planned_values|prior_state)$/

/** Walks down from a list that is compared, and puts something else where the steps end. */
function mutated(plan: unknown, steps: readonly number[], value: unknown): unknown {
  const copy: unknown = structuredClone(plan)
  const lists = isObject(copy) ? Object.keys(copy).filter(name => isBroken.test(name)) : []
  const [first = 0, ...others] = steps
  let holder: unknown = copy
  let name = lists[first % Math.max(lists.length, 1)] ?? ''
  for (const step of others) {
    const inner: unknown = isHolder(holder) ? Reflect.get(holder, name) : undefined
    if (!isHolder(inner) || Object.keys(inner).length === 0) break
    holder = inner
    name = Object.keys(inner)[step % Object.keys(inner).length] ?? ''
  }
  if (isHolder(holder)) Reflect.set(holder, name, value)
  return copy
}

function isHolder(value: unknown): value is object {
  return typeof value === 'object' && value !== null
}

async function readingOf(plan: unknown): Promise<ReadInput | undefined> {
  const bytes = Buffer.from(JSON.stringify(plan))
  try {
    const options = { accountFor: () => undefined, besidesKeys: () => Promise.resolve(besidesKeys) }
    return (await read({ path: 'plan.json', chunks: [bytes], again: () => [bytes] }, options)).input
  } catch (error) {
    if (error instanceof InputError) return undefined
    throw error
  }
}

function toldOf(input: ReadInput): {
  readonly says: DiffSummary['changes']
  readonly printed: readonly string[]
} {
  const drift = comparedDrift([input])
  const worlds = comparedChanges([input], [])
  const world = { compared: 'changes' as const, inputs: [input], contexts: [], errors: [], worlds }
  const answer = diff(drift === undefined ? world : { ...world, drift }, { keys: [], actions: [] })
  if (answer.kind === 'mistakes') throw new Error('nothing was asked for')
  const printed = Object.values(diffReporters).map(render =>
    [...render(answer.report, { color: false, verbose: true })].join(''),
  )
  return { says: answer.report.change.summary.changes, printed }
}

const mutations = fc.array(fc.tuple(fc.array(fc.nat({ max: 40 }), { minLength: 2, maxLength: 7 }), odd), {
  minLength: 1,
  maxLength: 3,
})

test(
  'a damaged plan is compared or refused, and nothing of it reaches a terminal',
  async () => {
    const law = fc.asyncProperty(fc.constantFrom(...plans), mutations, async (plan, changes) => {
      const damaged = changes.reduce((now, [steps, value]) => mutated(now, steps, value), plan)
      const input = await readingOf(damaged)
      if (input === undefined) return
      const { printed } = toldOf(input)
      // oxlint-disable-next-line no-control-regex -- that is what must not be there
      expect(printed.filter(text => /[\u0000-\u0009\u000B-\u001F\u007F]|^::/m.test(text))).toEqual([])
    })
    await fc.assert(law, runs)
  },
  timeout,
)

/** What those with a name can do, key by key. */
function named(graph: AccessGraph): object {
  const all = new Map<string, ActionSet>()
  for (const key of graph.keys) {
    const { own, shared } = graph.everyAccessTo(key)
    for (const { principal, actions, certainty } of [...own, ...shared]) {
      const name = `${key.arn ?? key.address} ${principalId(principal)}`
      if (isNamed(principal) && certainty === 'certain')
        all.set(name, union(all.get(name) ?? noActions, actions))
    }
  }
  return Object.fromEntries([...all].map(([name, actions]) => [name, actions.toString(36)]))
}

test(
  'no change is told only where those with a name can do the same before and after',
  async () => {
    const counts = { yes: 0, no: 0, unknown: 0, refused: 0 }
    const law = fc.asyncProperty(fc.constantFrom(...plans), mutations, async (plan, changes) => {
      const damaged = changes.reduce((now, [steps, value]) => mutated(now, steps, value), plan)
      const input = await readingOf(damaged)
      const says = input === undefined ? 'refused' : toldOf(input).says
      counts[says] += 1
      const { change } = comparedChanges(input === undefined || says !== 'no' ? [] : [input], [])
      expect(named(change.after)).toEqual(named(change.before))
    })
    await fc.assert(law, runs)
    console.log(`compared: ${JSON.stringify(counts)}`)
  },
  timeout,
)
