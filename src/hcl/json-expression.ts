import type { JsonNode, JsonString } from './json-text.ts'
import type { Origin } from './origin.ts'
import { parserOf } from './parser.ts'
import { HclError, type Expression, type TemplateExpression } from './syntax.ts'
import { parseBareTemplate } from './templates.ts'
import { wordTemplate } from './template-text.ts'

/** How Terraform reads strings: as templates, or for what has to be known early (`source`, `default`) as they stand. */
export type Strings = 'templates' | 'verbatim'

/**
 * The expression that a JSON value stands for; names of properties are strings too.
 * https://github.com/hashicorp/hcl/blob/v2.23.0/json/spec.md#expressions
 */
export function jsonExpression(node: JsonNode, strings: Strings): Expression {
  switch (node.kind) {
    case 'string':
      return stringExpression(node, strings)
    case 'number':
      return { kind: 'literal', value: node.value, written: node.written, at: node.at }
    case 'word':
      return { kind: 'literal', value: node.value, at: node.at }
    case 'array':
      return { kind: 'tuple', items: node.items.map(item => jsonExpression(item, strings)), at: node.at }
    case 'object': {
      const members = node.members.map(({ name, value }) => ({
        key: stringExpression(name, strings),
        value: jsonExpression(value, strings),
        at: { ...name.at, end: value.at.end },
      }))
      return { kind: 'object', members, at: node.at }
    }
  }
}

function stringExpression(node: JsonString, strings: Strings): TemplateExpression {
  const isPlain = strings === 'verbatim' || !/[$%\n\r]/.test(node.text)
  return isPlain ? verbatim(node) : template(node)
}

function verbatim({ text, at }: JsonString): TemplateExpression {
  const inside = { ...at, start: at.start + 1, end: at.end - 1 }
  return { ...wordTemplate(text, inside), at }
}

/** What is no template is a text: Terraform takes it for one where it reads strings as they stand, and refuses it elsewhere. */
function template(node: JsonString): TemplateExpression {
  try {
    const parsed = parseBareTemplate(parserOf(originOf(node), 'bare'))
    return { ...parsed, at: node.at }
  } catch (error) {
    if (error instanceof HclError) return verbatim(node)
    throw error
  }
}

/** The text of a string, and where each of its characters stands between the quotes. */
export function originOf({ text, at: { file, start, end } }: JsonString): Origin {
  if (text.length === end - start - 2) return { file, text, placeOf: offset => start + 1 + offset }
  const places = placesOf(file.text, start + 1, end - 1)
  return { file, text, placeOf: offset => places[offset] ?? end - 1 }
}

/** Where each character of a string that holds escapes begins. */
function placesOf(source: string, start: number, end: number): readonly number[] {
  const places: number[] = []
  for (let at = start; at < end;) {
    places.push(at)
    if (source[at] !== '\\') at += 1
    else at += source[at + 1] === 'u' ? 6 : 2
  }
  return places
}
