import { nestedBlocks } from '../../../hcl/nested-blocks.ts'
import { nestedBlockValues } from './nested-values.ts'
import { evaluate } from './evaluate.ts'
import { documentValue, scopeOf, sourceBlock, writtenAttribute } from './resource-values.ts'
import { items as itemsOf, property, word } from '../json-value.ts'
import type { Instance } from '../resources.ts'
import { parsePolicyText, sensitiveThroughout } from './json-text.ts'
import { once, type Run } from './run.ts'
import { derived, knownText, nullValue, type Value } from './value.ts'

/**
 * What an argument of an instance, or its nested blocks of that name, is written as; nothing where it is not written, or
 * where blocks stand in these blocks, of which the plan itself tells more.
 */
export function writtenValue(run: Run, instance: Instance, name: string): Value | undefined {
  const written = writtenAttribute(run, instance, name)
  if (written !== undefined || holdsDeeperBlocks(run, instance, name)) return written
  return writtenBlocks(run, instance, name)
}

function holdsDeeperBlocks(run: Run, instance: Instance, name: string): boolean {
  const source = sourceBlock(run, instance)
  if (source === undefined || name === 'statement') return false
  return nestedBlocks(source.body, name).some(
    block => (block.kind === 'static' ? block.body : block.content).blocks.length > 0,
  )
}

/** The nested blocks of a name as a list of objects; a hole in it stands for any number of them. */
export function writtenBlocks(run: Run, instance: Instance, name: string): Value | undefined {
  const block = sourceBlock(run, instance)
  if (block === undefined) return undefined
  const values = nestedBlockValues(
    block.body,
    name,
    (expression, scope) => evaluate(run, expression, scope),
    scopeOf(run, instance),
    name === 'statement' ? insideStatements : {},
  )
  return values.length === 0 ? undefined : { kind: 'list', type: 'tuple', items: values }
}

/** The blocks inside a `statement` of `aws_iam_policy_document`. */
const insideStatements = { principals: {}, not_principals: {}, condition: {} }

/**
 * The policy document that an argument holds, as IAM's JSON: `/policy`, or `/inline_policy/0/policy` for one in a nested
 * block. Null where it is written as none; nothing where it is not written.
 */
export function writtenDocumentValue(run: Run, instance: Instance, pointer: string): Value | undefined {
  if (instance.mode === 'data')
    return instance.type === 'aws_iam_policy_document' ? documentValue(run, instance) : undefined
  const [name = '', index, inner] = pointer.split('/').slice(1)
  const text = once(run, `${instance.address} text ${pointer}`, () => {
    if (index === undefined) return writtenAttribute(run, instance, name) ?? derived('nothing written', [])
    return blockAt(run, instance, name, Number(index), inner ?? '') ?? derived('nothing written', [])
  })
  if (text.kind === 'hole' && text.refs.length === 0 && text.name === 'nothing written') return undefined
  return parsed(text)
}

/** A policy as text, as the document that it is. */
export function parsed(text: Value): Value {
  switch (text.kind) {
    case 'json':
      return text.sensitive === true ? sensitiveThroughout(text.value) : text.value
    case 'string':
      return knownText(text) === '' ? nullValue : parsePolicyText(text)
    default:
      return text
  }
}

/** Blocks are a set in the plan, and stand in source order here: they are told apart by their names. */
function blockAt(
  run: Run,
  instance: Instance,
  name: string,
  index: number,
  inner: string,
): Value | undefined {
  const blocks = writtenBlocks(run, instance, name)
  const items = blocks?.kind === 'list' ? blocks.items : []
  const planned = plannedName(instance, name, index)
  const named = items.filter(item => item.kind === 'object' && textOfMember(item, 'name') === planned)
  const block = planned !== undefined && named.length === 1 ? named[0] : items[index]
  if (block?.kind === 'hole') return block
  return block?.kind === 'object' ? block.members.get(inner) : undefined
}

function textOfMember(value: Extract<Value, { kind: 'object' }>, name: string): string | undefined {
  const member = value.members.get(name)
  return member === undefined ? undefined : knownText(member)
}

function plannedName(instance: Instance, name: string, index: number): string | undefined {
  const blocks: unknown = property(instance.values.json, name)
  return word(property(itemsOf(blocks)[index], 'name'))
}
