import { evaluate, type Evaluation } from '../access/evaluate.ts'
import type { SimulationCase } from './case.ts'

/** The decision of a case, and whether it is the one that its author expects. */
export interface Outcome {
  readonly id: string
  readonly decision: Evaluation['decision']
  /** Absent where the case expects nothing. */
  readonly expect?: Evaluation['decision']
  /** In words: the statements that decided, or the half that is missing. */
  readonly reasons: readonly string[]
}

/** Decides a case. */
export function simulate({ id, expect, request }: SimulationCase): Outcome {
  const { decision, reasons } = evaluate(request)
  return {
    id,
    decision,
    ...(expect === undefined ? {} : { expect }),
    reasons: reasons.map(({ says }) => says),
  }
}

/** Whether an outcome is another than its author expects. */
export function isUnexpected({ decision, expect }: Outcome): boolean {
  return expect !== undefined && expect !== decision
}
