import { items, names, property } from './json-value.ts'
import type { Plan } from './plan.ts'

/**
 * The names, ARNs and the like that Terraform would not print, of resources that have a say in access, and the values of
 * sensitive variables. Policies and grants are not among them: they are marked where they stand, and hidden as a whole.
 * https://developer.hashicorp.com/terraform/internals/json-format#change-representation
 */
export function secretTexts(plan: Plan): readonly string[] {
  const found = new Set<string>()
  const declared = plan.configuration.root_module?.variables
  for (const name of names(declared)) {
    if (property(property(declared, name), 'sensitive') === true)
      take(found, property(property(plan.variables, name), 'value'), true)
  }
  for (const { type, change } of [...(plan.resource_changes ?? []), ...(plan.resource_drift ?? [])]) {
    if (!isTold.test(type)) continue
    takeResource(found, change.after, change.after_sensitive)
    takeResource(found, change.before, change.before_sensitive)
  }
  for (const { type, values, sensitive_values: marks } of [...plan.prior_state, ...plan.planned_values])
    if (isTold.test(type)) takeResource(found, values, marks)
  return [...found]
}

/** Those whose names are told. */
const isTold = /^aws_(?:iam|kms|organizations|caller|region|partition)_?(?!.*(?:policy_document|kms_grant)$)/

/** What is hidden where it stands, as a document, and what is never told. */
const others: ReadonlySet<string> = new Set([
  'policy',
  'assume_role_policy',
  'content',
  'description',
  'tags',
  'tags_all',
])

function takeResource(found: Set<string>, values: unknown, marks: unknown): void {
  for (const name of names(values))
    if (!others.has(name)) take(found, property(values, name), marks === true || property(marks, name))
}

/** Deeper values are nobody's; the limit keeps the stack. */
const deepest = 100

function take(found: Set<string>, value: unknown, mark: unknown, depth = 0): void {
  if (depth > deepest || mark === undefined || mark === false) return
  if (typeof value === 'string' && mark === true)
    for (const text of [value, ...partsOf(value)]) if (isTelling(text)) found.add(text)
  for (const [index, item] of items(value).entries())
    take(found, item, mark === true || items(mark)[index], depth + 1)
  for (const name of names(value))
    take(found, property(value, name), mark === true || property(mark, name), depth + 1)
}

/** What is told of an ARN without the rest: its account and the name at its end. A path stands between slashes. */
function partsOf(text: string): readonly string[] {
  const [start, , , , account = '', resource = ''] = text.split(':', 6)
  return start === 'arn' ? [account, resource.slice(resource.lastIndexOf('/') + 1)] : [trimmed(text)]
}

function trimmed(path: string): string {
  return path.startsWith('/') ? path.slice(1).replace(/\/$/, '') : path
}

/** A word of one or two characters hides nothing, and a document is hidden where it stands. */
function isTelling(text: string): boolean {
  return /(?:[\p{L}\p{N}][^\p{L}\p{N}]*){3}/u.test(text) && !/^\s*[[{]/.test(text)
}
