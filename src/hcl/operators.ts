import type { BinaryOperator } from './syntax.ts'
import type { TokenKind } from './tokens.ts'

/**
 * Operators that bind more strongly come later; those of a row bind equally.
 * https://github.com/hashicorp/hcl/blob/main/hclsyntax/spec.md#operations
 */
const rows: readonly (readonly BinaryOperator[])[] = [
  ['||'],
  ['&&'],
  ['==', '!='],
  ['>', '>=', '<', '<='],
  ['+', '-'],
  ['*', '/', '%'],
]

/** An operator between two operands, and how strongly it binds. */
export interface Precedence {
  readonly operator: BinaryOperator
  readonly precedence: number
}

const precedences: ReadonlyMap<TokenKind, Precedence> = new Map(
  rows.flatMap((operators, row) =>
    operators.map(operator => [operator, { operator, precedence: row + 1 }] as const),
  ),
)

/** The operator that a token is between two operands. */
export function precedenceOf(kind: TokenKind): Precedence | undefined {
  return precedences.get(kind)
}
