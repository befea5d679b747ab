import type { SourceLocation } from '../model/source-location.ts'
import type { PolicyDocument } from '../model/statement.ts'
import type { Unknown } from '../model/unknown.ts'

/** The documents that several resources write in the place of one. */
interface Written {
  readonly documents: readonly PolicyDocument[]
  readonly at: SourceLocation
}

/** Hides which of several resources writes a policy last. */
export function whichPolicy({ documents, at }: Written): Unknown {
  const name = `which policy is written last: ${documents.map(document => document.at.address).join(' and ')}`
  return { kind: 'unknown', reason: 'undecided-condition', name, shape: 'anything', at }
}
