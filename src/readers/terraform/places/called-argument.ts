import type { Span } from '../../../hcl/source-file.ts'
import type { Block } from '../../../hcl/syntax.ts'
import { segments } from '../address.ts'
import { argument, type Scope } from '../configuration.ts'
import { exactReferences } from '../exact-references.ts'
import { items, property } from '../json-value.ts'
import type { Instance } from '../resources.ts'

/**
 * Where the value of an argument enters a module whose sources are not there: the plan tells that it is nothing but a
 * variable, and the call is written in the sources. `calls` are those that are, innermost first.
 */
export function calledArgument(
  { scope, block }: Instance,
  name: string,
  calls: readonly Block[],
): Span | undefined {
  let expression = argument(block, name)
  let depth = depthOf(scope)
  for (let module = scope; module.parent !== undefined; module = module.parent) {
    const variable = onlyVariable(expression)
    if (variable === undefined) return undefined
    const call = calls[calls.length - depth]
    if (call !== undefined) return call.body.attributes.findLast(written => written.name === variable)?.at
    expression = argument(module.call, variable)
    depth -= 1
  }
  return undefined
}

/** `var.policy`, if an expression of the plan's configuration refers to nothing else. */
function onlyVariable(expression: unknown): string | undefined {
  const [only, ...others] = exactReferences(items(property(expression, 'references')))
  const [root, variable] = only === undefined || others.length > 0 ? [] : (segments(only) ?? [])
  return root?.name === 'var' ? variable?.name : undefined
}

function depthOf(module: Scope): number {
  let depth = 0
  for (let scope = module; scope.parent !== undefined; scope = scope.parent) depth += 1
  return depth
}
