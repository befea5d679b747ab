import type { PolicyDocument, Problem, Statement } from '../../model/statement.ts'
import { showText, text, type Text } from '../../model/text.ts'
import { isUnknown } from '../../model/unknown.ts'
import { inEachStatement, quoted, type Fault, type Judged } from './in-statements.ts'
import { writtenAs } from './written-principal.ts'

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
  for (const written of textsOf(statement)) {
    const found = illegalIn(written)
    if (found !== undefined)
      return [{ code: 'illegal-character', says: saysOf(found, showText(written)), at: statement.at }]
  }
  return none
}

const none: readonly Fault[] = []

function textsOf({ sid = '', principals, actions, resources, conditions }: Statement): readonly Text[] {
  return [
    text(sid),
    ...(actions?.items ?? []).map(item => item.text),
    ...(resources?.items ?? []).map(item => item.text),
    ...(principals?.items ?? []).map(({ principal }) => writtenAs(principal)),
    ...conditions.flatMap(({ key, values }) => [text(key), ...values]),
  ]
}

/** The names of holes are no part of what AWS gets. */
function illegalIn(written: Text): string | undefined {
  return illegal.exec(written.map(part => (isUnknown(part) ? '' : part)).join(''))?.[0]
}

function saysOf(character: string, written: string): string {
  const code = character.codePointAt(0)?.toString(16).toUpperCase().padStart(4, '0') ?? ''
  const shown = /^[\p{L}\p{P}\p{S}]$/u.test(character) ? ` \`${character}\`` : ''
  return `has a character that AWS refuses in policies,${shown} U+${code}, in ${quoted(written)}`
}
