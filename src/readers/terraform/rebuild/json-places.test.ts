import { describe, expect, test } from 'vitest'
import { parseJsonValue } from './json-text.ts'
import { bodyOf, evaluateLiterals, scopeWith, writtenAs } from './test-literals.ts'
import { memberOf, withHoles } from './test-values.ts'
import { EvaluationError, namedHole, type StringPart, type StringValue } from './value.ts'

const role = namedHole('role', 'known-after-apply', 'text')

/** What a heredoc or string evaluates to. */
function written(expression: string): StringValue {
  const value = evaluateLiterals(
    bodyOf(`x = ${expression}\n`).attributes[0]?.value ?? { kind: 'literal', value: null, at: nowhere },
    scopeWith({ role }),
  )
  if (value.kind !== 'string') throw new Error('no string')
  return value
}
const nowhere = { file: { path: '', text: '' }, start: 0, end: 0 }

describe('places', () => {
  const heredoc = `<<EOT
{
  "Statement": [
    {
      "Sid": "One",
      "Principal": { "AWS": "\${role}" },
      "Action": ["kms:Decrypt", "kms:\\u0044escribeKey"],
      "Resource": "*"
    }
  ]
}
EOT
`
  const value = parseJsonValue(written(heredoc))

  test.each([
    [['Statement', '0', 'Sid'], '"One"'],
    [['Statement', '0', 'Principal', 'AWS'], '"${role}"'],
    [['Statement', '0', 'Principal'], '{ "AWS": "${role}" }'],
    [['Statement', '0', 'Action'], '["kms:Decrypt", "kms:\\u0044escribeKey"]'],
    [['Statement', '0', 'Action', '1'], '"kms:\\u0044escribeKey"'],
  ])('%j stands where it is written', (path, expected) => {
    expect(writtenAs(memberOf(value, ...path))).toBe(expected)
  })

  test('a list over several lines goes from bracket to bracket', () => {
    const text = writtenAs(memberOf(value, 'Statement')) ?? ''
    expect([text.slice(0, 1), text.slice(-5)]).toEqual(['[', '}\n  ]'])
  })

  test('the text of a string stands behind its quote, exactly', () => {
    const sid = memberOf(value, 'Statement', '0', 'Sid')
    const [part] = sid.kind === 'string' ? sid.parts : []
    expect(part?.kind === 'text' && [part.isExact, writtenAs(part)]).toEqual([true, 'One'])
  })

  test('a string with escapes stands where all of it does', () => {
    const text = written(`"{\\"a\\": [\\"b\\"]}"`)
    expect(writtenAs(memberOf(parseJsonValue(text), 'a', '0'))).toContain('b')
  })
})

test('reads a long text in linear time', () => {
  const pieces = Array.from({ length: 20_000 }, (_, index): readonly (string | StringPart)[] => [
    `"line ${index}\\n`,
    role,
    '",\n',
  ])
  const value = parseJsonValue(withHoles('[\n', ...pieces.flat(), '1]'))
  expect(value.kind === 'list' && value.items.length).toBe(20_001)
  const lines = Array.from({ length: 50_000 }, () => 'no end\n')
  expect(() => parseJsonValue(withHoles('"', ...lines))).toThrow(EvaluationError)
})
