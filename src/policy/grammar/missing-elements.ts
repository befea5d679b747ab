import type { Problem, Statement } from '../../model/statement.ts'
import { inEachStatement, type Fault, type Judged, type Kind } from './in-statements.ts'

/** Policies of resources say whom they are about; a policy of roles and users is about those who have it. */
const namesPrincipals: ReadonlySet<Kind> = new Set(['key-policy', 'trust-policy', 'rcp', 'endpoint-policy'])

/**
 * Statements without an action, a resource or a principal (IAM User Guide, "Grammar of the IAM JSON policy language").
 * KMS takes a key policy without action or resource, and then the statement has no effect (API Reference, PutKeyPolicy).
 */
export function missingElements(judged: Judged): readonly Problem[] {
  const { kind } = judged
  const strange = strangeIn(judged)
  return inEachStatement(judged, statement => {
    const missing = missingIn(statement, kind).filter(name => !strange(statement, name))
    return missing.map(name => ({ ...faultOf(name, kind), at: statement.at }))
  })
}

type Name = 'Action' | 'Resource' | 'Principal'

function missingIn({ actions, resources, principals }: Statement, kind: Kind): readonly Name[] {
  const missing: Name[] = []
  if (actions === undefined) missing.push('Action')
  if (resources === undefined && kind !== 'trust-policy') missing.push('Resource')
  if (principals === undefined && namesPrincipals.has(kind)) missing.push('Principal')
  return missing
}

function faultOf(name: Name, kind: Kind): Omit<Fault, 'at'> {
  const isTaken = kind === 'key-policy' && name !== 'Principal'
  return isTaken
    ? { code: 'dead-without-element', says: `has no \`${name}\`, so it has no effect` }
    : { code: 'missing-element', says: `has no \`${name}\`` }
}

/** Whether the statement has an element that AWS does not know and that was probably meant: it has its own objection. */
function strangeIn({ document }: Judged): (statement: Statement, name: Name) => boolean {
  const wordsOf = new Map<string, string>()
  for (const { code, at } of document.problems) {
    if (code !== 'unknown-element') continue
    const { pointer } = at
    const end = pointer.lastIndexOf('/')
    const place = pointer.slice(0, end)
    wordsOf.set(
      place,
      `${wordsOf.get(place) ?? ''} ${pointer
        .slice(end + 1)
        .slice(0, 80)
        .toLowerCase()}`,
    )
  }
  return ({ at }, name) => (wordsOf.get(at.pointer) ?? '').includes(name.slice(0, 4).toLowerCase())
}
