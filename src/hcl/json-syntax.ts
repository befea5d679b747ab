import { jsonExpression, originOf, type Strings } from './json-expression.ts'
import { readJson, type JsonMember, type JsonNode, type JsonString } from './json-text.ts'
import { wholeExpression } from './parse.ts'
import type { SourceFile, Span } from './source-file.ts'
import { HclError, type Attribute, type Block, type Body, type Expression } from './syntax.ts'

/** The blocks at the top of a file, and how many labels each has. What Terraform does not know stays an attribute. */
const labelCounts: ReadonlyMap<string, number> = new Map([
  ['terraform', 0],
  ['required_providers', 0],
  ['provider', 1],
  ['variable', 1],
  ['locals', 0],
  ['output', 1],
  ['module', 1],
  ['resource', 2],
  ['data', 2],
  ['ephemeral', 2],
  ['moved', 0],
  ['removed', 0],
  ['import', 0],
  ['check', 1],
])

/** The blocks that are known to stand in others. */
const innerBlocks: ReadonlyMap<string, ReadonlyMap<string, number>> = new Map([
  ['check', new Map([['data', 2]])],
])

/**
 * Parses a file in the JSON syntax (`.tf.json`). Throws an `HclError` for what Terraform refuses.
 * https://developer.hashicorp.com/terraform/language/syntax/json
 */
export function parseJsonConfiguration(file: SourceFile): Body {
  const node = readJson(file)
  if (node.kind !== 'object' && node.kind !== 'array') throw new HclError('expected an object', node.at)
  return bodyOf(node, '', labelCounts)
}

function bodyOf(node: JsonNode, type: string, blockTypes: ReadonlyMap<string, number> | undefined): Body {
  const attributes = new Map<string, Attribute>()
  const blocks: Block[] = []
  for (const { name, value } of membersOf(node)) {
    const labels = blockTypes?.get(name.text)
    if (labels !== undefined) {
      for (const block of blocksOf({ type: name.text, labels: [], name }, labels, value)) blocks.push(block)
    } else if (attributes.has(name.text)) throw new HclError('an argument that is set twice', name.at)
    else if (name.text !== '//') attributes.set(name.text, attributeOf(type, name, value))
  }
  return { attributes: [...attributes.values()], blocks, at: node.at, isJson: true }
}

/** The members of an object, or of several in a list. */
function membersOf(node: JsonNode): readonly JsonMember[] {
  if (node.kind === 'object') return node.members
  if (node.kind === 'array')
    return node.items.flatMap(item => {
      if (item.kind !== 'object') throw new HclError('expected an object', item.at)
      return item.members
    })
  if (node.kind === 'word' && node.value === null) return []
  throw new HclError('expected an object or a list of objects', node.at)
}

/** What is known of a block before its body. */
interface Header {
  readonly type: string
  readonly labels: readonly string[]
  /** The name that came last: of the type, or a label. */
  readonly name: JsonString
}

function blocksOf(header: Header, labelsLeft: number, node: JsonNode): readonly Block[] {
  if (labelsLeft > 0) {
    const members = membersOf(node)
    if (members.length === 0) throw new HclError('expected a label', node.at)
    return members.flatMap(({ name, value }) =>
      blocksOf({ ...header, labels: [...header.labels, name.text], name }, labelsLeft - 1, value),
    )
  }
  if (node.kind === 'word' && node.value === null) return []
  const { at: named } = header.name
  if (node.kind !== 'array') return [blockOf(header, node, named, { ...named, end: node.at.end })]
  return node.items.map(item => blockOf(header, item, { ...item.at, end: item.at.start + 1 }, item.at))
}

function blockOf({ type, labels }: Header, node: JsonNode, header: Span, at: Span): Block {
  return { type, labels, body: bodyOf(node, type, innerBlocks.get(type)), header, at }
}

function attributeOf(blockType: string, name: JsonString, node: JsonNode): Attribute {
  const value = valueOf(blockType, name.text, node)
  return { name: name.text, value, at: { ...name.at, end: node.at.end } }
}

/** Arguments that Terraform reads before it evaluates anything. */
const verbatim: ReadonlyMap<string, ReadonlySet<string>> = new Map([
  ['variable', new Set(['default', 'description'])],
  ['output', new Set(['description'])],
  ['module', new Set(['source', 'version'])],
])

function valueOf(blockType: string, name: string, node: JsonNode): Expression {
  if (blockType === 'variable' && name === 'type' && node.kind === 'string') return typeExpression(node)
  const strings: Strings = verbatim.get(blockType)?.has(name) === true ? 'verbatim' : 'templates'
  return jsonExpression(node, strings)
}

/** The type of a variable stands in a string: `"list(string)"`. */
function typeExpression(node: JsonString): Expression {
  try {
    return wholeExpression(originOf(node))
  } catch (error) {
    if (error instanceof HclError) return jsonExpression(node, 'verbatim')
    throw error
  }
}
