import {
  unsupported,
  type Hole,
  type JsonValue,
  type StringPart,
  type TextPart,
  type Value,
} from '../value.ts'
import { longestText } from './limits.ts'
import { groupsOf, typeOf, type Text } from './text.ts'

/** The value of a text, in the form that Terraform keeps it in. A hole or JSON that stands alone is that value again. */
export function stringOf(parts: Text): Value {
  const joined = groupsOf(parts).flatMap((group): Text =>
    Array.isArray(group) ? joinedTexts(group) : [group],
  )
  const [only, ...others] = joined
  if (only !== undefined && others.length === 0 && isStringByItself(only)) return only
  return lengthOf(joined) > longestText ? tooLong(joined) : { kind: 'string', parts: joined }
}

/** What stands for a text that would be too long to be made. */
export function tooLong(parts: Text): Hole {
  return unsupported(
    `a text of more than ${longestText} characters`,
    [{ kind: 'string', parts }],
    typeOf(parts),
  )
}

function lengthOf(parts: Text): number {
  return parts.reduce((sum, part) => sum + (part.kind === 'text' ? part.text.length : 1), 0)
}

function isStringByItself(part: StringPart): part is Hole | JsonValue {
  return part.kind === 'json' || (part.kind === 'hole' && (part.type === 'text' || part.type === 'string'))
}

/** Pieces that continue each other are one, and none is empty. */
function joinedTexts(texts: readonly TextPart[]): readonly TextPart[] {
  const joined: TextPart[] = []
  for (const text of composed(texts)) {
    const last = joined.at(-1)
    const both = last === undefined ? undefined : continued(last, text)
    if (both !== undefined) joined[joined.length - 1] = both
    else if (text.text !== '') joined.push(text)
  }
  return joined
}

function continued(one: TextPart, next: TextPart): TextPart | undefined {
  const text = one.text + next.text
  if (one.from === undefined && next.from === undefined) return { kind: 'text', text }
  if (one.from === undefined || next.from === undefined) return undefined
  if (one.isExact === undefined || next.isExact === undefined) return undefined
  const { file, start } = one.from
  if (file !== next.from.file || start + one.text.length !== next.from.start) return undefined
  return { kind: 'text', text, from: { file, start, end: next.from.end }, isExact: true }
}

/** Terraform keeps all strings in Unicode's normal form C; text of two pieces can melt at the seam. */
function composed(texts: readonly TextPart[]): readonly TextPart[] {
  if (texts.every(({ text }) => /^\p{ASCII}*$/u.test(text))) return texts
  const whole = texts.map(({ text }) => text).join('')
  const normal = whole.normalize('NFC')
  if (normal === whole) return texts
  const [first] = texts
  return [{ kind: 'text', text: normal, ...(first?.from === undefined ? {} : { from: first.from }) }]
}
