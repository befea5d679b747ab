import type { PolicyDocument } from '../../model/statement.ts'
import type { Unknown } from '../../model/unknown.ts'

/** A document that is perhaps not there: so is each of its statements. */
export function hangingDocument(document: PolicyDocument, hangsOn: readonly Unknown[]): PolicyDocument {
  if (hangsOn.length === 0) return document
  const statements = document.statements.map(statement => ({
    ...statement,
    conditionHoles: [
      ...statement.conditionHoles,
      ...hangsOn.map(one => ({ ...one, ofBeing: true }) as const),
    ],
  }))
  return { ...document, statements }
}
