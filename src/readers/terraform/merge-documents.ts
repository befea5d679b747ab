import { unread } from '../../policy/read-policy.ts'
import { placeName, type SourceLocation } from '../../model/source-location.ts'
import type { PolicyDocument, Problem, Statement } from '../../model/statement.ts'
import type { Unknown } from '../../model/unknown.ts'
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
  const gone = new Map<string, readonly Unknown[]>()
  for (const { holes, statements: own } of parts) {
    if (holes.length > 0) {
      const named = [...statements].filter(([, { sid = '' }]) => sid !== '')
      for (const [, statement] of named) gone.set(placeName(statement.at), holes)
      statements = new Map([...statements].filter(([, { sid = '' }]) => sid === ''))
    }
    for (const statement of own) {
      const { sid = '' } = statement
      unnamed += 1
      const name = sid === '' ? `unnamed ${unnamed}` : `named ${sid}`
      const replaced = statements.get(name)
      if (replaced !== undefined) gone.set(placeName(replaced.at), [])
      statements.set(name, statement)
    }
  }
  if (statements.size > mostStatements) return unread(at, hole(at, `more than ${mostStatements} statements`))
  const [first = '2012-10-17', ...versions] = parts.map(({ version }) => version)
  return {
    version: versions.reduce((latest, version) => (version > latest ? version : latest), first),
    statements: [...statements.values()],
    holes: parts.flatMap(({ holes }) => holes),
    problems: parts.flatMap(({ problems }) => problems).flatMap(problem => left(problem, gone)),
    at,
  }
}

/** A problem goes with its statement; it is possible where that one may have been replaced. */
function left(problem: Problem, gone: ReadonlyMap<string, readonly Unknown[]>): readonly Problem[] {
  if (gone.size === 0) return [problem]
  const steps = problem.at.pointer.split('/')
  for (let length = steps.length; length > 0; length -= 1) {
    const holes = gone.get(placeName({ ...problem.at, pointer: steps.slice(0, length).join('/') }))
    if (holes?.length === 0) return []
    if (holes !== undefined) return [{ ...problem, hangsOn: [...(problem.hangsOn ?? []), ...holes] }]
  }
  return [problem]
}
