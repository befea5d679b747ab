import * as fc from 'fast-check'

/** For tests only: random expressions and templates as people could write them. */

const word = fc.constantFrom(...'a b var each local aws_iam_role x-y _z for in if é'.split(' '))
const name = fc.constantFrom(...'a b name x-y é 日本'.split(' '))
const gap = fc.constantFrom('', '', ' ', '  ', '\t')
const wideGap = fc.constantFrom('', '', ' ', '\n', '\r\n', ' # c\n', ' // c\n', ' /* c */ ')
const operator = fc.constantFrom(...'|| && == != < > <= >= + - * / %'.split(' '))
const literal = fc.constantFrom(...'1 0 1.5 1e3 12345.678 true false null "" "a" [] {}'.split(' '))
const step = fc.constantFrom(
  ...'.a .x-y .0 [0] ["k"] [*] .* [*].a[0].b .*.a.0 .*.a[0] [*][*].a [each.key]'.split(' '),
)
const names = fc.constantFrom('v', 'k, v')

const plainTexts = 'a é 日本 😀 } { $ % $$ $${ %%{ $$${x} # /*c*/ EOT'.split(' ')
const quotedText = fc.constantFrom(
  ...plainTexts,
  ...' b |  |e\u0301|\\n|\\t|\\r|\\"|\\\\|\\u00e9|\\U0001F600| \\n |$ '.split('|'),
)
const heredocText = fc.constantFrom(
  ...plainTexts,
  ...' b |  |"|\\n|\n|\n|\n  |\n    |\n\t|\n\n|\r\n|\n  \n|$ \n'.split('|'),
)

const joined = (parts: readonly string[]): string => parts.join('')
const maybe = (text: fc.Arbitrary<string>) => fc.oneof(fc.constant(''), text)

/** The content of a template out of texts of one kind, expressions and such templates. */
function templateOf(
  text: fc.Arbitrary<string>,
  expression: fc.Arbitrary<string>,
  inner: fc.Arbitrary<string>,
): fc.Arbitrary<string> {
  const open = fc.constantFrom('{', '{', '{~')
  const close = fc.constantFrom('}', '}', '~}')
  const sequence = (sign: string, content: fc.Arbitrary<string>) =>
    fc.tuple(fc.constant(sign), open, gap, content, gap, close).map(joined)
  const directive = (content: fc.Arbitrary<string>) =>
    sequence(
      '%',
      content.map(words => ` ${words} `),
    )
  const otherwise = maybe(fc.tuple(directive(fc.constant('else')), inner).map(joined))
  const conditional = [
    directive(expression.map(one => `if ${one}`)),
    inner,
    otherwise,
    directive(fc.constant('endif')),
  ]
  const heading = fc.tuple(names, expression).map(([of, one]) => `for ${of} in ${one}`)
  const part = fc.oneof(
    { weight: 5, arbitrary: text },
    { weight: 2, arbitrary: sequence('$', expression) },
    fc.tuple(...conditional).map(joined),
    fc.tuple(directive(heading), inner, directive(fc.constant('endfor'))).map(joined),
  )
  return fc.array(part, { maxLength: 5 }).map(joined)
}

/** Brackets with expressions in them. */
function bracketed(one: fc.Arbitrary<string>): readonly fc.Arbitrary<string>[] {
  const separator = fc.tuple(fc.constant(','), wideGap).map(joined)
  const list = fc
    .tuple(fc.array(one, { maxLength: 3 }), separator)
    .map(([items, between]) => items.join(between))
  const key = fc.oneof(
    word,
    fc.constant('"k"'),
    fc.constant('1'),
    one.map(inner => `(${inner})`),
  )
  const member = fc.tuple(key, gap, fc.constantFrom('=', ':'), gap, one).map(joined)
  const members = fc.tuple(fc.array(member, { maxLength: 3 }), fc.constantFrom(', ', '\n', ',\n', ' # c\n'))
  const heading = fc.tuple(names, one).map(([of, collection]) => `for ${of} in ${collection} :`)
  const condition = maybe(one.map(inner => ` if ${inner}`))
  const called = fc.constantFrom('f(', 'jsonencode(', 'provider::aws::arn_parse(')
  return [
    fc.tuple(fc.constant('('), wideGap, one, wideGap, fc.constant(')')).map(joined),
    fc.tuple(fc.constant('['), wideGap, list, wideGap, fc.constant(']')).map(joined),
    fc.tuple(called, wideGap, list, wideGap, fc.constant(')')).map(joined),
    fc.tuple(called, one, fc.constantFrom(',)', '...)', ' ...\n)')).map(joined),
    members.map(([all, between]) => `{ ${all.join(between)} }`),
    fc.tuple(heading, wideGap, one, condition).map(parts => `[${joined(parts)}]`),
    fc
      .tuple(heading, one, fc.constant(' => '), one, fc.constantFrom('', '...'), condition)
      .map(parts => `{ ${joined(parts)} }`),
  ]
}

// A type, since the library's own types ask for an index signature.
// oxlint-disable-next-line typescript/consistent-type-definitions
type Sources = {
  readonly expression: string
  readonly quoted: string
  readonly heredoc: string
}

const sources = fc.letrec<Sources>(tie => {
  const one = tie('expression')
  return {
    expression: fc.oneof(
      { depthSize: 'small', withCrossShrink: true },
      fc.oneof(literal, word, fc.tuple(word, fc.constant('.'), name).map(joined)),
      fc.tuple(one, gap, operator, fc.constantFrom(' ', '  '), one).map(joined),
      fc.tuple(one, fc.constant(' ? '), one, fc.constant(' : '), one).map(joined),
      fc.tuple(fc.constantFrom('-', '!', '- '), one).map(joined),
      fc.tuple(one, step).map(joined),
      fc.tuple(one, fc.constant('['), wideGap, one, wideGap, fc.constant(']')).map(joined),
      ...bracketed(one),
      tie('quoted').map(text => `"${text}"`),
      fc
        .tuple(
          fc.constantFrom('<<EOT\n', '<<-EOT\n', '<<-EOT\n    '),
          tie('heredoc'),
          fc.constantFrom('\nEOT\n', '\n  EOT\n'),
        )
        .map(joined),
    ),
    quoted: templateOf(quotedText, one, tie('quoted')),
    heredoc: templateOf(heredocText, one, tie('heredoc')),
  }
})

/** The text of an expression; some are refused, such as `a.0.1`. */
export const randomExpression: fc.Arbitrary<string> = sources.expression

/** The content of a template file. */
export const randomTemplate: fc.Arbitrary<string> = sources.heredoc
