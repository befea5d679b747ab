import { parseBody } from './body.ts'
import { expression } from './expressions.ts'
import { wholeFile, type Origin } from './origin.ts'
import { expect, inBrackets, parserOf } from './parser.ts'
import type { SourceFile } from './source-file.ts'
import type { Body, Expression, TemplateExpression } from './syntax.ts'
import { parseBareTemplate } from './templates.ts'

/**
 * Parses a file of HashiCorp's configuration language (`.tf`). Throws an `HclError` for what HashiCorp's parser refuses,
 * and for what is larger or deeper than a person writes.
 */
export function parseConfiguration(file: SourceFile): Body {
  return parseBody(parserOf(wholeFile(file), 'plain'), 'end of file', 0)
}

/** Parses a text that is one expression. Throws an `HclError`. */
export function parseExpression(file: SourceFile): Expression {
  return wholeExpression(wholeFile(file))
}

/** The same for a text that stands in a file. */
export function wholeExpression(origin: Origin): Expression {
  const parser = parserOf(origin, 'plain')
  return inBrackets(parser, false, () => {
    const parsed = expression(parser)
    expect(parser, 'end of file', 'expected nothing behind the expression')
    return parsed
  })
}

/**
 * Parses the content of a template file: text with interpolations and directives, and no escapes but `$${` and `%%{`.
 * Throws an `HclError`.
 */
export function parseTemplate(file: SourceFile): TemplateExpression {
  return parseBareTemplate(parserOf(wholeFile(file), 'bare'))
}
