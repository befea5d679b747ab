import { derived, EvaluationError, type ListValue, type StringPart, type Value } from '../value.ts'
import { partsOf, wrongCount } from './arguments.ts'
import { longestText, mostItems } from './limits.ts'
import { stringOf, tooLong } from './string-of.ts'
import type { Text } from './text.ts'

/**
 * `join`: the strings of one or more lists, with a separator between them.
 * https://developer.hashicorp.com/terraform/language/functions/join
 */
export function join(args: readonly Value[]): Value {
  const [separator, ...lists] = args
  if (separator === undefined || lists.length === 0) throw wrongCount('join', 'a separator and lists')
  const between = partsOf(separator)
  const known = lists.filter(isList)
  if (lists.some(list => list.kind !== 'list' && list.kind !== 'hole'))
    throw new EvaluationError('`join` puts the strings of lists together')
  const texts = known.flatMap(({ items }) => items.map(partsOf))
  if (known.length < lists.length || known.some(({ isLoose }) => isLoose === true))
    return derived('join', args, 'string')
  return joined(texts, between)
}

function joined(texts: readonly Text[], separator: Text): Value {
  const parts: StringPart[] = []
  let length = 0
  for (const [index, text] of texts.entries()) {
    for (const part of index === 0 ? text : [...separator, ...text]) {
      parts.push(part)
      length += part.kind === 'text' ? part.text.length : 1
      if (length > longestText || parts.length > mostItems * 2) return tooLong(parts)
    }
  }
  return stringOf(parts)
}

function isList(value: Value): value is ListValue {
  return value.kind === 'list'
}
