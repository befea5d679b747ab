import type { Expression } from '../../../hcl/syntax.ts'
import type { Scope as ModuleInstance } from '../configuration.ts'
import type { Index } from '../address.ts'
import type { Value } from './value.ts'

/** What names mean where an expression stands. */
export interface Scope {
  /** The module instance that it stands in. */
  readonly module: ModuleInstance
  /** `each` and `count` of the resource, data source or module call; absent where neither is set. */
  readonly each?: { readonly key: Value; readonly value: Value }
  readonly index?: Index
  /** Names that `for`, a `dynamic` block or a template file gives. They hide others. */
  readonly names: ReadonlyMap<string, Value>
  /** Set in template files, which know nothing but `names`. */
  readonly isClosed?: true
}

/** Evaluates an expression: total over holes, throws `EvaluationError` for what Terraform would refuse. */
export type Evaluate = (expression: Expression, scope: Scope) => Value

/** Where a module instance's own blocks stand. */
export function outside(module: ModuleInstance): Scope {
  return { module, names: new Map() }
}
