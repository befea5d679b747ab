import { parseAddress } from '../address.ts'
import type { Leaf } from '../references.ts'
import { textOf } from './functions/text.ts'
import type { Hole, Value } from './value.ts'

/** What the values that an argument can have refer to, as the plan's own references would tell it; nothing for our limits. */
export function leavesIn(values: readonly Value[]): readonly Leaf[] | undefined {
  const leaves: Leaf[] = []
  const seen = new Set<string>()
  const open: Value[] = values.toReversed()
  for (let value = open.pop(); value !== undefined; value = open.pop()) {
    switch (value.kind) {
      case 'hole':
        if (value.reason === 'unsupported-function') return undefined
        leaves.push(leafOf(value, seen))
        break
      case 'list':
        for (const item of value.items.toReversed()) open.push(item)
        break
      case 'object':
        for (const member of [...value.members.values()].toReversed()) open.push(member)
        break
      case 'string':
      case 'json': {
        const [only, ...others] = value.kind === 'string' ? value.parts : []
        if (only?.kind === 'hole' && others.length === 0) open.push(only)
        else leaves.push(ofText(value))
        break
      }
      case 'null':
        leaves.push({ kind: 'known', reference: '', value: null })
        break
      default:
        leaves.push({ kind: 'known', reference: '', value: value.value })
    }
  }
  return leaves
}

function ofText(value: Value): Leaf {
  const text = textOf(value)
  return text === undefined
    ? { kind: 'lost', reference: 'a text' }
    : { kind: 'known', reference: '', value: text }
}

/** What is made of several things, or of a part of one, is none of them. */
function leafOf({ of, name }: Hole, seen: Set<string>): Leaf {
  if (of === undefined) return { kind: 'lost', reference: name }
  const { instance, attribute } = of
  const block = parseAddress(instance.address)?.block ?? instance.address
  const once = !seen.has(instance.address)
  seen.add(instance.address)
  return {
    kind: 'resource',
    reference: `${block}.${attribute}`,
    type: instance.type,
    attribute,
    instances: [instance],
    once,
  }
}
