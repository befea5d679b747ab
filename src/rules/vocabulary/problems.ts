import type { SourceLocation } from '../../model/source-location.ts'
import type { ProblemCode, Statement } from '../../model/statement.ts'
import { text } from '../../model/text.ts'
import { answer, hangsOn } from '../answers.ts'
import type { Correction } from '../correction.ts'
import { statementAt } from '../statement-at.ts'
import type { DocumentKind, DocumentProblem, Word } from '../word.ts'
import { instead, written } from './corrections.ts'

/** The grammar objects with one of these codes; it cannot be told where the objection hangs on something. */
export function problem(...codes: readonly ProblemCode[]): Word<DocumentProblem> {
  const wanted: ReadonlySet<string> = new Set(codes)
  return {
    says: `the grammar objects: ${codes.map(inWords).join(', ')}`,
    compound: codes.length > 1,
    ask: ({ problem: { code, at, hangsOn: holes = [] } }) => {
      if (!wanted.has(code)) return answer(false)
      return holes.length === 0 ? answer(true, [at]) : hangsOn(holes, [at])
    },
  }
}

/** The document is of one of these kinds. */
export function inDocument(...kinds: readonly DocumentKind[]): Word<DocumentProblem> {
  return {
    says: `it stands in a document of the kind ${kinds.map(inWords).join(' or ')}`,
    ask: ({ in: { kind } }) => answer(kinds.includes(kind)),
  }
}

/** What is wrong in which document: `the policy of aws_kms_key.app: statement 2: it has no \`Effect\``. */
export function problemInWords({ problem: { says }, in: { name } }: DocumentProblem): string {
  return `${name}: ${says}`
}

/** The statement with what was meant in the place of what is wrong, where the problem tells it. */
export function respelt({ problem: found, in: { document } }: DocumentProblem): Correction | undefined {
  const statement = statementAt(document, found.at)
  const changed = statement === undefined ? undefined : withMeant(statement, found)
  return statement === undefined || changed === undefined ? undefined : instead(statement, written(changed))
}

function withMeant(statement: Statement, found: DocumentProblem['problem']): Statement | undefined {
  const { code, at, instead: meant } = found
  if (code === 'unknown-element') return inOtherCase(statement, at)
  if (code === 'invalid-effect')
    return meant === 'Allow' || meant === 'Deny' ? { ...statement, effect: meant } : undefined
  if (meant === undefined || statement.actions === undefined) return undefined
  const items = statement.actions.items.map(item =>
    item.at.pointer === at.pointer ? { ...item, text: text(meant) } : item,
  )
  return { ...statement, actions: { ...statement.actions, items } }
}

const readInAnyCase = /\/(?:not)?(?:principal|action|resource)$/i

/** An element that is misspelt in nothing but case is read all the same; the doubt about it goes. */
function inOtherCase(statement: Statement, at: SourceLocation): Statement | undefined {
  if (!readInAnyCase.test(at.pointer)) return undefined
  const conditionHoles = statement.conditionHoles.filter(hole => hole.at.pointer !== at.pointer)
  return { ...statement, conditionHoles }
}

function inWords(code: string): string {
  return code.replaceAll('-', ' ')
}
