import { isUnknown } from '../../model/unknown.ts'
import type { ExampleAttributes, ExampleValue } from '../../rules/example.ts'
import { isAttributes, isList, isText } from '../../rules/example-value.ts'
import { filled } from './references.ts'

type Json = null | boolean | number | string | readonly Json[] | { readonly [name: string]: Json }

/** An item of a list of statements as a JSON template has it. */
export function templateJson(value: ExampleAttributes): string {
  return JSON.stringify(jsonOf(value), undefined, 2)
}

/** An item of a list of statements as a YAML template has it. */
export function templateYaml(value: ExampleAttributes): string {
  const lines = Object.entries(value).flatMap(([name, inner]) => memberLines(name, inner))
  return lines.map((line, index) => `${index === 0 ? '- ' : '  '}${line}`).join('\n')
}

function jsonOf(value: ExampleValue): Json {
  if (value === null || typeof value !== 'object') return value
  if (isUnknown(value))
    return value.name.includes('.') ? { 'Fn::GetAtt': dotted(value.name) } : { Ref: value.name }
  if (isText(value)) return { 'Fn::Sub': substituted(value.text) }
  if (isList(value)) return value.map(jsonOf)
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, jsonOf(inner)] as const))
}

/** `Role.Arn`: the name of the resource, then the whole of the attribute's. */
function dotted(name: string): readonly string[] {
  const [resource = '', ...attribute] = name.split('.')
  return [resource, attribute.join('.')]
}

/** What looks like a placeholder in the text itself is a policy variable. */
function substituted(text: Parameters<typeof filled>[0]): string {
  return filled(
    text,
    part => part.replaceAll('${', '${!'),
    ({ name }) => `\${${name}}`,
  )
}

function memberLines(name: string, value: ExampleValue): readonly string[] {
  const label = `${scalar(name)}:`
  const only = onOneLine(value)
  if (only !== undefined) return [`${label} ${only}`]
  if (isList(value))
    return [label, ...value.map(item => `  - ${onOneLine(item) ?? JSON.stringify(jsonOf(item))}`)]
  const members = isAttributes(value) ? value : {}
  const inner = Object.entries(members).flatMap(([one, other]) => memberLines(one, other))
  return [label, ...inner.map(line => `  ${line}`)]
}

function onOneLine(value: ExampleValue): string | undefined {
  if (value === null || typeof value === 'boolean' || typeof value === 'number') return String(value)
  if (typeof value === 'string') return scalar(value)
  if (isUnknown(value))
    return value.name.includes('.') ? `!GetAtt ${value.name}` : `!Ref ${scalar(value.name)}`
  if (isText(value)) return `!Sub ${single(substituted(value.text))}`
  return isList(value) && value.length === 0 ? '[]' : undefined
}

/** Bare only where YAML 1.1, which CloudFormation reads, cannot take it for anything but this text. */
function scalar(text: string): string {
  const isBare = /^[A-Za-z][A-Za-z0-9]*(?:[.:-]+[A-Za-z0-9]+)*$/.test(text)
  return isBare && !/^(?:y|n|yes|no|on|off|true|false|null)$/i.test(text) ? text : single(text)
}

/** A double-quoted text has the escapes of JSON, for what cannot stand between single quotes. */
function single(text: string): string {
  if (/[^\x20-\x7e]/.test(text)) return JSON.stringify(text)
  return `'${text.replaceAll("'", "''")}'`
}
