import type { Block } from '../../../hcl/syntax.ts'
import type { Value } from '../rebuild/value.ts'

/** What the sources of a plan tell about its resources and data sources, by their addresses in the plan. */
export interface Evaluated {
  /** The block of a resource or data source in the sources; nothing when its module's sources are not there. */
  readonly blockOf: (address: string) => Block | undefined
  /**
   * What an argument of that instance evaluates to, or its nested blocks of that name (a list of objects with `from` = the
   * block). Every part that is written in a source carries `from`, also through locals, variables of module calls, merged
   * documents and template files.
   */
  readonly argumentOf: (address: string, name: string) => Value | undefined
  /**
   * The policy document that an argument holds, in IAM's JSON form, each part with `from`. `pointer` names the argument as
   * the plan does: `/policy`, `/json` of a data source, `/inline_policy/0/policy`.
   */
  readonly documentOf: (address: string, pointer: string) => Value | undefined
  /** The blocks of the calls that lead to a module instance, innermost first, as far as their sources are there. */
  readonly callsOf: (address: string) => readonly Block[]
}
