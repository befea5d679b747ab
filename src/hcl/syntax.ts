import type { Span } from './source-file.ts'

/**
 * The tree of HashiCorp's configuration language, each part with its place.
 * https://github.com/hashicorp/hcl/blob/main/hclsyntax/spec.md
 */

/** What stands between the braces of a block, or in a whole file. */
export interface Body {
  readonly attributes: readonly Attribute[]
  readonly blocks: readonly Block[]
  readonly at: Span
  /**
   * Set for the JSON syntax, which does not tell a nested block from an argument: everything stands among the
   * attributes, and `bodiesNamed` finds the blocks among them.
   */
  readonly isJson?: true
}

/** `name = expression`. */
export interface Attribute {
  readonly name: string
  readonly value: Expression
  /** From the name to the end of the expression. */
  readonly at: Span
}

/** `type "label" { … }`. */
export interface Block {
  readonly type: string
  readonly labels: readonly string[]
  readonly body: Body
  /** From the type to before the brace: what a reader knows the block by. */
  readonly header: Span
  /** From the type to behind the closing brace. */
  readonly at: Span
}

/** An expression. `at` spans all of it, with its brackets; parentheres around it are not part of the tree. */
export type Expression =
  | LiteralExpression
  | TemplateExpression
  | TupleExpression
  | ObjectExpression
  | RootExpression
  | AttributeAccess
  | IndexAccess
  | SplatExpression
  | CallExpression
  | ConditionalExpression
  | BinaryExpression
  | UnaryExpression
  | ForExpression

interface Placed {
  readonly at: Span
}

/** A number, `true`, `false` or `null`. Strings are templates. */
export interface LiteralExpression extends Placed {
  readonly kind: 'literal'
  readonly value: number | boolean | null
  /** A number as it is written: `value` may not hold all of its digits. */
  readonly written?: string
}

/** `"…"`, a heredoc, or a whole template file. `"${x}"` alone is one too: it has the value of `x`, whatever its type. */
export interface TemplateExpression extends Placed {
  readonly kind: 'template'
  readonly parts: readonly TemplatePart[]
}

/** A part of a template, after escapes, indentation of `<<-` and strip markers `~` are dealt with. */
export type TemplatePart =
  | TemplateText
  | { readonly kind: 'interpolation'; readonly value: Expression; readonly at: Span }
  | {
      readonly kind: 'if'
      readonly condition: Expression
      readonly then: readonly TemplatePart[]
      readonly otherwise: readonly TemplatePart[]
      readonly at: Span
    }
  | {
      readonly kind: 'for'
      readonly key?: string
      readonly item: string
      readonly collection: Expression
      readonly body: readonly TemplatePart[]
      readonly at: Span
    }

/** Text that stands in a template. Heredocs have one part a line. */
export interface TemplateText extends Placed {
  readonly kind: 'text'
  readonly text: string
  /** Whether each character of `text` stands at its own offset from `at.start`: nothing was escaped in it. */
  readonly isExact: boolean
}

/** `[a, b]`. */
export interface TupleExpression extends Placed {
  readonly kind: 'tuple'
  readonly items: readonly Expression[]
}

/** `{ name = value, (expression) = value }`, in source order; a name can stand twice. */
export interface ObjectExpression extends Placed {
  readonly kind: 'object'
  readonly members: readonly ObjectMember[]
}

/** A bare word as key is a template of that word; a reference as key stands in parentheses in the source. */
export interface ObjectMember extends Placed {
  readonly key: Expression
  readonly value: Expression
}

/** The beginning of a reference: `var`, `aws_iam_role`, `each`, `local`, or a name that `for` or a template file gives. */
export interface RootExpression extends Placed {
  readonly kind: 'root'
  readonly name: string
}

/** `source.name`. */
export interface AttributeAccess extends Placed {
  readonly kind: 'attribute'
  readonly source: Expression
  readonly name: string
}

/** `source[key]`, and the older `source.0`, whose key is a literal number. */
export interface IndexAccess extends Placed {
  readonly kind: 'index'
  readonly source: Expression
  readonly key: Expression
}

/** `source[*].a[0]`, and `source.*.a` (attributes only: an index behind it applies to the whole splat). */
export interface SplatExpression extends Placed {
  readonly kind: 'splat'
  readonly source: Expression
  /** What is taken of each element: an expression around the item itself. */
  readonly each: Expression
  readonly item: SplatItem
}

/** Stands for the element inside `each`: a root with a name that no source can have. */
export type SplatItem = RootExpression

/** The name of a splat's item. */
export const splatItem = '*'

/** `name(a, b...)`; names of provider functions hold `::`. */
export interface CallExpression extends Placed {
  readonly kind: 'call'
  readonly name: string
  readonly args: readonly Expression[]
  /** Whether `...` stands behind the last argument. */
  readonly expands: boolean
}

/** `condition ? then : otherwise`. */
export interface ConditionalExpression extends Placed {
  readonly kind: 'conditional'
  readonly condition: Expression
  readonly then: Expression
  readonly otherwise: Expression
}

export type BinaryOperator = '||' | '&&' | '==' | '!=' | '<' | '>' | '<=' | '>=' | '+' | '-' | '*' | '/' | '%'

export interface BinaryExpression extends Placed {
  readonly kind: 'binary'
  readonly operator: BinaryOperator
  readonly left: Expression
  readonly right: Expression
}

export interface UnaryExpression extends Placed {
  readonly kind: 'unary'
  readonly operator: '-' | '!'
  readonly operand: Expression
}

/** `[for …]`, and with a key `{for …}`. */
export interface ForExpression extends Placed {
  readonly kind: 'for'
  /** The names that hold key (or index) and element. */
  readonly keyName?: string
  readonly itemName: string
  readonly collection: Expression
  /** Of `{for …}` only. */
  readonly key?: Expression
  readonly value: Expression
  readonly condition?: Expression
  /** `...` behind the value: values of the same key are gathered in lists. */
  readonly groups: boolean
}

/** A text that breaks the grammar, or that is nested deeper or larger than a person writes. */
export class HclError extends Error {
  override readonly name = 'HclError'
  readonly at: Span

  constructor(message: string, at: Span) {
    super(message)
    this.at = at
  }
}
