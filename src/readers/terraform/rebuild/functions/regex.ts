import {
  derived,
  EvaluationError,
  listValue,
  nullValue,
  objectValue,
  unsupported,
  type Value,
} from '../value.ts'
import { twoTexts } from './arguments.ts'
import { sliceOf, type KnownText } from './known-text.ts'
import { mostItems } from './limits.ts'
import { allMatches, firstMatch, patternOf, type Match, type Pattern, type Range } from './patterns.ts'
import { stringOf } from './string-of.ts'
import type { FunctionTable } from './table.ts'
import { knownOf } from './text.ts'

/**
 * `regex` and `regexall`: groups with names make an object, groups without make a tuple, no groups make a string.
 * https://developer.hashicorp.com/terraform/language/functions/regex
 */
export const regexFunctions: FunctionTable = {
  regex: args => searched('regex', args, oneResult),
  regexall: args => searched('regexall', args, allResults),
}

/** Makes a result of a pattern and a text; nothing where that takes too long. */
type Searcher = (pattern: Pattern, text: KnownText) => Value | undefined

function searched(name: string, args: readonly Value[], searcher: Searcher): Value {
  const [source, text] = twoTexts(name, args)
  const known = knownOf(source)
  if (known === undefined) return derived(name, args)
  const pattern = patternOf(known.text)
  if (pattern === undefined) return unsupported(`${name}(…)`, args)
  if (pattern.names.size > 0 && pattern.names.size < pattern.groups)
    throw new EvaluationError('a pattern has groups with names and groups without')
  const within = knownOf(text)
  if (within === undefined)
    return derived(name, args, name === 'regex' && pattern.groups === 0 ? 'string' : 'any')
  return searcher(pattern, within) ?? unsupported(`${name}(…)`, args)
}

function oneResult(pattern: Pattern, text: KnownText): Value | undefined {
  const match = firstMatch(pattern, text.text)
  if (match === undefined) throw new EvaluationError('the pattern of `regex` matches nothing')
  return match === 'too much' ? undefined : resultOf(pattern, text, match)
}

function allResults(pattern: Pattern, text: KnownText): Value | undefined {
  const matches = allMatches(pattern, text.text)
  if (matches === 'too much' || matches.length > mostItems) return undefined
  return listValue(
    'list',
    matches.map(match => resultOf(pattern, text, match)),
  )
}

function resultOf({ groups, names }: Pattern, text: KnownText, [whole, ...parts]: Match): Value {
  if (groups === 0) return pieceOf(text, whole)
  if (names.size === 0)
    return listValue(
      'tuple',
      parts.map(part => pieceOf(text, part)),
    )
  return objectValue(new Map([...names].map(([name, group]) => [name, pieceOf(text, parts[group - 1])])))
}

/** A group that took no part in the match is null. */
function pieceOf(text: KnownText, range: Range | undefined): Value {
  return range === undefined ? nullValue : stringOf(sliceOf(text, range.start, range.end))
}
