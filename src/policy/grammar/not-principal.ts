import type { Problem } from '../../model/statement.ts'
import { ifEffect, inEachStatement, type Judged } from './in-statements.ts'

/** An Allow for everybody but some (Access Analyzer policy check reference, "Allow with NotPrincipal"). */
export function allowWithNotPrincipal(judged: Judged): readonly Problem[] {
  return inEachStatement(judged, statement => {
    const hangsOn = ifEffect(statement, 'Allow')
    const { principals } = statement
    if (hangsOn === undefined || principals?.negated !== true) return []
    const says = 'allows everybody whom its `NotPrincipal` does not name'
    return [{ code: 'allow-with-not-principal', says, at: principals.at, hangsOn }]
  })
}
