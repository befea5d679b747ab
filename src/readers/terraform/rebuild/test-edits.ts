import * as fc from 'fast-check'

/** For tests only: a change of a text, as people, merges and attackers make them. */
type Edit = (text: string) => string

const expressions = [
  '"../../../secret"',
  '"/etc/hostname"',
  'file("../secret")',
  'file("./main.tf")',
  'templatefile("./main.tf", {})',
  'null',
  '[for x in local : x]',
  '[for i in range(2000) : [for j in range(2000) : "${i}${j}"]]',
  '{ for k, v in [1, 1] : v => k... }',
  'try(self, local.none, 1)',
  'self.id',
  'count.index',
  'each.value',
  'path.cwd',
  'terraform.workspace',
  '9'.repeat(400),
  '1 / 0',
  '-"a"',
  '"\u{1f511}\\u0000"',
  'data.constructor.constructor',
  'local.__proto__.constructor',
  'module.none[0].arn',
  'aws_kms_key.none["x"].arn',
  'var.none == null ? [] : {}',
  'jsonencode(jsonencode({ (var.a) = { Statement = var.b } }))',
  'regex("(a+)+$", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!")',
  'format("%999999999s", "x")',
  'data.aws_iam_policy_document.key.json',
]
const tokens = ['${', '%{ if', '"', '}', '(', '<<-EOT\n', '\0', '/*', '...']
const functions = [
  'jsondecode',
  'toset',
  'split',
  'merge',
  'flatten',
  'keys',
  'none',
  'try',
  'can',
  'one',
  'file',
  'sort',
]

const lines: fc.Arbitrary<Edit> = fc
  .tuple(fc.constantFrom('delete', 'double', 'swap'), fc.nat(), fc.nat())
  .map(([how, first, second]) => text => {
    const all = text.split('\n')
    const [one, other] = [first % all.length, second % all.length]
    if (how === 'delete') return all.toSpliced(one, 1).join('\n')
    const line = all[one] ?? ''
    if (how === 'double') return all.toSpliced(other, 0, line).join('\n')
    return all
      .with(one, all[other] ?? '')
      .with(other, line)
      .join('\n')
  })

const pieces: fc.Arbitrary<Edit> = fc
  .tuple(fc.nat(), fc.nat({ max: 12 }), fc.constantFrom('', ...tokens))
  .map(([at, length, piece]) => text => {
    const start = at % (text.length + 1)
    return text.slice(0, start) + piece + text.slice(start + length)
  })

const end: fc.Arbitrary<Edit> = fc.nat().map(at => text => text.slice(0, at % (text.length + 1)))

/** Puts something else in the place of one match. */
function replaced(pattern: RegExp, others: readonly string[]): fc.Arbitrary<Edit> {
  return fc.tuple(fc.nat(), fc.constantFrom(...others)).map(([at, piece]) => text => {
    const found = [...text.matchAll(pattern)]
    const chosen = found[at % Math.max(found.length, 1)]
    if (chosen === undefined) return text
    return text.slice(0, chosen.index) + piece + text.slice(chosen.index + chosen[0].length)
  })
}

/** The second half of a line after `=`, or a reference. */
const values = replaced(
  /(?<==\s*)(?:"[^"\n]*"|[\w.]+|\[[^\]\n]*\])(?=\s*$)|\b[a-z_]+(?:\.[a-z_]+)+\b/gm,
  expressions,
)
const calls = replaced(/\b[a-z]+(?=\()/g, functions)

/** For tests only: sources with some random edits in some of their files. */
export function edited(
  files: Readonly<Record<string, string>>,
): fc.Arbitrary<Readonly<Record<string, string>>> {
  const edit = fc.oneof(
    { arbitrary: values, weight: 12 },
    { arbitrary: calls, weight: 4 },
    { arbitrary: lines, weight: 1 },
    { arbitrary: pieces, weight: 1 },
    { arbitrary: end, weight: 1 },
  )
  const step = fc.tuple(fc.constantFrom(...Object.keys(files)), edit)
  return fc.array(step, { minLength: 1, maxLength: 4 }).map(steps => {
    const texts = new Map(Object.entries(files))
    for (const [path, change] of steps) texts.set(path, change(texts.get(path) ?? ''))
    return Object.fromEntries(texts)
  })
}
