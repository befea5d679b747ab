import { isUnknown } from '../../model/unknown.ts'
import type { ExampleAttributes, ExampleValue } from '../../rules/example.ts'
import { isAttributes, isList, isText } from '../../rules/example-value.ts'
import { filled } from './references.ts'

/** An object as it stands inside `jsonencode(…)`, without a comma at its end. */
export function hclObject(value: ExampleAttributes): string {
  return hclValue(value, '')
}

/** A statement of IAM JSON as a `statement` block of `aws_iam_policy_document`. */
export function hclStatement(statement: ExampleAttributes): string {
  const lines = Object.entries(statement).flatMap(([element, value]) => blockLines(element, value))
  return ['statement {', ...lines.map(line => (line === '' ? '' : `  ${line}`)), '}'].join('\n')
}

const names: Readonly<Record<string, string>> = {
  Sid: 'sid',
  Effect: 'effect',
  Action: 'actions',
  NotAction: 'not_actions',
  Resource: 'resources',
  NotResource: 'not_resources',
}

function blockLines(element: string, value: ExampleValue): readonly string[] {
  const name = names[element]
  if (name === 'sid' || name === 'effect') return [`${name} = ${inDocument(value)}`]
  if (name !== undefined) return `${name} = ${inDocument(asList(value))}`.split('\n')
  if (element === 'Condition') return conditionBlocks(value)
  return principalBlocks(element === 'Principal' ? 'principals' : 'not_principals', value)
}

function principalBlocks(name: string, value: ExampleValue): readonly string[] {
  const typed = isAttributes(value) ? Object.entries(value) : [['*', value] as const]
  return typed.flatMap(([type, identifiers]) => [
    `${name} {`,
    `  type        = ${JSON.stringify(type)}`,
    ...indented(`identifiers = ${inDocument(asList(identifiers))}`),
    '}',
  ])
}

function conditionBlocks(value: ExampleValue): readonly string[] {
  if (!isAttributes(value)) return []
  return Object.entries(value).flatMap(([test, variables]) =>
    Object.entries(isAttributes(variables) ? variables : {}).flatMap(([variable, values]) => [
      'condition {',
      `  test     = ${JSON.stringify(test)}`,
      `  variable = ${JSON.stringify(variable)}`,
      ...indented(`values   = ${inDocument(asList(values))}`),
      '}',
    ]),
  )
}

/** The provider writes policy variables as `&{…}`, since `${…}` is HCL's own. */
function inDocument(value: ExampleValue): string {
  return hclValue(value, '', '&{')
}

function indented(text: string): readonly string[] {
  return text.split('\n').map(line => `  ${line}`)
}

function asList(value: ExampleValue): readonly ExampleValue[] {
  return isList(value) ? value : [value]
}

/** As wide as a list may be on one line. */
const widest = 70

function hclValue(value: ExampleValue, indent: string, variable = '$${'): string {
  if (value === null || typeof value === 'boolean' || typeof value === 'number') return String(value)
  if (typeof value === 'string') return `"${hclText(value, variable)}"`
  if (isUnknown(value)) return value.name
  if (isText(value))
    return `"${filled(
      value.text,
      part => hclText(part, variable),
      ({ name }) => `\${${name}}`,
    )}"`
  const deeper = `${indent}  `
  if (isList(value)) {
    const items = value.map(item => hclValue(item, deeper, variable))
    const line = `[${items.join(', ')}]`
    if (line.length <= widest && !line.includes('\n')) return line
    return `[\n${items.map(item => `${deeper}${item},`).join('\n')}\n${indent}]`
  }
  const members = Object.entries(value).map(
    ([name, inner]) => `${deeper}${hclName(name)} = ${hclValue(inner, deeper, variable)}`,
  )
  return members.length === 0 ? '{}' : `{\n${members.join('\n')}\n${indent}}`
}

/** The name of a member of an object, bare where HCL lets it be. */
export function hclName(name: string): string {
  return /^[A-Za-z_][\w-]*$/.test(name) ? name : `"${hclText(name)}"`
}

/** What stands between quotes: `${` and `%{` begin templates in HCL, and `${` a policy variable in IAM. */
export function hclText(text: string, variable = '$${'): string {
  return JSON.stringify(text)
    .slice(1, -1)
    .replaceAll('${', () => variable)
    .replaceAll('%{', '%%{')
}
