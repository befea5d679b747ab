import { scanPlain } from './scan-plain.ts'
import { scanTemplate } from './scan-template.ts'
import { token, type Scanner } from './scanner.ts'
import type { Token } from './tokens.ts'

/**
 * Takes the next token. It follows HashiCorp's scanner, whose tokens decide what a strip marker strips and how a heredoc
 * is unindented: https://github.com/hashicorp/hcl/blob/v2.23.0/hclsyntax/scan_tokens.rl
 */
export function nextToken(scanner: Scanner): Token {
  const mode = scanner.modes.at(-1)
  if (mode === undefined) return token(scanner, 'end of file', 0)
  return mode.kind === 'plain' ? scanPlain(scanner, mode) : scanTemplate(scanner, mode)
}
