import type { AttributeAccess, Expression, IndexAccess } from '../../../hcl/syntax.ts'

/** One step behind the beginning of a reference. */
export type Step = AttributeAccess | IndexAccess

/** `a.b["c"].d` as its beginning and the steps from there, in order. */
export function stepsOf(expression: Expression): {
  readonly root: Expression
  readonly steps: readonly Step[]
} {
  const steps: Step[] = []
  let root = expression
  while (root.kind === 'attribute' || root.kind === 'index') {
    steps.push(root)
    root = root.source
  }
  return { root, steps: steps.toReversed() }
}
