import type { Value } from '../value.ts'

/**
 * A function of Terraform 1.11 on values with holes. It is total over them:
 * - what Terraform itself refuses is an `EvaluationError` (`try` may catch it);
 * - what cannot be told because of a hole is `derived(…)` of the arguments, or as much of the result as is certain;
 * - what this evaluator does not do is `unsupported(…)`.
 * A result that is known must be what Terraform would make, whatever the holes turn out to be. A sensitive argument makes
 * a sensitive result: the caller of the function sees to that for the whole result.
 * Pieces of arguments that reach the result keep their `from`.
 */
export type Implementation = (args: readonly Value[]) => Value

/** Functions by name. */
export type FunctionTable = Readonly<Record<string, Implementation>>
