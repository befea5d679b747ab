import { derived, type Value } from '../value.ts'
import { oneText } from './arguments.ts'
import { rewritten } from './known-text.ts'
import { stringOf } from './string-of.ts'
import { isKnown, runsOf, typeOf, type Text } from './text.ts'

/**
 * `urlencode`: each byte by itself, a space as `+`.
 * https://developer.hashicorp.com/terraform/language/functions/urlencode https://pkg.go.dev/net/url#QueryEscape
 */
export function urlencode(args: readonly Value[]): Value {
  return stringOf(
    oneTextRuns(args).flatMap((run): Text => {
      if (!isKnown(run)) return [derived('urlencode', [run], typeOf([run]))]
      return run.parts.map(part => rewritten(part, escaped(part.text)))
    }),
  )
}

function oneTextRuns(args: readonly Value[]): ReturnType<typeof runsOf> {
  return runsOf(oneText('urlencode', args))
}

function escaped(text: string): string {
  const characters = Array.from(new TextEncoder().encode(text), byte => {
    const character = String.fromCharCode(byte)
    if (/[A-Za-z0-9\-_.~]/.test(character)) return character
    return character === ' ' ? '+' : `%${byte.toString(16).toUpperCase().padStart(2, '0')}`
  })
  return characters.join('')
}
