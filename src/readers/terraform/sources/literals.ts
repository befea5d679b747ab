import type { Expression } from '../../../hcl/syntax.ts'
import type { Json } from '../plan.ts'

/** The text of a string without interpolations; nothing for other expressions. */
export function plainText(expression: Expression | undefined): string | undefined {
  if (expression?.kind !== 'template') return undefined
  let text = ''
  for (const part of expression.parts) {
    if (part.kind !== 'text') return undefined
    text += part.text
  }
  return text
}

/** The value of an expression that is a literal throughout; nothing for what must be evaluated. */
export function literalValue(expression: Expression): { readonly value: Json } | undefined {
  switch (expression.kind) {
    case 'literal':
      return { value: expression.value }
    case 'template': {
      const text = plainText(expression)
      return text === undefined ? undefined : { value: text }
    }
    case 'unary': {
      const operand = literalValue(expression.operand)
      if (expression.operator !== '-' || typeof operand?.value !== 'number') return undefined
      return { value: -operand.value }
    }
    case 'tuple': {
      const items = expression.items.map(literalValue)
      const known = items.flatMap(item => (item === undefined ? [] : [item.value]))
      return known.length === items.length ? { value: known } : undefined
    }
    case 'object':
      return literalObject(expression.members)
    default:
      return undefined
  }
}

function literalObject(
  members: readonly { readonly key: Expression; readonly value: Expression }[],
): { readonly value: Json } | undefined {
  const known = new Map<string, Json>()
  for (const member of members) {
    const key = literalValue(member.key)
    const value = literalValue(member.value)
    if (key === undefined || value === undefined) return undefined
    // Names are strings: other literals are converted.
    if (typeof key.value !== 'string' && typeof key.value !== 'number') return undefined
    known.set(String(key.value), value.value)
  }
  return { value: Object.fromEntries(known) }
}
