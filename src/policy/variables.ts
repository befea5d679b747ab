import type { SourceLocation } from '../model/source-location.ts'
import { text, type Text } from '../model/text.ts'
import { isUnknown, type Unknown } from '../model/unknown.ts'

/**
 * Puts a hole in the place of each policy variable, `${aws:PrincipalAccount}`: the request fills it. `${*}`, `${?}`
 * and `${$}`, which stand for the character itself, become holes too, since they must not be read as wildcards.
 */
export function withVariables(value: Text, at: SourceLocation): Text {
  if (!value.some(part => typeof part === 'string' && part.includes('${'))) return value
  return text(value.flatMap(part => (typeof part === 'string' ? split(part, at) : part)))
}

function split(written: string, at: SourceLocation): Text {
  // Captured groups stand at the odd places.
  return written.split(/\$\{([^{}]*)\}/).map((part, index) => (index % 2 === 0 ? part : variable(part, at)))
}

/** Named as written, with the default value: `aws:username, 'nobody'`. */
function variable(written: string, at: SourceLocation): Unknown {
  return { kind: 'unknown', reason: 'policy-variable', name: written, shape: 'anything', at }
}

/** Whether a hole is filled by the call, and so perhaps as the caller likes. */
export function isFilledByCall(hole: Unknown): boolean {
  return hole.reason === 'policy-variable'
}

/** Whether a text is nothing but this variable; names of variables do not depend on case. */
export function isVariable(value: Text, name: string): boolean {
  const [only] = value
  return (
    value.length === 1 &&
    isUnknown(only) &&
    isFilledByCall(only) &&
    variableOf(only).name === name.toLowerCase()
  )
}

/** A policy variable: the condition key that fills it, in lower case, and its default value. */
export interface Variable {
  readonly name: string
  readonly fallback?: string
}

/** The variable that a hole of `withVariables` stands for. */
export function variableOf({ name }: Unknown): Variable {
  const [, key = name, fallback] = /^([^,]*?)\s*(?:,\s*'([^']*)'\s*)?$/.exec(name.trim()) ?? []
  return { name: key.trim().toLowerCase(), ...(fallback === undefined ? {} : { fallback }) }
}
