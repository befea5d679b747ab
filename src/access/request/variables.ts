import { text, type Text } from '../../model/text.ts'
import { isUnknown, type Unknown } from '../../model/unknown.ts'
import { isFilledByCall, variableOf } from '../../policy/variables.ts'
import type { RequestContext } from './context.ts'

/** Literal `*` and `?` of a value, told from wildcards by private-use characters. */
const literalStar = '\uE000'
const literalMark = '\uE001'

/** Makes the wildcards in a text stand for themselves. */
export function withoutWildcards(value: Text): Text {
  return value.map(part =>
    isUnknown(part) ? part : part.replaceAll('*', literalStar).replaceAll('?', literalMark),
  )
}

/** The characters themselves again. */
export function withPlainCharacters(value: Text): Text {
  return value.map(part =>
    isUnknown(part) ? part : part.replaceAll(literalStar, '*').replaceAll(literalMark, '?'),
  )
}

/**
 * Puts the values of the request in the place of policy variables. Nothing when a variable has no value and no
 * default: then nothing equals it. Values never act as wildcards (IAM User Guide, "Variables and tags").
 */
export function substituted(value: Text, context: RequestContext): Text | undefined {
  if (!value.some(isVariablePart)) return value
  const parts: Text[] = []
  for (const part of value) {
    const filled = isVariablePart(part) ? valueOf(part, context) : [part]
    if (filled === undefined) return undefined
    parts.push(filled)
  }
  return text(parts.flat())
}

function isVariablePart(part: Text[number]): part is Unknown {
  return isUnknown(part) && isFilledByCall(part)
}

function valueOf(hole: Unknown, context: RequestContext): Text | undefined {
  const { name, fallback } = variableOf(hole)
  if (name === '*' || name === '?' || name === '$') return withoutWildcards(text(name))
  const values = context.get(name)
  const [only] = values ?? []
  // A key with several values has no one value to put in.
  if (values?.length === 1 && only !== undefined) return withoutWildcards(only)
  return fallback === undefined ? undefined : withoutWildcards(text(fallback))
}
