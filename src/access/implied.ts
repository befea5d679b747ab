import type { Condition } from '../model/statement.ts'
import { literal } from '../model/text.ts'
import { asksForValue, equalTexts } from './operators.ts'

/**
 * Whether each request that meets some condition meets another one too, as far as that can be seen: one asks for a
 * value that the other one is content with as well.
 */
export function isImpliedByAny(condition: Condition, met: readonly Condition[]): boolean {
  return met.length > 0 && asksForValue(condition) && met.some(one => implies(one, condition))
}

function implies(met: Condition, condition: Condition): boolean {
  if (
    !asksForValue(met) ||
    met.values.length === 0 ||
    met.key.toLowerCase() !== condition.key.toLowerCase() ||
    operatorOf(met) !== operatorOf(condition)
  )
    return false
  // A thousand values may be compared with a thousand others, for a class of each.
  const known = new Set(condition.values.map(literal))
  return met.values.every(value => {
    const written = literal(value)
    if (written !== undefined) return known.has(written)
    return condition.values.some(other => equalTexts(value, other) === 'yes')
  })
}

/** `ArnEquals` is `ArnLike` (IAM User Guide, "Amazon Resource Name (ARN) condition operators"). */
function operatorOf({ operator, qualifier }: Condition): string {
  return `${qualifier ?? ''} ${operator === 'ArnEquals' ? 'ArnLike' : operator}`
}
