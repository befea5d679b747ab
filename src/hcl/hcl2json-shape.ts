import { getExpressionAst } from '@cdktf/hcl2json'
import { joinedTexts, type Shape } from './shape.ts'

/** A node of `@cdktf/hcl2json`, which is HashiCorp's own parser, as far as tests read it. */
interface Node {
  readonly type: string
  readonly children: readonly Node[]
  readonly range: { readonly start: { readonly byte: number }; readonly end: { readonly byte: number } }
  readonly meta?: Meta
}

interface Meta {
  readonly value: string
  readonly type?: string
  readonly operator?: string
  readonly name?: string
  readonly expandedFinalArgument?: boolean
  readonly traversal?: readonly { readonly type: string; readonly segment?: string }[]
  readonly keyVar?: string
  readonly valVar?: string
  readonly openRangeValue?: string
  readonly conditionalExpression?: string
  readonly groupedValue?: boolean
}

/** For tests only: the shape of an expression as HashiCorp's parser sees it. Nothing where it refuses the text. */
export async function hashicorpShape(text: string): Promise<Shape | undefined> {
  const ast = await getExpressionAst('x.tf', text).catch(() => null)
  if (ast === null) return undefined
  const node: Node = JSON.parse(JSON.stringify(ast))
  return shapeOf({ bytes: Buffer.from(text), isQuoted: false }, node)
}

interface Source {
  readonly bytes: Buffer
  /** Whether the template around is in quotes, whose literals are raw text here. */
  readonly isQuoted: boolean
}

function shapeOf(source: Source, node: Node): Shape {
  const { type, children, meta } = node
  const shapes = () => children.map(child => shapeOf(source, child))
  switch (type) {
    case '':
      return children[0] === undefined ? bareWord(source, node) : shapeOf(source, children[0])
    case 'literalValue':
      return literal(meta)
    case 'scopeTraversal':
      return traversed(undefined, meta)
    case 'relativeTraversal':
      return traversed(shapes()[0], meta)
    case 'template':
    case 'templateWrap':
      return template(source, node)
    case 'tuple':
      return ['[]', ...shapes()]
    case 'object':
      return ['{}', ...pairs(shapes())]
    case 'index':
      return ['[', ...shapes()]
    case 'splat':
      return ['*', ...shapes()]
    case 'function':
      return [meta?.name ?? '', meta?.expandedFinalArgument === true ? '...' : '()', ...shapes()]
    case 'conditional':
      return ['?', ...shapes()]
    case 'unaryOp':
    case 'binaryOp':
      return [operators.get(meta?.operator ?? '') ?? '', ...shapes()]
    case 'for':
      return loop(shapes(), meta)
    default:
      throw new Error(`an unknown node: ${type}`)
  }
}

const operators: ReadonlyMap<string, string> = new Map([
  ['logicalOr', '||'],
  ['logicalAnd', '&&'],
  ['logicalNot', '!'],
  ['equal', '=='],
  ['notEqual', '!='],
  ['greaterThan', '>'],
  ['greaterThanOrEqual', '>='],
  ['lessThan', '<'],
  ['lessThanOrEqual', '<='],
  ['add', '+'],
  ['subtract', '-'],
  ['multiply', '*'],
  ['divide', '/'],
  ['modulo', '%'],
  ['negate', '-'],
])

/** A key that is a bare word, or the item of a splat. */
function bareWord({ bytes }: Source, { range }: Node): Shape {
  const word = bytes.subarray(range.start.byte, range.end.byte).toString()
  if (word.startsWith('.') || word.startsWith('[')) return ['$', '*']
  return /^[\d.]/.test(word) ? Number(word) : ['"', word]
}

function literal(meta: Meta | undefined): Shape {
  const value = meta?.value ?? ''
  if (meta?.type === 'string') return value
  return meta?.type === 'number' ? Number(value) : JSON.parse(value)
}

function traversed(source: Shape | undefined, meta: Meta | undefined): Shape {
  let shape = source
  for (const { type, segment } of meta?.traversal ?? []) {
    if (shape === undefined) shape = ['$', segment ?? '']
    else shape = type === 'nameTraversal' ? ['.', shape, segment ?? ''] : ['[', shape, key(segment)]
  }
  return shape ?? null
}

/** Indexes come as values, strings in quotes; those that are `true`, `false` or `null` get lost. */
function key(segment: string | undefined): Shape {
  if (segment === undefined) return null
  return segment.startsWith('"') ? ['"', ...joinedTexts([segment.slice(1, -1)])] : JSON.parse(segment)
}

function pairs(shapes: readonly Shape[]): readonly Shape[] {
  return shapes.flatMap((shape, index) => (index % 2 === 0 ? [[shape, shapes[index + 1] ?? null]] : []))
}

function loop(shapes: readonly Shape[], meta: Meta | undefined): Shape {
  const isObject = meta?.openRangeValue === '{'
  const [collection = null, first = null, second = null, third = null] = shapes
  const hasCondition = shapes.length > (isObject ? 3 : 2)
  const names = [meta?.keyVar ?? '', meta?.valVar ?? '']
  return isObject
    ? ['for', names, collection, first, second, hasCondition ? third : '', meta.groupedValue ?? false]
    : ['for', names, collection, '', first, hasCondition ? second : '', false]
}

function template(around: Source, node: Node): Shape {
  const written = node.meta?.value ?? ''
  return ['"', ...parts({ ...around, isQuoted: written.startsWith('"') }, node)]
}

function parts(source: Source, { children }: Node): readonly Shape[] {
  return joinedTexts(children.map(child => part(source, child)))
}

/** Directives look like other nodes, but for the text that they begin with. */
function part(source: Source, node: Node): Shape {
  const { type, meta, children } = node
  if (type === 'literalValue' && meta?.type === 'string')
    return source.isQuoted ? unquoted(meta.value) : undoubled(meta.value)
  const [first, second, third] = children
  if (type === 'conditional' && meta?.value.startsWith('%{') === true && first && second && third)
    return ['%if', shapeOf(source, first), parts(source, second), parts(source, third)]
  if (type !== 'templateJoin' || first === undefined) return ['${', shapeOf(source, node)]
  const [collection, body] = first.children
  if (collection === undefined || body === undefined) throw new Error('a loop without its parts')
  const names = [first.meta?.keyVar ?? '', first.meta?.valVar ?? '']
  return ['%for', names, shapeOf(source, collection), parts(source, body)]
}

/** Literals are pieces of the source here: a second reading of escapes, by another way than the parser's. */
function unquoted(raw: string): string {
  const long = undoubled(raw).replaceAll(/\\(\\|U([\da-fA-F]{8}))/g, (found, _, code?: string) =>
    code === undefined ? found : String.fromCodePoint(Number.parseInt(code, 16)),
  )
  const text: string = JSON.parse(`"${long.replaceAll('\t', '\\t')}"`)
  return text.normalize('NFC')
}

function undoubled(raw: string): string {
  return raw.replaceAll(/([$%])\1\{/g, '$1{').normalize('NFC')
}
