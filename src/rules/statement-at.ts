import { placeName, type SourceLocation } from '../model/source-location.ts'
import type { PolicyDocument, Statement } from '../model/statement.ts'

const indexes = new WeakMap<PolicyDocument, ReadonlyMap<string, Statement>>()

/** The statement of a document that a place lies in. A hostile document has thousands, so they are indexed once. */
export function statementAt(document: PolicyDocument, at: SourceLocation): Statement | undefined {
  const index = indexes.get(document) ?? indexed(document)
  const parts = at.pointer.split('/')
  // A pointer into a document that stands deep in a resource has few parts all the same.
  for (let length = parts.length; length > 0; length -= 1) {
    const found = index.get(placeName({ ...at, pointer: parts.slice(0, length).join('/') }))
    if (found !== undefined) return found
  }
  return undefined
}

function indexed(document: PolicyDocument): ReadonlyMap<string, Statement> {
  const index = new Map(document.statements.map(statement => [placeName(statement.at), statement]))
  indexes.set(document, index)
  return index
}
