import { wordIn, type Entry, type MapTree, type Tree } from '../syntax/tree.ts'
import { wordTree } from './trees.ts'

/** The identifier of a loop, and what stands for it in one turn. */
export interface Turn {
  readonly identifier: string
  readonly value: string
}

/** How much may still be copied: a few nested loops would fill any memory. */
export interface Room {
  copies: number
  weight: number
}

/**
 * A copy of a loop's body with the identifier filled in: `${Identifier}` and `&{Identifier}` in names and texts, and
 * `Ref: Identifier`. `&{…}` leaves out what is neither letter nor digit, since logical ids have nothing else. Nothing
 * where there is no room for it.
 */
export function filledIn(body: MapTree, turn: Turn, room: Room): Tree | undefined {
  room.copies -= 1
  if (room.copies < 0) return undefined
  const filled = filledTree(body, turn, room)
  return room.weight < 0 ? undefined : filled
}

function filledTree(tree: Tree, turn: Turn, room: Room): Tree {
  room.weight -= 1
  if (room.weight < 0) return tree
  switch (tree.kind) {
    case 'null':
      return tree
    case 'scalar': {
      const text = filledText(tree.text, turn, room)
      return text === tree.text ? tree : { ...tree, text, isPlain: false }
    }
    case 'list':
      return { ...tree, items: tree.items.map(item => filledTree(item, turn, room)) }
    case 'map':
      return refersTo(tree, turn.identifier)
        ? wordTree(turn.value, tree.place)
        : { ...tree, entries: filledEntries(tree.entries, turn, room) }
  }
}

function filledEntries(entries: MapTree['entries'], turn: Turn, room: Room): ReadonlyMap<string, Entry> {
  return new Map(
    [...entries].map(([name, { place, value }]) => [
      filledText(name, turn, room),
      { place, value: filledTree(value, turn, room) },
    ]),
  )
}

function refersTo({ entries }: MapTree, identifier: string): boolean {
  return entries.size === 1 && wordIn(entries.get('Ref')?.value) === identifier
}

function filledText(text: string, { identifier, value }: Turn, room: Room): string {
  room.weight -= text.length
  const [written, stripped] = [`\${${identifier}}`, `&{${identifier}}`]
  if (!text.includes(written) && !text.includes(stripped)) return text
  const pieces = text.split(written)
  // Counted before it is made: a long value in a text that names it a thousand times.
  room.weight -= pieces.length * value.length + (text.length / stripped.length) * value.length
  if (room.weight < 0) return text
  return pieces.join(value).replaceAll(stripped, () => value.replaceAll(/[^\dA-Za-z]/g, ''))
}
