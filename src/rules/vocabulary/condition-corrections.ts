import { placeName } from '../../model/source-location.ts'
import type { Condition, PolicyDocument, Problem, Statement } from '../../model/statement.ts'
import type { Correction } from '../correction.ts'
import type { DocumentProblem } from '../word.ts'
import { instead, written } from './corrections.ts'

/** The statement with the condition at fault as it was meant, where the objection tells that. */
export function correctedCondition({ problem, in: { document } }: DocumentProblem): Correction | undefined {
  const place = placeName(problem.at)
  const statement = statementsOf(document).get(place)
  if (statement === undefined) return undefined
  const conditions: Condition[] = []
  for (const condition of statement.conditions) {
    const meant = placeName(condition.at) === place ? asMeant(condition, problem) : condition
    if (meant === undefined) return undefined
    conditions.push(meant)
  }
  return instead(statement, written({ ...statement, conditions }))
}

/** By the places of their conditions: a document can have as many objections as statements. */
const known = new WeakMap<PolicyDocument, ReadonlyMap<string, Statement>>()

function statementsOf(document: PolicyDocument): ReadonlyMap<string, Statement> {
  const before = known.get(document)
  if (before !== undefined) return before
  const found = new Map(
    document.statements.flatMap(statement =>
      statement.conditions.map(({ at }) => [placeName(at), statement] as const),
    ),
  )
  known.set(document, found)
  return found
}

function asMeant(condition: Condition, { code, instead: meant }: Problem): Condition | undefined {
  const { qualifier: _qualifier, ...plain } = condition
  switch (code) {
    case 'unknown-global-key':
    case 'unknown-condition-key':
    case 'deprecated-condition-key':
      return meant === undefined ? undefined : { ...condition, key: meant }
    case 'literal-wildcard':
    case 'operator-type':
      return meant === undefined ? undefined : { ...condition, operator: meant }
    case 'null-if-exists':
      return { ...condition, ifExists: false }
    case 'null-with-qualifier':
    case 'refused-qualifier':
    case 'all-values-of-one':
    case 'any-value-of-one':
      return plain
    default:
      return undefined
  }
}
