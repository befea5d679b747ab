import type { Node } from '../../model/node.ts'
import type { Text } from '../../model/text.ts'
import { isUnknown } from '../../model/unknown.ts'
import { declaredIn, whereItExists, type Declared } from './declared.ts'
import { textOf } from './evaluate/node-parts.ts'
import { arnOf, nameOf, refValue, resourceHole } from './evaluate/return-values.ts'
import type { Stack } from './evaluate/stack.ts'
import type { Run } from './evaluate/worlds.ts'

/** The resources of a stack, and the way from what names one of them back to it. */
export interface StackReading {
  readonly stack: Stack
  readonly declared: readonly Declared[]
  readonly byId: ReadonlyMap<string, Declared>
  /** The resource of one of these types that a value names: by its name, its ARN, or what `Ref` gives for it. */
  readonly named: (node: Node | undefined, ...types: readonly string[]) => Declared | undefined
}

/** Opens a stack. */
export function openStack(stack: Stack): StackReading {
  const declared = declaredIn(stack)
  const byId = new Map(declared.map(resource => [resource.id, resource]))
  const indexes = new Map<string, ReadonlyMap<string, Declared>>()
  const indexFor = (type: string) => {
    const known = indexes.get(type) ?? indexOf(declared.filter(resource => resource.type === type))
    indexes.set(type, known)
    return known
  }
  const named: StackReading['named'] = (node, ...types) => {
    const written = textOf(node)
    if (written === undefined) return undefined
    const id = identityOf(written)
    for (const type of types) {
      const found = indexFor(type).get(id)
      if (found !== undefined) return found
    }
    return undefined
  }
  return { stack, declared, byId, named }
}

function indexOf(declared: readonly Declared[]): ReadonlyMap<string, Declared> {
  return new Map(
    declared.flatMap(resource =>
      [nameTold, arnTold, refTold].map(textOfIt => [identityOf(textOfIt(resource)), resource] as const),
    ),
  )
}

/** Holes of two resources differ by where they stand. */
function identityOf(value: Text): string {
  return JSON.stringify(value.map(part => (isUnknown(part) ? [part.at.file, part.at.address] : part)))
}

/** The name of a resource, as policies and other resources name it. */
export function nameTold(resource: Declared): Text {
  return told(resource, run => nameOf(run, resource.declaration))
}

/** The ARN of a resource. */
export function arnTold(resource: Declared): Text {
  return told(resource, run => arnOf(run, resource.declaration))
}

/** What `Ref` gives for a resource. */
export function refTold(resource: Declared): Text {
  return told(resource, run => refValue(run, resource.declaration))
}

/** What is the same however things turn out; else all that is known is that it is the resource's. */
function told(resource: Declared, task: (run: Run) => Text): Text {
  const [first, ...others] = whereItExists(resource, task)
  if (first === undefined) return [resourceHole(resource.stack, resource.declaration, resource.id)]
  const content = JSON.stringify(first.result)
  return others.every(({ result }) => JSON.stringify(result) === content)
    ? first.result
    : [resourceHole(resource.stack, resource.declaration, resource.id)]
}
