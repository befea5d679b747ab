import { derived, EvaluationError, type StringPart, type Value } from '../value.ts'
import { integerOf, partsOf, wrongCount } from './arguments.ts'
import { canHold } from './hole-alphabet.ts'
import { sliceOf, type KnownText } from './known-text.ts'
import { longestText } from './limits.ts'
import { stringOf, tooLong } from './string-of.ts'
import { isKnown, runsOf, typeOf, type Text } from './text.ts'

/**
 * `indent`: spaces behind each line break.
 * https://developer.hashicorp.com/terraform/language/functions/indent
 */
export function indent(args: readonly Value[]): Value {
  const [count, string, ...more] = args
  if (count === undefined || string === undefined || more.length > 0)
    throw wrongCount('indent', 'a number of spaces and a string')
  const spaces = integerOf(count)
  const text = partsOf(string)
  if (typeof spaces !== 'number') return derived('indent', args, typeOf(text))
  if (spaces < 0) throw new EvaluationError('text cannot be indented by less than nothing')
  if (text.every(part => part.kind !== 'text' && !canHold(part, '\n'))) return stringOf(text)
  const runs = runsOf(text)
  const lines = runs.reduce((sum, run) => sum + (isKnown(run) ? run.text.split('\n').length - 1 : 0), 0)
  if (lines * spaces > longestText) return tooLong(text)
  const pad: Text = [{ kind: 'text', text: ' '.repeat(Math.min(spaces, longestText)) }]
  return stringOf(
    runs.flatMap((run): Text => {
      if (isKnown(run)) return indented(run, pad)
      return canHold(run, '\n') ? [derived(`indent by ${spaces}`, [run], typeOf([run]))] : [run]
    }),
  )
}

function indented(known: KnownText, pad: Text): Text {
  const made: StringPart[] = []
  let start = 0
  for (let at = known.text.indexOf('\n'); at !== -1; at = known.text.indexOf('\n', start)) {
    for (const part of sliceOf(known, start, at + 1)) made.push(part)
    made.push(...pad)
    start = at + 1
  }
  for (const part of sliceOf(known, start, known.text.length)) made.push(part)
  return made
}
