import type { Problem } from '../../model/statement.ts'
import { hasWildcard } from '../wildcard.ts'
import { inEachCondition, quoted, type Judged } from './in-statements.ts'

/** `*` and `?` under operators that take them for characters (Access Analyzer, "Wildcard without like operator"). */
export function literalWildcards(judged: Judged): readonly Problem[] {
  return inEachCondition(judged, ({ operator, key, values, at }) => {
    const like = likeOf(operator)
    const value = values.find(hasWildcard)
    if (like === undefined || value === undefined) return []
    const says = `compares ${quoted(key)} with ${quoted(value)} by \`${operator}\`, which takes the wildcard for a character: \`${like}\` does not`
    return [{ code: 'literal-wildcard', says, at, instead: like }]
  })
}

function likeOf(operator: string): string | undefined {
  if (operator.startsWith('StringEquals')) return 'StringLike'
  return operator.startsWith('StringNotEquals') ? 'StringNotLike' : undefined
}
