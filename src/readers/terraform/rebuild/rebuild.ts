import type { PolicyDocument } from '../../../model/statement.ts'
import type { Setting } from '../../../model/key.ts'
import type { SourceLocation } from '../../../model/source-location.ts'
import type { Unknown } from '../../../model/unknown.ts'
import type { Reading } from '../reading.ts'
import type { Leaf } from '../references.ts'
import type { Instance } from '../resources.ts'
import type { Value as PlanValue } from '../values.ts'
import { leavesIn } from './leaves.ts'
import { isSensitive } from './sensitive.ts'
import { keptFromDestroy } from './kept-from-destroy.ts'
import { mergedWorlds } from './merge-worlds.ts'
import { inEachWorld, spend, type Evaluation, type Outcome, type Run } from './run.ts'
import { sizeOf } from './size.ts'
import { toPlanValue } from './to-plan-value.ts'
import { derived, EvaluationError, namedHole, type Value } from './value.ts'
import { writtenDocumentValue, writtenValue } from './written-values.ts'

/** What the sources tell of values that the plan does not know. */
export interface Rebuild {
  /** An argument as far as it can be told; nothing where the sources tell no more than the plan. */
  readonly argument: (instance: Instance, name: string) => Pick<PlanValue, 'json' | 'unknown'> | undefined
  /** What an argument refers to in the end; nothing where its expression is not in the sources. */
  readonly leaves: (instance: Instance, name: string) => readonly Leaf[] | undefined
  /** The policy document at a place, or that there is none; nothing where its expression tells nothing of it. */
  readonly document: (reading: Reading, instance: Instance, at: SourceLocation) => RebuiltDocument | undefined
  /** Whether an argument is made of something that Terraform would not print. */
  readonly isSensitive: (instance: Instance, name: string) => boolean
  /** Whether Terraform refuses to destroy a resource; nothing where its block is not in the sources. */
  readonly keptFromDestroy: (instance: Instance) => Setting | undefined
  /** What the report must tell of the rebuilding. */
  readonly notes: () => readonly string[]
}

/** A document that was unknown. */
export interface RebuiltDocument {
  /** Absent where it is certain that none is written. */
  readonly document?: PolicyDocument
  /** Whether no document may be written instead: that hangs on these conditions. */
  readonly noneIf: readonly Unknown[]
}

/** Answers out of the sources; what is asked twice is worked out once. */
export function rebuildOf(evaluation: Evaluation): Rebuild {
  const documents = new Map<string, readonly Outcome[]>()
  const values = new Map<string, readonly Outcome[]>()
  const outcomesOf = (instance: Instance, pointer: string) =>
    remembered(documents, `${instance.address} ${pointer}`, () =>
      safely(evaluation, run => writtenDocumentValue(run, instance, pointer)),
    )
  const valuesOf = (instance: Instance, name: string) =>
    remembered(values, `${instance.address} ${name}`, () =>
      safely(evaluation, run => writtenValue(run, instance, name)),
    )
  return {
    argument: (instance, name) => {
      const [only, ...others] = valuesOf(instance, name)
      return only === undefined || others.length > 0 ? undefined : toPlanValue(only.value)
    },
    leaves: (instance, name) => {
      const outcomes = valuesOf(instance, name)
      return outcomes.length === 0 ? undefined : leavesIn(outcomes.map(({ value }) => value))
    },
    document: (reading, instance, at) => rebuilt(reading, evaluation, outcomesOf(instance, at.pointer), at),
    isSensitive: (instance, name) => {
      const [, attribute = ''] = name.split('/')
      const asked = attribute === '' ? valuesOf(instance, name) : outcomesOf(instance, name)
      return asked.some(({ value }) => isSensitive(value))
    },
    keptFromDestroy: instance => keptFromDestroy(evaluation, instance),
    notes: () => [...evaluation.notes],
  }
}

function remembered<Found>(known: Map<string, Found>, key: string, find: () => Found): Found {
  const cached = known.get(key)
  if (cached !== undefined) return cached
  const found = find()
  known.set(key, found)
  return found
}

/** The outcomes in all worlds; none where nothing is written. A failure of ours or of the sources is a hole. */
function safely(evaluation: Evaluation, ask: (run: Run) => Value | undefined): readonly Outcome[] {
  const outcomes = inEachWorld(evaluation, run => {
    try {
      return ask(run) ?? unwritten
    } catch (error) {
      if (!(error instanceof EvaluationError)) throw error
      return derived(`an expression that fails: ${error.message}`, [])
    }
  })
  return outcomes.some(({ value }) => value === unwritten) ? [] : outcomes
}

const unwritten = namedHole('nothing that is written', 'not-in-input')

function rebuilt(
  reading: Reading,
  evaluation: Evaluation,
  outcomes: readonly Outcome[],
  at: SourceLocation,
): RebuiltDocument | undefined {
  const isTold = outcomes.some(({ value }) => value.kind !== 'hole')
  // Many resources can have one large document, which is read for each of them.
  const size = outcomes.reduce((sum, { value }) => sum + sizeOf(value), 0)
  if (!isTold || spend(evaluation, size) !== undefined) return undefined
  return mergedWorlds(reading, evaluation, outcomes, at)
}
