import type { StringPart, StringValue, Value } from './value.ts'

/** For tests only: a value as plain JSON; holes are `?`, with their name if that is asked for. */
export function plain(value: Value, show: (name: string) => unknown = () => '?'): unknown {
  switch (value.kind) {
    case 'null':
      return null
    case 'boolean':
    case 'number':
      return value.value
    case 'string': {
      const [only, ...others] = value.parts
      if (only?.kind === 'hole' && others.length === 0) return show(only.name)
      return value.parts.map(part => (part.kind === 'text' ? part.text : String(plain(part, show)))).join('')
    }
    case 'json':
      return { json: plain(value.value, show) }
    case 'list':
      return value.items.map(item => plain(item, show))
    case 'object':
      return Object.fromEntries([...value.members].map(([name, member]) => [name, plain(member, show)]))
    case 'hole':
      return value.several === true ? `…${String(show(value.name))}` : show(value.name)
  }
}

/** For tests only: a text with holes between. */
export function withHoles(...parts: readonly (string | StringPart)[]): StringValue {
  return {
    kind: 'string',
    parts: parts.map(part => (typeof part === 'string' ? { kind: 'text', text: part } : part)),
  }
}

/** For tests only: a part of a value, by names and indexes. */
export function memberOf(value: Value, ...path: readonly (string | number)[]): Value {
  return path.reduce<Value>((found, name) => {
    const members = found.kind === 'list' ? found.items[Number(name)] : undefined
    const next = found.kind === 'object' ? found.members.get(String(name)) : members
    if (next === undefined) throw new Error(`no ${name}`)
    return next
  }, value)
}
