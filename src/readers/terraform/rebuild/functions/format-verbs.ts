import { toBoolean } from '../convert.ts'
import { derived, EvaluationError, unsupported, type StringPart, type Value } from '../value.ts'
import { numberOf, partsOf } from './arguments.ts'
import { general } from './decimals.ts'
import { formattedNumber } from './format-number.ts'
import { characterCount, characterEnds } from './graphemes.ts'
import { sliceOf } from './known-text.ts'
import { isKnown, knownOf, runsOf, typeOf, type Text } from './text.ts'
import type { Verb } from './verbs.ts'

/** Wider or more precise than this nobody writes a text. */
const widest = 10_000

/** What a verb makes of its argument. */
export function formatted(verb: Verb, value: Value): Text {
  const { letter, flags, width = 0, precision = 0 } = verb
  if (!'vtbdoxXeEfgGsq'.includes(letter))
    throw new EvaluationError(`a format has an unknown verb, \`${verb.written}\``)
  if (value.kind === 'null' && letter !== 'v') throw new EvaluationError(`\`${verb.written}\` is given null`)
  // Versions of Go differ in what zeros at the right are.
  const isOdd = flags.includes('-') && flags.includes('0')
  if (isOdd || width > widest || precision > widest)
    return [unsupported(`format of ${verb.written}`, [value], 'string')]
  switch (letter) {
    case 'v':
      return asIs(verb, value)
    case 't':
      return boolean(verb, value)
    case 's':
      return padded(verb, shortened(verb, partsOf(value)))
    case 'q':
      return padded(verb, quoted(shortened(verb, partsOf(value))))
    default:
      return number(verb, value)
  }
}

/** `%v`: a string, a number in short, and the JSON of all else; `%#v`: JSON. */
function asIs(verb: Verb, value: Value): Text {
  const isJson = verb.flags.includes('#')
  if (value.kind === 'hole') {
    if (isJson || value.type === 'boolean') return padded(verb, [jsonOf(value)])
    return value.type === 'text' ? padded(verb, [value]) : [holeOf(verb, value)]
  }
  if (!isJson && (value.kind === 'string' || value.kind === 'json')) return padded(verb, partsOf(value))
  if (!isJson && value.kind === 'number') return padded(verb, text(general(value.value, undefined, 'e')))
  return padded(verb, [jsonOf(value)])
}

/** `%t` pays no heed to a width. */
function boolean(verb: Verb, value: Value): Text {
  const known = toBoolean(value)
  if (known.kind === 'boolean') return text(String(known.value))
  return [
    known.kind === 'hole' && value.kind === 'hole' && value.type === 'boolean'
      ? jsonOf(value)
      : holeOf(verb, value),
  ]
}

function number(verb: Verb, value: Value): Text {
  const known = numberOf(value)
  if (typeof known === 'number') return text(formattedNumber(verb, known))
  return verb.written === '%d' && value.kind === 'hole' && value.type === 'number'
    ? partsOf(value)
    : [holeOf(verb, value)]
}

function holeOf({ written }: Verb, value: Value): StringPart {
  return derived(`format of ${written}`, [value], 'string')
}

function text(written: string): Text {
  return written === '' ? [] : [{ kind: 'text', text: written }]
}

function jsonOf(value: Value): StringPart {
  return { kind: 'json', value }
}

function quoted(parts: Text): Text {
  return [jsonOf({ kind: 'string', parts })]
}

/** So many characters of a string; `%.0s` takes all. */
function shortened(verb: Verb, parts: Text): Text {
  const { precision = 0 } = verb
  if (precision === 0) return parts
  const [first, ...others] = runsOf(parts)
  if (first === undefined) return parts
  if (!isKnown(first)) return [holeOf(verb, { kind: 'string', parts })]
  const ends = characterEnds(first.text, precision)
  if (ends.length < precision) return others.length === 0 ? parts : [holeOf(verb, { kind: 'string', parts })]
  return sliceOf(first, 0, ends.at(-1) ?? 0)
}

/** A text that is at least so many characters wide. */
function padded(verb: Verb, parts: Text): Text {
  const { flags, width } = verb
  if (width === undefined) return parts
  const known = knownOf(parts)
  if (known === undefined)
    return leastCount(parts) >= width ? parts : [holeOf(verb, { kind: 'string', parts })]
  const missing = Math.max(width - characterCount(known.text), 0)
  const pad = text((flags.includes('0') ? '0' : ' ').repeat(missing))
  return flags.includes('-') ? [...known.parts, ...pad] : [...pad, ...known.parts]
}

/** How many characters a text has at least. */
function leastCount(parts: Text): number {
  return runsOf(parts).reduce((sum, run) => {
    if (isKnown(run)) return sum + characterCount(run.text)
    return typeOf([run]) === 'text' ? sum + 1 : sum
  }, 0)
}
