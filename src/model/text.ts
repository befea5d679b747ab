import { isUnknown, type Unknown } from './unknown.ts'

/** A string with holes: `"arn:aws:iam::"`, Unknown(AWS::AccountId), `":root"`. No two strings stand side by side. */
export type Text = readonly (string | Unknown)[]

/** Puts parts together; neighbouring strings become one, empty ones vanish. */
export function text(...parts: readonly (string | Unknown | Text)[]): Text {
  const [only] = parts
  if (parts.length === 1 && typeof only === 'string') return only === '' ? [] : [only]
  const joined: (string | Unknown)[] = []
  for (const part of parts) {
    if (typeof part === 'string' || isUnknown(part)) append(joined, part)
    else for (const piece of part) append(joined, piece)
  }
  return joined
}

function append(joined: (string | Unknown)[], part: string | Unknown): void {
  const last = joined.at(-1)
  if (typeof part === 'string' && typeof last === 'string') joined[joined.length - 1] = last + part
  else if (part !== '') joined.push(part)
}

/** The string, when nothing in it is unknown. */
export function literal(value: Text): string | undefined {
  if (value.length === 0) return ''
  const [only] = value
  return value.length === 1 && typeof only === 'string' ? only : undefined
}

/** The holes of a text, in order. */
export function holesOf(value: Text): readonly Unknown[] {
  return value.filter(isUnknown)
}

/** For people: holes stand as `${name}`. */
export function showText(value: Text): string {
  return value.map(part => (typeof part === 'string' ? part : `\${${part.name}}`)).join('')
}
