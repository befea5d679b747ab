import type { Value } from './value.ts'

const longestId = 500
let nextId = 0

/** An id that no other hole has. */
export function ownId(prefix: string): string {
  nextId += 1
  return `${prefix} ${nextId}`
}

/**
 * The id of what a function or operator makes of operands: equal for equal ones. Those that are known as a whole are told by
 * their text, so that `x == "a"` and `x == "b"` differ.
 */
export function idOf(what: string, operands: readonly Value[]): string {
  let id = `${what}(`
  for (const part of shownForId(operands)) {
    id += part
    if (id.length <= longestId) continue
    return ownId('long')
  }
  return `${id})`
}

/** In pieces, since most of a large value is not needed. */
function* shownForId(values: Iterable<Value>): Generator<string> {
  for (const value of values) {
    yield* shownOne(value)
    yield ', '
  }
}

function* shownOne(value: Value): Generator<string> {
  switch (value.kind) {
    case 'hole':
      return yield value.id
    case 'null':
      return yield 'null'
    case 'boolean':
    case 'number':
      return yield String(value.value)
    case 'string':
      for (const part of value.parts)
        if (part.kind === 'text') yield JSON.stringify(part.text.slice(0, longestId))
        else yield* shownOne(part)
      return
    case 'json':
      yield 'json '
      return yield* shownOne(value.value)
    case 'list':
      yield `${value.type}[`
      yield* shownForId(value.items)
      return yield ']'
    case 'object':
      yield '{'
      for (const [name, member] of value.members) {
        yield `${JSON.stringify(name)}:`
        yield* shownOne(member)
      }
      yield '}'
  }
}
