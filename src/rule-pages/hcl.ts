import type { Unknown } from '../model/unknown.ts'
import { isUnknown } from '../model/unknown.ts'
import { hclName, hclText } from '../report/corrections/hcl.ts'
import type { ExampleAttributes, ExampleValue } from '../rules/example.ts'
import { isAttributes, isList, isText } from '../rules/example-value.ts'

/** What fits stands in one line. */
const width = 100

/** A value as an expression of Terraform's language, for readers; `indent` is where its line begins. */
export function hclValue(value: ExampleValue, indent: string): string {
  const line = inOneLine(value)
  return line.length + indent.length <= width ? line : inLines(value, indent)
}

function inOneLine(value: ExampleValue): string {
  if (value === null || typeof value === 'boolean' || typeof value === 'number') return String(value)
  if (typeof value === 'string') return `"${hclText(value)}"`
  if (isUnknown(value)) return reference(value)
  if (isText(value))
    return `"${value.text.map(part => (isUnknown(part) ? `\${${reference(part)}}` : hclText(part))).join('')}"`
  if (isList(value)) return `[${value.map(inOneLine).join(', ')}]`
  const members = membersOf(value).map(([name, inner]) => `${hclName(name)} = ${inOneLine(inner)}`)
  return members.length === 0 ? '{}' : `{ ${members.join(', ')} }`
}

function inLines(value: ExampleValue, indent: string): string {
  const deeper = `${indent}  `
  if (isList(value)) {
    const items = value.map(item => `${deeper}${hclValue(item, deeper)},\n`)
    return `[\n${items.join('')}${indent}]`
  }
  if (!isAttributes(value)) return inOneLine(value)
  const members = membersOf(value).map(
    ([name, inner]) => `${deeper}${hclName(name)} = ${hclValue(inner, deeper)}\n`,
  )
  return `{\n${members.join('')}${indent}}`
}

/** `var.reader`; what is no reference of Terraform is told in brackets. */
function reference({ name }: Unknown): string {
  return /^[a-z_][\w.[\]"*-]*$/i.test(name) ? name : `(${name})`
}

function membersOf(value: ExampleAttributes): readonly (readonly [string, ExampleValue])[] {
  return Object.entries(value)
}
