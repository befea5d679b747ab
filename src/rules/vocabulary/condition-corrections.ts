import { placeName } from '../../model/source-location.ts'
import type { Condition, Problem } from '../../model/statement.ts'
import type { Correction } from '../correction.ts'
import { statementAt } from '../statement-at.ts'
import type { DocumentProblem } from '../word.ts'
import { instead, written } from './corrections.ts'

/** The statement with the condition at fault as it was meant, where the objection tells that. */
export function correctedCondition({ problem, in: { document } }: DocumentProblem): Correction | undefined {
  const place = placeName(problem.at)
  const statement = statementAt(document, problem.at)
  const condition = statement?.conditions.find(({ at }) => placeName(at) === place)
  const meant = condition && asMeant(condition, problem)
  if (statement === undefined || meant === undefined) return undefined
  const conditions = statement.conditions.map(one => (one === condition ? meant : one))
  return instead(statement, written({ ...statement, conditions }))
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
