import { unread } from '../../policy/read-policy.ts'
import type { SourceLocation } from '../../model/source-location.ts'
import type { PolicyDocument, Statement } from '../../model/statement.ts'
import { hole } from './values.ts'

/** IAM refuses documents of more than some 10,000 characters; merging could make ever larger ones. */
const mostStatements = 10_000

/**
 * One document of several, as `aws_iam_policy_document` merges: in order, a statement takes the place of an earlier
 * one with its `Sid`. What cannot be read may replace any statement that has a `Sid`, so those before it are gone
 * into its hole.
 */
export function mergeDocuments(parts: readonly PolicyDocument[], at: SourceLocation): PolicyDocument {
  let statements = new Map<string, Statement>()
  let unnamed = 0
  for (const part of parts) {
    if (part.holes.length > 0) {
      statements = new Map([...statements].filter(([, { sid = '' }]) => sid === ''))
    }
    for (const statement of part.statements) {
      const { sid = '' } = statement
      unnamed += 1
      statements.set(sid === '' ? `unnamed ${unnamed}` : `named ${sid}`, statement)
    }
  }
  if (statements.size > mostStatements) return unread(at, hole(at, `more than ${mostStatements} statements`))
  const [first = '2012-10-17', ...versions] = parts.map(({ version }) => version)
  return {
    version: versions.reduce((latest, version) => (version > latest ? version : latest), first),
    statements: [...statements.values()],
    holes: parts.flatMap(({ holes }) => holes),
    problems: parts.flatMap(({ problems }) => problems),
    at,
  }
}
