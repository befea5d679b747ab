import { numberText } from '../number-text.ts'
import { byUtf8 } from '../order.ts'
import { derived, isWhollyKnown, unsupported, type Value } from '../value.ts'
import { wrongCount } from './arguments.ts'
import { mostItems } from './limits.ts'
import { stringOf } from './string-of.ts'
import { textOf } from './text.ts'
import { isLiteral, literalLines, quotedKey, quotedText, UnwrittenError } from './yaml-text.ts'

/** A value in lines, indented against each other; the first goes on where its name or dash stands. */
interface Lines {
  readonly lines: readonly string[]
  readonly kind: 'inline' | 'mapping' | 'sequence'
}

/**
 * `yamlencode`: names and strings in quotes, the lines of a text in a block. What would be folded at its 80th column,
 * and blocks with hints, are left to Terraform.
 * https://developer.hashicorp.com/terraform/language/functions/yamlencode
 * https://github.com/zclconf/go-cty-yaml/blob/master/emitterc.go
 */
export function yamlencode(args: readonly Value[]): Value {
  const [value, ...more] = args
  if (value === undefined || more.length > 0) throw wrongCount('yamlencode', 'one value')
  if (!isWhollyKnown(value)) return derived('yamlencode', args, 'text')
  try {
    const [first = '', ...rest] = linesOf(value, 0).lines
    const lines = [first, ...(isInline(value) ? rest.map(indented) : rest)]
    const isPlain = value.kind === 'null' || value.kind === 'boolean' || value.kind === 'number'
    return stringOf([{ kind: 'text', text: `${lines.join('\n')}\n${isPlain ? '...\n' : ''}` }])
  } catch (error) {
    if (!(error instanceof UnwrittenError)) throw error
    return unsupported(`yamlencode(…), ${error.message}`, args, 'text')
  }
}

function linesOf(value: Value, column: number): Lines {
  switch (value.kind) {
    case 'null':
      return inline('null')
    case 'boolean':
      return inline(String(value.value))
    case 'number':
      return inline(numberText(value.value))
    case 'string':
    case 'json': {
      const text = textOf(value)
      if (text === undefined) throw new UnwrittenError('which holds long JSON')
      return isLiteral(text)
        ? { lines: literalLines(text), kind: 'inline' }
        : inline(quotedText(text, column))
    }
    case 'list':
      return value.items.length === 0 ? inline('[]') : sequence(value.items, column)
    case 'object':
      return value.members.size === 0 ? inline('{}') : mapping(value.members, column)
    case 'hole':
      throw new UnwrittenError('which has a hole')
  }
}

function inline(text: string): Lines {
  return { lines: [text], kind: 'inline' }
}

function sequence(items: readonly Value[], column: number): Lines {
  const lines: string[] = []
  for (const item of items) {
    const [first = '', ...rest] = linesOf(item, column + 2).lines
    add(lines, [`- ${first}`, ...rest.map(indented)])
  }
  return { lines, kind: 'sequence' }
}

function mapping(members: ReadonlyMap<string, Value>, column: number): Lines {
  const lines: string[] = []
  for (const [name, member] of [...members].sort(([one], [other]) => byUtf8(one, other))) {
    const key = `${quotedKey(name)}:`
    const value = linesOf(member, column + (isInline(member) ? Array.from(key).length + 1 : 2))
    const [first = '', ...rest] = value.lines
    if (value.kind === 'inline') add(lines, [`${key} ${first}`, ...rest.map(indented)])
    // The dashes of a list stand below the name that it belongs to.
    else add(lines, [key, ...(value.kind === 'sequence' ? value.lines : value.lines.map(indented))])
  }
  return { lines, kind: 'mapping' }
}

function isInline({ kind }: Value): boolean {
  return kind !== 'list' && kind !== 'object'
}

function add(lines: string[], more: readonly string[]): void {
  for (const line of more) lines.push(line)
  if (lines.length > mostItems) throw new UnwrittenError('which has many lines')
}

function indented(line: string): string {
  return line === '' ? '' : `  ${line}`
}
