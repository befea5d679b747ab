import type { Expression, TemplatePart, TemplateText } from './syntax.ts'

/** For tests only: all expressions that stand in one, itself first, but for bare words as keys and items of splats. */
export function expressionsIn(expression: Expression): readonly Expression[] {
  return [expression, ...insideOf(expression).flatMap(expressionsIn)]
}

function insideOf(expression: Expression): readonly Expression[] {
  switch (expression.kind) {
    case 'literal':
    case 'root':
      return []
    case 'template':
      return expression.parts.flatMap(insideOfPart)
    case 'tuple':
      return expression.items
    case 'object':
      return expression.members.map(({ value }) => value)
    case 'attribute':
    case 'splat':
      return [expression.source]
    case 'index':
      return [expression.source, expression.key]
    case 'call':
      return expression.args
    case 'conditional':
      return [expression.condition, expression.then, expression.otherwise]
    case 'binary':
      return [expression.left, expression.right]
    case 'unary':
      return [expression.operand]
    case 'for':
      return [expression.collection, expression.key, expression.value, expression.condition].filter(
        part => part !== undefined,
      )
  }
}

function insideOfPart(part: TemplatePart): readonly Expression[] {
  switch (part.kind) {
    case 'text':
      return []
    case 'interpolation':
      return [part.value]
    case 'if':
      return [part.condition, ...[...part.then, ...part.otherwise].flatMap(insideOfPart)]
    case 'for':
      return [part.collection, ...part.body.flatMap(insideOfPart)]
  }
}

/** For tests only: all text in the templates of some parts. */
export function textsIn(parts: readonly TemplatePart[]): readonly TemplateText[] {
  return parts.flatMap(part => {
    if (part.kind === 'text') return [part]
    if (part.kind === 'if') return [...textsIn(part.then), ...textsIn(part.otherwise)]
    return part.kind === 'for' ? textsIn(part.body) : []
  })
}
