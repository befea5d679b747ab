import type { SourceLocation } from '../../model/source-location.ts'
import type { Condition, Pattern, Problem, Statement } from '../../model/statement.ts'
import { isUnknown } from '../../model/unknown.ts'
import type { Text } from '../../model/text.ts'
import { isFilledByCall } from '../variables.ts'
import { inEachStatement, quoted, type Fault, type Judged } from './in-statements.ts'
import { writtenAs } from './written-principal.ts'

/**
 * Policy variables that are written wrongly, or where AWS takes them for plain characters (IAM User Guide, "IAM policy
 * elements: Variables and tags").
 */
export function variablesIn(judged: Judged): readonly Problem[] {
  const { version, versionIs } = judged.document
  const isOld = version === '2008-10-17' && versionIs !== 'not-told'
  const inValue = (value: Text, at: SourceLocation) => (isOld ? inOldVersion(value, at) : brokenIn(value, at))
  return inEachStatement(judged, ({ resources, conditions, ...statement }) => [
    ...(resources?.items ?? []).flatMap(({ text, at }) => inValue(text, at)),
    ...conditions.flatMap(({ operator, key, values, at }) =>
      values.flatMap(value =>
        /^(?:String|Arn)/.test(operator) ? inValue(value, at) : underOperator({ operator, key, at }, value),
      ),
    ),
    ...elsewhere(statement),
  ])
}

/** The reader has taken whole variables out: what is left of one has no end. */
function brokenIn(value: Text, at: SourceLocation): readonly Fault[] {
  return value.flatMap((part): readonly Fault[] => {
    if (typeof part === 'string') {
      if (!part.includes('${')) return []
      return [{ code: 'broken-variable', says: `has a variable without its \`}\` in ${quoted(value)}`, at }]
    }
    const wrong = isFilledByCall(part) ? wrongWith(part.name) : undefined
    return wrong === undefined ? [] : [{ ...wrong, at }]
  })
}

function wrongWith(written: string): Omit<Fault, 'at'> | undefined {
  const shown = quoted(`\${${written}}`)
  const name = written.split(',', 1)[0] ?? ''
  const fallback = written.slice(name.length + 1).trim()
  if (written.trim() === '') return broken(`has the variable ${shown} without a name`)
  if (/^[*?$]$/.test(written)) return undefined
  if (/\s/.test(name)) return broken(`has a space in the variable ${shown}`)
  if (written.length > name.length && !/^'[^']*'$/.test(fallback))
    return broken(`has the variable ${shown}, whose default needs single quotes`)
  if (/^AWS::/i.test(name)) {
    const says = `has ${shown} as a policy variable, which no call fills: without \`Fn::Sub\` it stays as written`
    return { code: 'no-variable', says }
  }
  if (!name.includes(':'))
    return { code: 'no-variable', says: `has the variable ${shown}, which is no condition key` }
  return undefined
}

function broken(says: string): Omit<Fault, 'at'> {
  return { code: 'broken-variable', says }
}

function inOldVersion(value: Text, at: SourceLocation): readonly Fault[] {
  const shown = variableIn(value)
  if (shown === undefined) return []
  const says = `has ${shown}, which a document without \`"Version": "2012-10-17"\` takes for plain characters`
  return [{ code: 'variable-in-old-version', says, at }]
}

function underOperator(
  { operator, key, at }: Pick<Condition, 'operator' | 'key' | 'at'>,
  value: Text,
): readonly Fault[] {
  const shown = variableIn(value)
  if (shown === undefined) return []
  const says = `compares ${quoted(key)} with ${shown} by \`${operator}\`, which takes no variables`
  return [{ code: 'misplaced-variable', says, at }]
}

function elsewhere({ actions, principals }: Pick<Statement, 'actions' | 'principals'>): readonly Fault[] {
  return [
    ...(actions?.items ?? []).flatMap(item => inElement('Action', item)),
    ...(principals?.items ?? []).flatMap(({ principal, at }) =>
      inElement('Principal', { text: writtenAs(principal), at }),
    ),
  ]
}

function inElement(element: string, { text, at }: Pattern): readonly Fault[] {
  const shown = variableIn(text)
  if (shown === undefined) return []
  const cure = /\$\{AWS::/i.test(shown) ? ': without `Fn::Sub` it stays as written' : ''
  const says = `has ${shown} in its \`${element}\`, where AWS fills no variables${cure}`
  return [{ code: 'misplaced-variable', says, at }]
}

/** A variable as it is written, unless it stands for a character. */
function variableIn(value: Text): string | undefined {
  for (const part of value) {
    const found = isUnknown(part) ? undefined : /\$\{(?![*?$]\})[^{}]*\}?/.exec(part)?.[0]
    if (found !== undefined) return quoted(found)
  }
  return undefined
}
