import type { Principal } from '../../model/principal.ts'
import { doubtAboutReplaced } from '../../model/replaced-name.ts'
import { withoutPlaces, type SourceLocation } from '../../model/source-location.ts'
import type { NamedPrincipal, PolicyDocument, Statement } from '../../model/statement.ts'
import { literal } from '../../model/text.ts'
import type { Unknown } from '../../model/unknown.ts'
import { readPolicyText } from '../../policy/read-policy.ts'
import { property, word } from './json-value.ts'
import type { Instance, Resources } from './resources.ts'
import { attribute, hole, isHole } from './values.ts'

/** The ARNs of the roles and users that a plan destroys and creates anew, by whatever resource, as they were before. */
export function replacedArns({
  replaced,
  destroyed,
  managed,
}: Pick<Resources, 'replaced' | 'destroyed' | 'managed'>): ReadonlySet<string> {
  const created = new Set(
    managed.filter(one => one.created && isIdentity(one)).flatMap(one => nameOf(one, one.values.json)),
  )
  const anew = destroyed.filter(
    one => isIdentity(one) && nameOf(one, one.before).some(name => created.has(name)),
  )
  const identities = [...replaced.filter(isIdentity), ...anew]
  return new Set(identities.flatMap(({ before }) => word(property(before, 'arn')) ?? []))
}

function isIdentity({ type }: Instance): boolean {
  return type === 'aws_iam_role' || type === 'aws_iam_user'
}

/** Unique in an account, whatever the path; nothing where it is not told. */
function nameOf({ type, provider }: Instance, values: unknown): readonly string[] {
  const name = word(property(values, 'name'))
  const path = word(property(values, 'path')) ?? '/'
  return name === undefined ? [] : [JSON.stringify([type, provider, path, name])]
}

/**
 * A key policy or trust policy whose text a plan leaves as it is while it replaces whom the text names. AWS keeps the
 * unique id of a role or user, so what stands for the old one may admit nobody (IAM User Guide, "AWS JSON policy
 * elements: Principal"); and Terraform writes no text that is equal. `name` is that of the argument.
 */
export function doubtingReplaced(
  document: PolicyDocument,
  resource: Instance,
  { replaced, name }: { readonly replaced: ReadonlySet<string>; readonly name: string },
): PolicyDocument {
  return replaced.size === 0 || !keepsText(resource, name, document)
    ? document
    : doubtingNames(document, replaced)
}

/** The document, in doubt about whom it names of these. */
export function doubtingNames(document: PolicyDocument, replaced: ReadonlySet<string>): PolicyDocument {
  const statements = document.statements.flatMap(statement => doubting(statement, replaced))
  return statements.every((one, index) => one === document.statements[index])
    ? document
    : { ...document, statements }
}

/** A text that refers to what is replaced is known only after apply, and then often the one that it was. */
function keepsText({ values, created, before }: Instance, name: string, document: PolicyDocument): boolean {
  const value = attribute(values, name)
  const was = word(property(before, name))
  if (created || was === undefined) return false
  if (!isHole(value)) return word(value.json) === was
  return sayingOf(readPolicyText(was, value.at)) === sayingOf(document)
}

/** Equal for documents that differ in nothing but their layout and the way to their values. */
function sayingOf({ version, statements, holes }: PolicyDocument): string {
  return JSON.stringify([version, statements, holes], withoutPlaces)
}

/** Its other principals are as certain as before; those of `NotPrincipal` may be spared no more. */
function doubting(statement: Statement, replaced: ReadonlySet<string>): readonly Statement[] {
  const { principals } = statement
  if (principals === undefined) return [statement]
  const doubted = principals.items.filter(({ principal }) => isReplaced(principal, replaced))
  if (doubted.length === 0) return [statement]
  const rest = principals.items.filter(({ principal }) => !isReplaced(principal, replaced))
  const others = principals.negated
    ? [statement]
    : rest.length === 0
      ? []
      : [{ ...statement, principals: { ...principals, items: rest } }]
  return [...others, ...doubted.map(item => perhapsOf(statement, item))]
}

/** Whether it is a role or user that a plan destroys and creates anew under the same ARN. */
export function isReplaced(principal: Principal, replaced: ReadonlySet<string>): boolean {
  if (principal.kind !== 'role' && principal.kind !== 'user') return false
  return replaced.has(literal(principal.arn) ?? '')
}

/** What is not known of what has named a role or user that is replaced. */
export function doubtAbout(principal: Principal, at: SourceLocation): Unknown {
  return hole(at, doubtAboutReplaced(principal), 'anything', 'undecided-condition')
}

/** The statement for one principal alone, should AWS take the new one for the old. */
function perhapsOf(statement: Statement, item: NamedPrincipal): Statement {
  const { principal, at } = item
  return {
    ...statement,
    principals: { negated: false, items: [item], at: statement.principals?.at ?? at },
    conditionHoles: [...statement.conditionHoles, doubtAbout(principal, at)],
  }
}
