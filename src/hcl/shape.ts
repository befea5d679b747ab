import type { Expression, TemplatePart } from './syntax.ts'

/** For tests only: a tree as nested lists, without places. Two parsers must agree on it. */
export type Shape = string | number | boolean | null | readonly Shape[]

/** The shape of an expression. */
export function shapeOf(expression: Expression): Shape {
  switch (expression.kind) {
    case 'literal':
      return expression.value
    case 'template':
      return ['"', ...templateShapes(expression.parts)]
    case 'tuple':
      return ['[]', ...expression.items.map(shapeOf)]
    case 'object':
      return ['{}', ...expression.members.map(({ key, value }) => [shapeOf(key), shapeOf(value)])]
    case 'root':
      return ['$', expression.name]
    case 'attribute':
      return ['.', shapeOf(expression.source), expression.name]
    case 'index':
      return ['[', shapeOf(expression.source), shapeOf(expression.key)]
    case 'splat':
      return ['*', shapeOf(expression.source), shapeOf(expression.each)]
    case 'call':
      return [expression.name, expression.expands ? '...' : '()', ...expression.args.map(shapeOf)]
    case 'conditional':
      return ['?', ...[expression.condition, expression.then, expression.otherwise].map(shapeOf)]
    case 'binary':
      return [expression.operator, shapeOf(expression.left), shapeOf(expression.right)]
    case 'unary':
      return [expression.operator, shapeOf(expression.operand)]
    case 'for': {
      const { keyName, itemName, collection, key, value, condition, groups } = expression
      const names = [keyName ?? '', itemName]
      return ['for', names, shapeOf(collection), optional(key), shapeOf(value), optional(condition), groups]
    }
  }
}

function optional(expression: Expression | undefined): Shape {
  return expression === undefined ? '' : shapeOf(expression)
}

/** The shapes of a template's parts; text is one string up to the next sequence. */
function templateShapes(parts: readonly TemplatePart[]): readonly Shape[] {
  return joinedTexts(parts.map(partShape))
}

function partShape(part: TemplatePart): Shape {
  switch (part.kind) {
    case 'text':
      return part.text
    case 'interpolation':
      return ['${', shapeOf(part.value)]
    case 'if':
      return ['%if', shapeOf(part.condition), templateShapes(part.then), templateShapes(part.otherwise)]
    case 'for':
      return ['%for', [part.key ?? '', part.item], shapeOf(part.collection), templateShapes(part.body)]
  }
}

/** Strings side by side as one; none that is empty. */
export function joinedTexts(parts: readonly Shape[]): readonly Shape[] {
  const joined: Shape[] = []
  for (const part of parts) {
    const last = joined.at(-1)
    if (typeof part === 'string' && typeof last === 'string') joined.splice(-1, 1, last + part)
    else if (part !== '') joined.push(part)
  }
  return joined
}
