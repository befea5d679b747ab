import { InputError } from '../../model/input-error.ts'
import type { SourceLocation } from '../../model/source-location.ts'
import type { Unknown } from '../../model/unknown.ts'

/** What a snapshot does not tell. */
export function untold(name: string, at: SourceLocation): Unknown {
  return { kind: 'unknown', reason: 'not-in-input', name, shape: 'anything', at }
}

/** What stands in a snapshot in a form that nobody can read. */
export function malformed(name: string, at: SourceLocation): Unknown {
  return { kind: 'unknown', reason: 'malformed', name, shape: 'anything', at }
}

/** A snapshot that is not as AWS writes it: what would be left out of it could be what matters. */
export function brokenSnapshot(file: string, says: string): InputError {
  return new InputError(says, { input: file, hint: 'write it anew, as the AWS command line prints it' })
}
