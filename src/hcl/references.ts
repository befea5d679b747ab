import {
  splatItem,
  type AttributeAccess,
  type Expression,
  type IndexAccess,
  type RootExpression,
  type TemplatePart,
} from './syntax.ts'

/**
 * What an expression refers to, each once, in the order of the source: `var.x`, `local.x`, `module.m`,
 * `aws_iam_role.app`, `data.aws_iam_policy_document.k`, `each.key`, `count.index`, `path.module`, `self`. Names that `for`
 * gives are no references; neither are those of `bound`, which a `dynamic` block or a template file gives.
 */
export function references(expression: Expression, bound: Iterable<string> = []): readonly string[] {
  const found = new Set<string>()
  visit(expression, { found, bound: new Set([splatItem, ...bound]) })
  return [...found]
}

interface Visit {
  readonly found: Set<string>
  readonly bound: ReadonlySet<string>
}

function visit(expression: Expression, at: Visit): void {
  switch (expression.kind) {
    case 'root':
    case 'attribute':
    case 'index':
      visitChain(expression, at)
      break
    case 'template':
      visitParts(expression.parts, at)
      break
    case 'for': {
      const inner = binding(at, expression.keyName, expression.itemName)
      visit(expression.collection, at)
      visitAll([expression.key, expression.value, expression.condition], inner)
      break
    }
    default:
      visitAll(operandsOf(expression), at)
  }
}

type Simple = Exclude<Expression, Chain | { readonly kind: 'template' | 'for' }>

/** The expressions that stand in one, in source order. */
function operandsOf(expression: Simple): readonly Expression[] {
  switch (expression.kind) {
    case 'literal':
      return []
    case 'tuple':
      return expression.items
    case 'object':
      return expression.members.flatMap(({ key, value }) => [key, value])
    case 'splat':
      return [expression.source, expression.each]
    case 'call':
      return expression.args
    case 'conditional':
      return [expression.condition, expression.then, expression.otherwise]
    case 'binary':
      return [expression.left, expression.right]
    case 'unary':
      return [expression.operand]
  }
}

function visitAll(expressions: readonly (Expression | undefined)[], at: Visit): void {
  for (const expression of expressions) if (expression !== undefined) visit(expression, at)
}

function visitParts(parts: readonly TemplatePart[], at: Visit): void {
  for (const part of parts) {
    if (part.kind === 'interpolation') visit(part.value, at)
    if (part.kind === 'if') {
      visit(part.condition, at)
      visitParts(part.then, at)
      visitParts(part.otherwise, at)
    }
    if (part.kind === 'for') {
      visit(part.collection, at)
      visitParts(part.body, binding(at, part.key, part.item))
    }
  }
}

function binding({ found, bound }: Visit, key: string | undefined, item: string): Visit {
  return { found, bound: new Set([...bound, item, ...(key === undefined ? [] : [key])]) }
}

type Chain = RootExpression | AttributeAccess | IndexAccess

/** `a.b[key].c`: what it begins with, and then the keys. */
function visitChain(chain: Chain, at: Visit): void {
  const names: string[] = []
  const keys: Expression[] = []
  let source: Expression = chain
  while (source.kind === 'attribute' || source.kind === 'index') {
    if (source.kind === 'attribute') names.push(source.name)
    else {
      names.length = 0
      keys.push(source.key)
    }
    source = source.source
  }
  if (source.kind !== 'root') visit(source, at)
  else if (!at.bound.has(source.name)) at.found.add(referenceOf(source.name, names.toReversed()))
  visitAll(keys.toReversed(), at)
}

/** How many names tell what is referred to; of a resource, the type and its name. */
const lengths: ReadonlyMap<string, number> = new Map([
  ['data', 3],
  ['ephemeral', 3],
  ['self', 1],
])

/** https://developer.hashicorp.com/terraform/language/expressions/references */
function referenceOf(root: string, names: readonly string[]): string {
  if (root === 'resource' && names.length >= 2) return names.slice(0, 2).join('.')
  return [root, ...names].slice(0, lengths.get(root) ?? 2).join('.')
}
