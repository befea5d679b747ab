import type { Resources } from '../resources.ts'
import type { Sources } from '../sources/sources.ts'
import { unsupported, type Hole, type Value } from './value.ts'

/** What evaluations of one plan share. */
export interface Evaluation {
  readonly sources: Sources
  readonly resources: Resources
  /** Resources of types that the reader has no use for, as far as expressions name them. */
  readonly others: Resources | undefined
  /**
   * `values`: what the plan knows counts, and only what it does not know is evaluated. `places`: documents are evaluated
   * even if the plan knows them, so that each part tells where it is written.
   */
  readonly purpose: 'values' | 'places'
  readonly shared: Memory
  /** How many expressions may still be evaluated: hostile sources must not take forever. */
  readonly budget: { steps: number }
  /** The names of conditions that were taken to be decided, by their ids. */
  readonly conditions: Map<string, string>
  /** What the report must tell about the rebuilding. */
  readonly notes: Set<string>
}

/** Takes a step; a hole in place of a value once there are none left. */
export function spend({ budget }: Pick<Evaluation, 'budget'>, steps = 1): Hole | undefined {
  if (budget.steps <= 0) return unsupported('more than can be evaluated here', [])
  budget.steps -= steps
  return undefined
}

/** One evaluation in one world: unknown conditions are taken to be decided one way. */
export interface Run extends Evaluation {
  readonly world: World
  /** How deep evaluations stand inside each other. */
  readonly level: { depth: number }
}

/** Results by what was evaluated; `underway` while that goes on. */
export type Memory = Map<string, Value | EvaluationFailure | 'underway'>

/** An error that is raised again wherever the value is asked for. */
export interface EvaluationFailure {
  readonly kind: 'failure'
  readonly error: Error
}

/** How unknown conditions are taken to be decided. */
export interface World {
  readonly choices: Map<string, boolean>
  /** Results that hang on the choices. */
  readonly memory: Memory
  /** The conditions that were met first in this run, in order. */
  readonly opened: string[]
  /** Whether no more conditions may be opened. */
  readonly isFull: () => boolean
  asked: number
  /** Above 0 while a value is looked at that is not used: no condition is opened for it. */
  quiet: number
  /** Results of such looks, as long as no more choices are made. */
  readonly looks: Memory
}

/** What a world makes of a task. */
export interface Outcome {
  /** The conditions that were decided, by their holes' ids. */
  readonly choices: ReadonlyMap<string, boolean>
  readonly value: Value
}

/** Documents seldom hang on more than two unknown conditions. */
const mostWorlds = 16

/** What a task makes in each way that its unknown conditions can be decided. */
export function inEachWorld(evaluation: Evaluation, task: (run: Run) => Value): readonly Outcome[] {
  const outcomes: Outcome[] = []
  const open: ReadonlyMap<string, boolean>[] = [new Map()]
  for (let choices = open.pop(); choices !== undefined; choices = open.pop()) {
    const world: World = {
      choices: new Map(choices),
      memory: new Map(),
      opened: [],
      isFull: () => outcomes.length + open.length + world.opened.length + 2 > mostWorlds,
      asked: 0,
      quiet: 0,
      looks: new Map(),
    }
    const value = task({ ...evaluation, world, level: { depth: 0 } })
    outcomes.push({ choices: world.choices, value })
    // Each condition that was met first is decided the other way once more, with those before it as they were.
    const taken = new Map(choices)
    for (const id of world.opened) {
      open.push(new Map([...taken, [id, false]]))
      taken.set(id, true)
    }
  }
  return outcomes
}

/** How an unknown condition is taken to be decided; nothing where it stays unknown. */
export function decide({ world, conditions }: Run, condition: Hole): boolean | undefined {
  world.asked += 1
  const chosen = world.choices.get(condition.id)
  if (chosen !== undefined) return chosen
  if (world.quiet > 0 || world.isFull()) return undefined
  world.looks.clear()
  conditions.set(condition.id, condition.name)
  world.choices.set(condition.id, true)
  world.opened.push(condition.id)
  return true
}

/** A value that is looked at only for its type. */
export function quietly(run: Run, look: () => Value): Value {
  run.world.quiet += 1
  try {
    return look()
  } finally {
    run.world.quiet -= 1
  }
}

/** Evaluates once what is named by `key`; what hangs on a choice is remembered in its world only. */
export function once(run: Run, key: string, compute: () => Value): Value {
  const { shared, world } = run
  const memory = world.quiet > 0 ? world.looks : world.memory
  const known = shared.get(key) ?? memory.get(key)
  if (known === 'underway') return unsupported(`${key}, which refers to itself`, [])
  if (known !== undefined) {
    if (known.kind === 'failure') throw known.error
    if (!shared.has(key)) world.asked += 1
    return known
  }
  const before = world.asked
  shared.set(key, 'underway')
  let result: Value | EvaluationFailure
  try {
    result = compute()
  } catch (error) {
    if (!(error instanceof Error)) throw error
    result = { kind: 'failure', error }
  }
  shared.delete(key)
  if (world.asked === before) shared.set(key, result)
  else memory.set(key, result)
  if (result.kind === 'failure') throw result.error
  return result
}
