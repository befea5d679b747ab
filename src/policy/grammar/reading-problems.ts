import { nameOf, type Problem } from '../../model/statement.ts'
import type { Unknown } from '../../model/unknown.ts'
import { statementElements } from '../statements.ts'
import { hidersOf, type Judged } from './in-statements.ts'
import { nearest } from './nearest.ts'
import { suggestedOperator } from './operators.ts'

const elements = ['Version', 'Id', 'Statement']

/** What the reader objected to, with the statement that it is in and what was probably meant. */
export function readingProblems({ document }: Judged): readonly Problem[] {
  if (document.problems.length === 0) return noProblems
  const statements = new Map<string, Named>()
  for (const statement of document.statements) {
    const { pointer } = statement.at
    const holes = hidersOf(statement)
    // Of several ways that it can turn out, one that is certain is enough.
    if (statements.get(pointer)?.holes.length !== 0)
      statements.set(pointer, { name: nameOf(statement), holes })
  }
  return document.problems.map(problem => {
    const place = placeOfStatement(problem.at.pointer)
    const named = place === undefined ? undefined : statements.get(place)
    const says = `${problem.says}${suggestionFor(problem, place !== undefined)}`
    return named === undefined
      ? { ...problem, says }
      : { ...problem, says: `${named.name}: ${says}`, hangsOn: named.holes }
  })
}

interface Named {
  readonly name: string
  readonly holes: readonly Unknown[]
}

const noProblems: readonly Problem[] = []

/** `/policy/Statement/3` of `/policy/Statement/3/Action/0`; a statement may also stand in no list. */
function placeOfStatement(pointer: string): string | undefined {
  return /^.*?\/Statement(?:\/\d+)?(?=\/|$)/i.exec(pointer)?.[0]
}

function suggestionFor({ code, at }: Problem, inStatement: boolean): string {
  const written = at.pointer.slice(at.pointer.lastIndexOf('/') + 1)
  if (code === 'unknown-operator') return suggestedOperator(written)
  if (code !== 'unknown-element') return ''
  const near = nearest(written, inStatement ? [...statementElements] : elements)
  return near === undefined ? '' : `: did you mean \`${near}\`?`
}
