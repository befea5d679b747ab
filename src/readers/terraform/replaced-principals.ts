import type { NamedPrincipal, PolicyDocument, Statement } from '../../model/statement.ts'
import { literal } from '../../model/text.ts'
import { property, word } from './json-value.ts'
import type { Instance, Resources } from './resources.ts'
import { attribute, hole, isHole } from './values.ts'

/** The ARNs of the roles and users that a plan destroys and creates anew, as they were before. */
export function replacedArns({ replaced }: Pick<Resources, 'replaced'>): ReadonlySet<string> {
  const identities = replaced.filter(({ type }) => type === 'aws_iam_role' || type === 'aws_iam_user')
  return new Set(identities.flatMap(({ before }) => word(property(before, 'arn')) ?? []))
}

/**
 * A key policy whose text a plan leaves as it is while it replaces whom the text names. AWS keeps the unique id of a
 * role or user, so what stands for the old one may admit nobody (IAM User Guide, "AWS JSON policy elements: Principal");
 * and Terraform writes no text that is equal.
 */
export function doubtingReplaced(
  document: PolicyDocument,
  resource: Instance,
  replaced: ReadonlySet<string>,
): PolicyDocument {
  if (replaced.size === 0 || !keepsText(resource)) return document
  const statements = document.statements.flatMap(statement => doubting(statement, replaced))
  return statements.every((one, index) => one === document.statements[index])
    ? document
    : { ...document, statements }
}

function keepsText({ values, created, before }: Instance): boolean {
  const value = attribute(values, 'policy')
  const text = isHole(value) ? undefined : word(value.json)
  return !created && text !== undefined && word(property(before, 'policy')) === text
}

/** Its other principals are as certain as before; those of `NotPrincipal` may be spared no more. */
function doubting(statement: Statement, replaced: ReadonlySet<string>): readonly Statement[] {
  const { principals } = statement
  if (principals === undefined) return [statement]
  const doubted = principals.items.filter(item => isReplaced(item, replaced))
  if (doubted.length === 0) return [statement]
  const rest = principals.items.filter(item => !isReplaced(item, replaced))
  const others = principals.negated
    ? [statement]
    : rest.length === 0
      ? []
      : [{ ...statement, principals: { ...principals, items: rest } }]
  return [...others, ...doubted.map(item => perhapsOf(statement, item))]
}

function isReplaced({ principal }: NamedPrincipal, replaced: ReadonlySet<string>): boolean {
  if (principal.kind !== 'role' && principal.kind !== 'user') return false
  return replaced.has(literal(principal.arn) ?? '')
}

/** The statement for one principal alone, should AWS take the new one for the old. */
function perhapsOf(statement: Statement, item: NamedPrincipal): Statement {
  const { principal, at } = item
  const arn = 'arn' in principal ? (literal(principal.arn) ?? '') : ''
  const name = `whether AWS still takes ${arn} for the ${principal.kind} that it named`
  return {
    ...statement,
    principals: { negated: false, items: [item], at: statement.principals?.at ?? at },
    conditionHoles: [...statement.conditionHoles, hole(at, name, 'anything', 'undecided-condition')],
  }
}
