import type { SourceLocation } from '../model/source-location.ts'
import { text, type Text } from '../model/text.ts'
import { isUnknown, type Unknown } from '../model/unknown.ts'

/**
 * Puts a hole in the place of each policy variable, `${aws:PrincipalAccount}`: the request fills it. `${*}`, `${?}`
 * and `${$}`, which stand for the character itself, become holes too, since they must not be read as wildcards.
 */
export function withVariables(value: Text, at: SourceLocation): Text {
  return text(...value.map(part => (typeof part === 'string' ? split(part, at) : part)))
}

function split(written: string, at: SourceLocation): Text {
  // Captured groups stand at the odd places.
  return written.split(/\$\{([^{}]*)\}/).map((part, index) => (index % 2 === 0 ? part : variable(part, at)))
}

/** The name without a default value: `${aws:username, 'nobody'}`. */
function variable(written: string, at: SourceLocation): Unknown {
  const name = written.split(',')[0]?.trim() ?? ''
  return { kind: 'unknown', reason: 'undecided-condition', name, shape: 'anything', at }
}

/** Whether a hole is filled by the call, and so perhaps as the caller likes. */
export function isFilledByCall(hole: Unknown): boolean {
  return hole.reason === 'undecided-condition'
}

/** Whether a text is nothing but this variable; names of variables do not depend on case. */
export function isVariable(value: Text, name: string): boolean {
  const [only] = value
  return (
    value.length === 1 &&
    isUnknown(only) &&
    isFilledByCall(only) &&
    only.name.toLowerCase() === name.toLowerCase()
  )
}
