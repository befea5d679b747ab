import type { Span } from './source-file.ts'
import type { Attribute, Block, Body, Expression, ObjectMember } from './syntax.ts'

/** A block that stands in a body, or what makes blocks there. */
export type NestedBlock = StaticBlock | DynamicBlock

/** A block that stands there as such. */
export interface StaticBlock {
  readonly kind: 'static'
  readonly labels: readonly string[]
  readonly body: Body
  /** From its type to its end. */
  readonly at: Span
}

/** `dynamic "type" { … }`: a block for each element of a collection. */
export interface DynamicBlock {
  readonly kind: 'dynamic'
  /** `null`, which Terraform refuses, where it was left out. */
  readonly forEach: Expression
  /** The name that holds `key` and `value`, if it is not the type. */
  readonly iterator?: string
  readonly labels?: Expression
  readonly content: Body
  /** All of the `dynamic` block. */
  readonly at: Span
}

/**
 * The blocks of a type in a body, static and dynamic ones in source order, in both syntaxes. In the JSON syntax an object,
 * or each object of a list, is a block; what is assigned in its place otherwise is no block.
 */
export function nestedBlocks(body: Body, type: string, labelCount = 0): readonly NestedBlock[] {
  return [
    ...body.blocks.flatMap(block => native(block, type)),
    ...(body.isJson === true
      ? body.attributes.flatMap(attribute => fromJson(attribute, type, labelCount))
      : []),
  ]
}

/** The bodies of the blocks of a type that stand in a body as such. */
export function bodiesNamed(body: Body, type: string): readonly StaticBlock[] {
  return nestedBlocks(body, type).filter(block => block.kind === 'static')
}

function native(block: Block, type: string): readonly NestedBlock[] {
  const { labels, body, at } = block
  if (block.type === type) return [{ kind: 'static', labels, body, at }]
  return block.type === 'dynamic' && labels[0] === type ? [dynamic(body, at)] : []
}

/** The parts of a `dynamic` block, whose body is known. */
function dynamic(body: Body, at: Span): DynamicBlock {
  const valueOf = (name: string) => body.attributes.find(attribute => attribute.name === name)?.value
  const iterator = nameOf(valueOf('iterator'))
  const labels = valueOf('labels')
  return {
    kind: 'dynamic',
    forEach: valueOf('for_each') ?? { kind: 'literal', value: null, at },
    ...(iterator === undefined ? {} : { iterator }),
    ...(labels === undefined ? {} : { labels }),
    content: bodiesNamed(body, 'content')[0]?.body ?? { attributes: [], blocks: [], at },
    at,
  }
}

function nameOf(expression: Expression | undefined): string | undefined {
  if (expression === undefined) return undefined
  return expression.kind === 'root' ? expression.name : plainText(expression)
}

function fromJson({ name, value, at }: Attribute, type: string, labelCount: number): readonly NestedBlock[] {
  if (name === type) return labelled(value, at, [], labelCount)
  if (name !== 'dynamic') return []
  return membersOf(value)
    .filter(({ key }) => plainText(key) === type)
    .flatMap(member => labelled(member.value, member.at, [], 0).map(block => dynamic(block.body, block.at)))
}

/** The blocks that a JSON value stands for: labels are the names of objects around their bodies. */
function labelled(
  value: Expression,
  at: Span,
  labels: readonly string[],
  labelsLeft: number,
): readonly StaticBlock[] {
  if (labelsLeft > 0) {
    return membersOf(value).flatMap(member =>
      labelled(member.value, member.at, [...labels, plainText(member.key) ?? ''], labelsLeft - 1),
    )
  }
  if (value.kind === 'object') return [{ kind: 'static', labels, body: jsonBody(value), at }]
  if (value.kind !== 'tuple') return []
  return value.items.map(item => ({ kind: 'static', labels, body: jsonBody(item), at: item.at }))
}

/** A JSON value as a body: everything in it is an attribute, and `//` is a comment. */
function jsonBody(value: Expression): Body {
  const attributes = membersOf(value).flatMap((member): readonly Attribute[] => {
    const name = plainText(member.key)
    return name === undefined || name === '//' ? [] : [{ name, value: member.value, at: member.at }]
  })
  return { attributes, blocks: [], at: value.at, isJson: true }
}

/** The members of an object, or of several in a list. */
function membersOf(value: Expression): readonly ObjectMember[] {
  if (value.kind === 'object') return value.members
  return value.kind === 'tuple'
    ? value.items.flatMap(item => (item.kind === 'object' ? item.members : []))
    : []
}

/** The text of a template that holds nothing else. */
function plainText(expression: Expression): string | undefined {
  if (expression.kind !== 'template') return undefined
  const texts = expression.parts.flatMap(part => (part.kind === 'text' ? [part.text] : []))
  return texts.length === expression.parts.length ? texts.join('') : undefined
}
