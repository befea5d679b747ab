import type { Run } from './worlds.ts'

/** Takes steps; `false` once there are none left. */
export function spend({ stack }: Pick<Run, 'stack'>, steps = 1): boolean {
  const { budget } = stack.shared
  budget.steps -= steps
  return budget.steps >= 0
}

/** The steps that a text takes: a long one may be named very often. */
export function costOfText(length: number): number {
  return Math.ceil(length / 20)
}

/** More than a template can nest values, and few enough for any stack of calls. */
const deepest = 400

/** What a task makes one level further down; what stands instead where that is too deep. */
export function deeper<Result>(
  { stack }: Pick<Run, 'stack'>,
  task: () => Result,
  instead: () => Result,
): Result {
  const { budget } = stack.shared
  if (budget.depth >= deepest) return instead()
  budget.depth += 1
  try {
    return task()
  } finally {
    budget.depth -= 1
  }
}

/** What a task makes while `id` is being evaluated; what stands instead where it is already, or where that is too deep. */
export function once<Result>(run: Run, id: string, task: () => Result, instead: () => Result): Result {
  const { underway } = run
  if (underway.has(id)) return instead()
  underway.add(id)
  try {
    return deeper(run, task, instead)
  } finally {
    underway.delete(id)
  }
}
