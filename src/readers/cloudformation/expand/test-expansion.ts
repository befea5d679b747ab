import { evaluate } from '../evaluate/evaluate.ts'
import { inEachWorld } from '../evaluate/worlds.ts'
import type { Tree } from '../syntax/tree.ts'
import { stackOf } from '../test-stack.ts'
import { expanded, type Expansion } from './expand.ts'

/** For tests only: a template that is written as a value, expanded. */
export function expansionOf(template: object, given: Readonly<Record<string, string>> = {}): Expansion {
  const stack = stackOf(template, { given: new Map(Object.entries(given)) })
  return expanded(stack.template, (tree, at) => inEachWorld(stack, run => evaluate(run, tree, at))[0].result)
}

/** For tests only: a tree as the value that it stands for. */
export function valueOf(tree: Tree | undefined): unknown {
  switch (tree?.kind) {
    case 'scalar':
      return tree.text
    case 'list':
      return tree.items.map(valueOf)
    case 'map':
      return Object.fromEntries([...tree.entries].map(([name, { value }]) => [name, valueOf(value)]))
    case 'null':
      return null
    case undefined:
      return undefined
  }
}

/** For tests only: the resources of an expanded template by id, as values. */
export function resourcesOf({ template }: Expansion): Readonly<Record<string, unknown>> {
  return Object.fromEntries(
    [...template.resources].map(([id, { type, properties, condition }]) => [
      id,
      {
        Type: type,
        ...(condition === undefined ? {} : { Condition: condition }),
        Properties: valueOf(properties),
      },
    ]),
  )
}
