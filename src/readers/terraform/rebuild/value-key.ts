import { textOf } from './functions/text.ts'
import { numberText } from './number-text.ts'
import { byUtf8 } from './order.ts'
import type { StringValue, Value } from './value.ts'

/**
 * A text that is equal for two values of one type only if they are certain to be equal: the key under which sets and
 * maps hold a value. It orders what has no order of its own as Terraform does, by and large.
 * https://github.com/zclconf/go-cty/blob/main/cty/set_internals.go
 */
export function keyOf(value: Value): string {
  switch (value.kind) {
    case 'null':
      return '~'
    case 'boolean':
      return value.value ? 'T' : 'F'
    case 'number':
      return numberText(value.value)
    case 'string':
      return keyOfString(value)
    case 'json': {
      const text = textOf(value)
      return text === undefined ? `json ${value.layout ?? ''}${keyOf(value.value)}` : quoted(text)
    }
    case 'list': {
      const items = value.items.map(item => `${keyOf(item)};`).join('')
      return value.type === 'tuple' ? `<${items}>` : `[${items}]`
    }
    case 'object': {
      const members = [...value.members].toSorted(([one], [other]) => byUtf8(one, other))
      const written = members.map(([name, member]) => `${quoted(name)}:${keyOf(member)};`).join('')
      return value.isMap ? `{${written}}` : `<${written}>`
    }
    case 'hole':
      return `?${quoted(value.id)}`
  }
}

function keyOfString(value: StringValue): string {
  const known = textOf(value)
  if (known !== undefined) return quoted(known)
  const [only] = value.parts
  if (only?.kind === 'hole' && value.parts.length === 1 && isTextual(only.type)) return keyOf(only)
  let open = ''
  let key = ''
  for (const part of value.parts) {
    if (part.kind === 'text') open += part.text
    else {
      key += (open === '' ? '' : quoted(open)) + keyOf(part)
      open = ''
    }
  }
  return `"${key}${open === '' ? '' : quoted(open)}"`
}

/** A string that is all of another value, and not its text. */
function isTextual(type: string): boolean {
  return type === 'text' || type === 'string'
}

function quoted(text: string): string {
  return JSON.stringify(text.normalize('NFC'))
}
