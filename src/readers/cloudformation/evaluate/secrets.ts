import { literal, type Text } from '../../../model/text.ts'
import type { Template } from '../template.ts'
import type { GivenValue, Stack } from './stack.ts'
import { wordOf } from './node-parts.ts'

/** All that parameters with `NoEcho` can be, as far as it is told, and what a report tells of these values alone. */
export function noEchoTexts(
  { parameters }: Template,
  given: ReadonlyMap<string, GivenValue>,
): readonly string[] {
  const found = [...parameters.values()].flatMap(({ name, noEcho, default: own, allowedValues }) => {
    const value = given.get(name)
    const told = typeof value === 'object' ? wordOf(value) : value
    return noEcho ? [told ?? '', own ?? '', ...allowedValues] : []
  })
  return [...new Set(found.flatMap(value => [value, ...piecesOf(value, /[,:]/)]))].filter(isTelling)
}

/** Remembers what is made of a secret: in a longer word, or in other characters (`made`), it would be told. */
export function keepSecret({ shared: { secrets } }: Pick<Stack, 'shared'>, from: Text, made?: string): void {
  if (secrets.size === 0) return
  const written = from.filter(part => typeof part === 'string').join(' ')
  const holds = (word: string): boolean => [...secrets].some(secret => word.includes(secret))
  if (!holds(written)) return
  const longer = made === undefined ? piecesOf(written, /[\s:/,"]/).filter(holds) : [made]
  for (const word of longer) secrets.add(word)
}

/** Remembers the pieces of secrets that a text is split into. */
export function keepPieces(
  { shared: { secrets } }: Pick<Stack, 'shared'>,
  from: Text,
  between: string,
): void {
  const written = literal(from) ?? ''
  for (const secret of [...secrets].filter(one => one.includes(between) && written.includes(one)))
    for (const piece of piecesOf(secret, between)) if (isTelling(piece)) secrets.add(piece)
}

/** An ARN ends with a name, which is told alone. */
function piecesOf(value: string, between: string | RegExp): readonly string[] {
  return value.split(between).flatMap(piece => [piece.trim(), piece.trim().split('/').at(-1) ?? ''])
}

/** A word of one or two characters hides nothing; the words that ARNs begin with are everywhere. */
function isTelling(value: string): boolean {
  return (
    /(?:[\p{L}\p{N}][^\p{L}\p{N}]*){3}/u.test(value) && !/^(?:arn|aws|iam|kms|sts|role|user)$/.test(value)
  )
}
