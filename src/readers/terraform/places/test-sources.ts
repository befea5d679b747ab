import { parseConfiguration } from '../../../hcl/parse.ts'
import type { Span } from '../../../hcl/source-file.ts'
import type { Block, Expression, TemplatePart } from '../../../hcl/syntax.ts'
import { groupedBy } from '../../../model/grouped-by.ts'
import { parseAddress } from '../address.ts'
import { parsePolicyText } from '../rebuild/json-text.ts'
import {
  booleanValue,
  listValue,
  namedHole,
  numberValue,
  objectValue,
  type StringPart,
  type StringValue,
  type Value,
} from '../rebuild/value.ts'
import { stepsOf } from './pointer.ts'
import type { Evaluated } from './evaluated.ts'

/** For tests only: what a module's text tells; its expressions are literals, `jsonencode` and references, which are holes. */
export function evaluatedText(text: string, path = 'main.tf', calls: readonly Block[] = []): Evaluated {
  const blocks = blocksIn(text, path)
  const blockOf = (address: string) => {
    const name = parseAddress(address)?.block
    return blocks.find(
      ({ type, labels }) => [...(type === 'data' ? ['data'] : []), ...labels].join('.') === name,
    )
  }
  const argumentOf = (address: string, name: string) => argumentIn(blockOf(address), name)
  return {
    blockOf,
    argumentOf,
    documentOf: (address, pointer) => {
      const [name = '', index, inner = ''] = stepsOf(pointer)
      const argument = argumentOf(address, name)
      if (index === undefined) return documentIn(argument)
      const element = argument?.kind === 'list' ? argument.items[Number(index)] : undefined
      return documentIn(element?.kind === 'object' ? element.members.get(inner) : undefined)
    },
    callsOf: () => calls,
  }
}

/** For tests only: the blocks of a text. */
export function blocksIn(text: string, path: string): readonly Block[] {
  return parseConfiguration({ path, text }).blocks
}

/** For tests only: what a place shows, up to its first line break. */
export function textAt({ file, start, end }: Span): string {
  return (file.text.slice(start, end).split('\n')[0] ?? '').trim()
}

function argumentIn(block: Block | undefined, name: string): Value | undefined {
  const written = block?.body.attributes.find(attribute => attribute.name === name)
  if (written !== undefined) return valueOf(written.value)
  const blocks = block?.body.blocks.filter(({ type }) => type === name) ?? []
  return blocks.length === 0 ? undefined : listValue('tuple', blocks.map(objectOf))
}

function objectOf({ body, at }: Block): Value {
  const members = new Map(body.attributes.map(({ name, value }) => [name, valueOf(value)]))
  for (const [type, blocks] of groupedBy(body.blocks, one => one.type))
    members.set(type, listValue('tuple', blocks.map(objectOf)))
  return { ...objectValue(members), from: at }
}

function documentIn(argument: Value | undefined): Value | undefined {
  if (argument?.kind === 'json') return argument.value
  return argument?.kind === 'string' && argument.parts.length > 0 ? parsePolicyText(argument) : undefined
}

function valueOf(expression: Expression): Value {
  return { ...bareValue(expression), from: expression.at }
}

function bareValue(expression: Expression): Value {
  switch (expression.kind) {
    case 'literal':
      if (typeof expression.value === 'boolean') return booleanValue(expression.value)
      return expression.value === null ? { kind: 'null' } : numberValue(expression.value)
    case 'template':
      return stringOf(expression.parts)
    case 'tuple':
      return listValue('tuple', expression.items.map(valueOf))
    case 'object':
      return objectValue(new Map(expression.members.map(({ key, value }) => [keyOf(key), valueOf(value)])))
    case 'call': {
      const [argument] = expression.args
      return argument === undefined ? holeAt(expression.at) : { kind: 'json', value: valueOf(argument) }
    }
    default:
      return holeAt(expression.at)
  }
}

function stringOf(parts: readonly TemplatePart[]): StringValue {
  return { kind: 'string', parts: parts.map(partOf) }
}

function partOf(part: TemplatePart): StringPart {
  if (part.kind !== 'text') return holeAt(part.at)
  const { text, isExact, at } = part
  return { kind: 'text', text, from: at, ...(isExact ? { isExact } : {}) }
}

function holeAt(at: Span) {
  return namedHole(textAt(at), 'known-after-apply', 'text')
}

function keyOf(key: Expression): string {
  const [only] = key.kind === 'template' ? key.parts : []
  return only?.kind === 'text' ? only.text : ''
}
