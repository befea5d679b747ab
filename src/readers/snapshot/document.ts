import type { SourceLocation } from '../../model/source-location.ts'
import type { PolicyDocument } from '../../model/statement.ts'
import { readPolicy, readPolicyText, unread } from '../../policy/read-policy.ts'
import type { Places } from '../../yaml/places.ts'
import { malformed } from './hole.ts'
import { nodeOf } from './node.ts'

/** Twice the longest policy that AWS stores, a key policy of 32 KiB (Developer Guide, "Resource quotas"). */
const longestText = 64 * 1024

/**
 * A policy document as an account holds it: JSON, its text, or its text encoded for URLs, which the API of IAM returns
 * and the command line decodes (API Reference of IAM, "GetAccountAuthorizationDetails"). What is none of these is a
 * document of which nothing is known.
 */
export function documentOf(value: unknown, at: SourceLocation, places?: Places): PolicyDocument {
  if (typeof value !== 'string') return readPolicy(nodeOf(value, at, places))
  const json = value.trimStart().startsWith('%7B') ? decoded(value) : value
  if (json !== undefined && json.length <= longestText) return readPolicyText(json, at)
  const says = json === undefined ? 'a broken URL encoding' : 'a text longer than any policy of AWS'
  return unread(at, malformed(says, at))
}

function decoded(value: string): string | undefined {
  try {
    return decodeURIComponent(value)
  } catch (error) {
    if (!(error instanceof URIError)) throw error
    return undefined
  }
}
