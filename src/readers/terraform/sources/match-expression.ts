import { references } from '../../../hcl/references.ts'
import type { Expression as Written } from '../../../hcl/syntax.ts'
import { segments } from '../address.ts'
import { items, property, word } from '../json-value.ts'
import { literalValue } from './literals.ts'

/**
 * What an expression of the sources says that the plan's configuration denies, as the end of a sentence; nothing when
 * they may be the same. Terraform keeps of an expression its value, if it is constant, and what it refers to:
 * https://github.com/hashicorp/terraform/blob/v1.11.4/internal/command/jsonconfig/expression.go
 */
export function expressionMismatch(written: Written, planned: unknown, isJson: boolean): string | undefined {
  const literal = literalValue(written)
  if (literal !== undefined) return constantMismatch(literal.value, planned, isJson)
  const inPlan = headsOf(items(property(planned, 'references')))
  const inSources = headsOf(references(written))
  if (inPlan === undefined || inSources === undefined) return undefined
  return listsMismatch(inSources, inPlan)
}

function constantMismatch(value: unknown, planned: unknown, isJson: boolean): string | undefined {
  const constant = property(planned, 'constant_value')
  const [reference] = items(property(planned, 'references'))
  // In the JSON syntax, the plan has templates as they are written, and an object can be a block without arguments.
  if (isJson && (holdsTemplate(constant) || (constant === undefined && typeof value === 'object')))
    return undefined
  if (typeof reference === 'string')
    return `is constant in the sources and refers to \`${reference}\` in the plan`
  // A value that is null may be left out.
  return isSame(value, constant ?? null) ? undefined : 'has another value in the sources than in the plan'
}

function listsMismatch(inSources: ReadonlySet<string>, inPlan: ReadonlySet<string>): string | undefined {
  const added = [...inSources].filter(head => !inPlan.has(head))
  const missing = [...inPlan].filter(head => !inSources.has(head))
  if (added.length === 0 && missing.length === 0) return undefined
  if (missing.length === 0) return `refers to ${shown(added)} in the sources and not in the plan`
  if (added.length === 0) return `refers to ${shown(missing)} in the plan and not in the sources`
  return `refers to ${shown(added)} in the sources and to ${shown(missing)} in the plan`
}

const mostShown = 3

function shown(heads: readonly string[]): string {
  const rest = heads.length > mostShown ? ` and ${heads.length - mostShown} more` : ''
  return (
    heads
      .slice(0, mostShown)
      .map(head => `\`${head}\``)
      .join(', ') + rest
  )
}

/** How many names tell what is referred to; a resource has two. */
const lengths: ReadonlyMap<string, number> = new Map([
  ['data', 3],
  ['ephemeral', 3],
  ['self', 1],
])

/** What references lead to: `aws_iam_role.app` for `aws_iam_role.app[0].arn`. Nothing when one is not as expected. */
function headsOf(written: readonly unknown[]): ReadonlySet<string> | undefined {
  const heads = new Set<string>()
  for (const one of written) {
    const path = segments(word(one) ?? '')?.map(({ name }) => name)
    if (path === undefined) return undefined
    // `resource.aws_iam_role.app` is another way to write `aws_iam_role.app`.
    const steps = path[0] === 'resource' ? path.slice(1) : path
    heads.add(steps.slice(0, lengths.get(steps[0] ?? '') ?? 2).join('.'))
  }
  return heads
}

/** Whether two constants are the same to Terraform: it puts strings into one Unicode form. */
function isSame(one: unknown, other: unknown): boolean {
  if (typeof one === 'string' && typeof other === 'string') return plain(one) === plain(other)
  if (typeof one !== 'object' || typeof other !== 'object' || one === null || other === null)
    return one === other
  if (Array.isArray(one) !== Array.isArray(other)) return false
  const keys = Object.keys(one)
  if (keys.length !== Object.keys(other).length) return false
  return keys.every(key => isSame(own(one, key), own(other, key)))
}

/** A file that was checked out on Windows has other ends of lines than one that was not. */
function plain(text: string): string {
  return text.normalize('NFC').replaceAll('\r\n', '\n')
}

function own(value: object, key: string): unknown {
  const found: unknown = Object.hasOwn(value, key) ? Reflect.get(value, key) : undefined
  return found
}

function holdsTemplate(constant: unknown): boolean {
  return /[$%]\{/.test(JSON.stringify([constant]))
}
