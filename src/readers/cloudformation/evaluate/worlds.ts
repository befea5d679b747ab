import type { Text } from '../../../model/text.ts'
import { distinctUnknowns, type Unknown } from '../../../model/unknown.ts'
import type { Stack } from './stack.ts'

/** One evaluation in which all that is undecided is taken to be decided in one way. */
export interface Run {
  readonly stack: Stack
  readonly world: World
  /** What is being evaluated: resources, conditions. Who comes here again refers to itself. */
  readonly underway: Set<string>
}

/** How what is undecided is taken to turn out. */
export interface World {
  readonly choices: Map<string, Choice>
  /** Conditions that are decided in it: choices are only added, so that they stay so. */
  readonly decided: Map<string, 'yes' | 'no'>
  /** Properties that name resources, as far as they are evaluated in it. */
  readonly names: Map<string, Text | undefined>
  /** The choices that this run was the first to come to, in order. */
  readonly opened: Choice[]
  readonly isFull: () => boolean
}

/** Something undecided: a condition with its two ways, a parameter with its allowed values. */
export interface Choice {
  /** The same wherever the same thing is asked. */
  readonly id: string
  /** What the outcome hangs on. */
  readonly unknown: Unknown
  readonly options: number
  /** What equals each other where the first option is taken. */
  readonly sides?: readonly string[]
  /** Counts from 0. */
  readonly taken: number
}

/** What a task makes in one way that things can turn out. */
export interface Outcome<Result> {
  readonly result: Result
  readonly choices: readonly Choice[]
}

/** A value that can be more than so many is a hole: each of them would be a world of its own. */
export const mostOptions = 8

/** Six conditions at one statement; each statement counts alone. */
const mostWorlds = 64

/** What they may cost together: each node of each of them is kept until all are compared. */
const mostStepsTogether = 200_000

/** What a task makes in each way that what it comes across can be decided. */
export function inEachWorld<Result>(
  stack: Stack,
  task: (run: Run) => Result,
): readonly [Outcome<Result>, ...Outcome<Result>[]] {
  const { budget } = stack.shared
  const before = budget.steps
  const [first, next] = firstLook(stack, task, mostWorlds)
  const steps = before - budget.steps
  const isAlone = first.choices.every(({ options }) => options === 1)
  if (isAlone || steps * mostWorlds <= mostStepsTogether) return [first, ...next()]
  const [onlyFirst, others] = firstLook(stack, task, Math.max(1, Math.floor(mostStepsTogether / steps)))
  return [onlyFirst, ...others()]
}

/** The first outcome, and what tells the others, of which there are as many at most. */
function firstLook<Result>(
  stack: Stack,
  task: (run: Run) => Result,
  most: number,
): readonly [first: Outcome<Result>, others: () => readonly Outcome<Result>[]] {
  const outcomes: Outcome<Result>[] = []
  const open: (readonly Choice[])[] = []
  const look = (choices: readonly Choice[]): Outcome<Result> => {
    const opened: Choice[] = []
    const planned = () => opened.reduce((sum, { options }) => sum + options - 1, 1)
    const world: World = {
      choices: new Map(choices.map(choice => [choice.id, choice])),
      decided: new Map(),
      names: new Map(),
      opened,
      isFull: () => outcomes.length + open.length + planned() >= most,
    }
    const result = task({ stack, world, underway: new Set() })
    const taken = [...choices]
    for (const choice of opened) {
      for (let other = 1; other < choice.options; other += 1)
        open.push([...taken, { ...choice, taken: other }])
      taken.push(choice)
    }
    return { result, choices: taken }
  }
  const first = look([])
  outcomes.push(first)
  const others = () => {
    for (let choices = open.pop(); choices !== undefined; choices = open.pop()) outcomes.push(look(choices))
    return outcomes.slice(1)
  }
  return [first, others]
}

/** Which of several options is taken in this world; nothing where there are more worlds than can be looked at. */
export function choose({ world }: Run, asked: Omit<Choice, 'taken'>): number | undefined {
  const known = world.choices.get(asked.id)
  if (known !== undefined) return known.taken
  if (asked.options < 1 || world.isFull()) return undefined
  const choice: Choice = { ...asked, taken: 0 }
  world.choices.set(asked.id, choice)
  world.opened.push(choice)
  return 0
}

/** What tells several outcomes apart: each thing that was not decided the same way in all of them. */
export function hangingOn(outcomes: readonly Outcome<unknown>[]): readonly Unknown[] {
  const ways = new Map<string, { readonly unknown: Unknown; readonly taken: Set<number>; count: number }>()
  for (const { choices } of outcomes) {
    for (const { id, unknown, taken } of choices) {
      const known = ways.get(id) ?? { unknown, taken: new Set(), count: 0 }
      known.taken.add(taken)
      known.count += 1
      ways.set(id, known)
    }
  }
  const telling = [...ways.values()].filter(({ taken, count }) => taken.size > 1 || count < outcomes.length)
  return distinctUnknowns(telling.map(({ unknown }) => unknown))
}
