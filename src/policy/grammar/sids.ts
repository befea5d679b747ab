import type { Problem, Statement } from '../../model/statement.ts'
import type { Judged } from './in-statements.ts'
import { hidersOf, quoted } from './in-statements.ts'

/**
 * The names of statements: IAM takes letters and digits alone, and each once (IAM User Guide, "IAM JSON policy elements:
 * Sid"); those of a key policy may have spaces (KMS Developer Guide, "Create a key policy").
 */
export function sids({ document, kind }: Judged): readonly Problem[] {
  // A hole in a name is shown as its reference.
  const named = document.statements.filter(({ sid = '' }) => sid !== '' && !sid.includes('${'))
  return kind === 'key-policy' || kind === 'endpoint-policy'
    ? repeated(named, 'sid-twice')
    : [...named.flatMap(strange), ...repeated(named, kind === 'trust-policy' ? 'sid-twice' : 'repeated-sid')]
}

function strange(statement: Statement): readonly Problem[] {
  const { sid = '', at } = statement
  if (/^[A-Za-z0-9]*$/.test(sid)) return []
  const says = `the \`Sid\` ${quoted(sid)} has other characters than letters and digits, which IAM refuses`
  return [{ code: 'invalid-sid', says, at, hangsOn: hidersOf(statement) }]
}

/** A statement that stands in several ways at one place is one. */
function repeated(statements: readonly Statement[], code: 'repeated-sid' | 'sid-twice'): readonly Problem[] {
  const places = new Map<string, string>()
  const told = new Set<string>()
  return statements.flatMap(statement => {
    const { sid = '', at } = statement
    const place = `${at.file}\n${at.address}\n${at.pointer}`
    const first = places.get(sid)
    if (first === undefined) places.set(sid, place)
    if (first === undefined || first === place || told.has(sid)) return []
    told.add(sid)
    const says = `more than one statement has the \`Sid\` ${quoted(sid)}`
    return [{ code, says, at, hangsOn: hidersOf(statement) }]
  })
}
