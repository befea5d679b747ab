import { principalId } from '../../model/principal.ts'
import type { PolicyDocument, Problem, Statement } from '../../model/statement.ts'
import { showText, type Text } from '../../model/text.ts'
import { inEachStatement, quoted, type Fault, type Judged } from './in-statements.ts'

/** What the patterns of policy documents leave out (KMS API Reference, PutKeyPolicy; IAM API Reference, PutRolePolicy). */
const illegal = /[^\t\n\r\u0020-\u00ff]/u

/** Characters that AWS refuses in a policy, such as typographic quotation marks from a web page. */
export function characters(judged: Judged): readonly Problem[] {
  const { document, kind } = judged
  if (kind !== 'key-policy' && kind !== 'identity-policy' && kind !== 'trust-policy') return []
  return [...inId(document), ...inEachStatement(judged, faultsOf)]
}

function inId({ id = '', at }: PolicyDocument): readonly Problem[] {
  const found = illegal.exec(id)?.[0]
  return found === undefined
    ? []
    : [{ code: 'illegal-character', says: `its \`Id\` ${saysOf(found, id)}`, at }]
}

/** The first of each statement: who mends that one looks at the rest. */
function faultsOf(statement: Statement): readonly Fault[] {
  const written = illegalIn(statement)
  const found = written === undefined ? undefined : illegal.exec(written)?.[0]
  if (written === undefined || found === undefined) return none
  return [{ code: 'illegal-character', says: saysOf(found, written), at: statement.at }]
}

const none: readonly Fault[] = []

/** The first text with such a character. */
function illegalIn({ sid, principals, actions, resources, conditions }: Statement): string | undefined {
  if (sid !== undefined && illegal.test(sid)) return sid
  for (const { text } of actions?.items ?? []) if (hasIllegal(text)) return showText(text)
  for (const { text } of resources?.items ?? []) if (hasIllegal(text)) return showText(text)
  for (const { principal } of principals?.items ?? []) {
    const written = principal.kind === 'account' || principal.kind === 'unknown' ? '' : principalId(principal)
    if (illegal.test(written)) return written
  }
  for (const { key, values } of conditions) {
    if (illegal.test(key)) return key
    for (const value of values) if (hasIllegal(value)) return showText(value)
  }
  return undefined
}

function hasIllegal(text: Text): boolean {
  return text.some(part => typeof part === 'string' && illegal.test(part))
}

function saysOf(character: string, text: string): string {
  const code = character.codePointAt(0)?.toString(16).toUpperCase().padStart(4, '0') ?? ''
  const shown = /^[\p{L}\p{P}\p{S}]$/u.test(character) ? ` \`${character}\`` : ''
  return `has a character that AWS refuses in policies,${shown} U+${code}, in ${quoted(text)}`
}
