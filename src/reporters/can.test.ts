import { readFileSync, writeFileSync } from 'node:fs'
import { Ajv2020, type AnySchemaObject } from 'ajv/dist/2020.js'
import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { CanReport, Explanation } from '../model/can.ts'
import { canFormats, canReporters } from './can.ts'

const at = { file: 'plan.json', address: 'aws_iam_role.app', pointer: '/inline_policy/0/policy' }

function reason(is: Explanation['is'], says: string, ...parts: readonly Explanation[]): Explanation {
  return { is, says, at, parts }
}

const report: CanReport = {
  schemaVersion: 1,
  tool: { name: 'keyplan', version: '0.0.0' },
  question: {
    principal: 'arn:aws:iam::111122223333:role/app',
    action: 'kms:Decrypt',
    key: 'aws_kms_key.k',
    keyArn: 'arn:aws:kms:eu-central-1:111122223333:key/1234',
    context: new Map([['kms:ViaService', ['s3.eu-central-1.amazonaws.com']]]),
  },
  answer: {
    is: 'unknown',
    why: {
      is: 'unknown',
      says: 'role/app can perhaps call kms:Decrypt',
      parts: [
        reason(
          'no',
          'the key policy does not name it, nor does it name a class that it belongs to, whatever the call may carry',
          {
            ...reason('yes', 'statement 1 leaves it to the account'),
            location: { file: 'main.tf', line: 12, endLine: 20, column: 7 },
          },
        ),
        reason(
          'unknown',
          'an IAM policy perhaps allows it',
          reason('open', 'when aws:SecureTransport is true'),
          reason('unknown', 'hangs on var.key'),
        ),
      ],
    },
    cures: [
      { says: 'ask again with a plan in which this is known: var.key', at },
      { says: 'say what the call carries' },
    ],
  },
  errors: [{ input: 'other.json', message: 'there is no such file', hint: 'name an existing file' }],
}

const plain = { color: false, unicode: true, width: 72 }

// UPDATE_GOLDEN=1 rewrites the files: read the change before you commit it.
const update = process.env['UPDATE_GOLDEN'] === '1'

test.each([
  ['can.txt', canReporters.text(report, plain)],
  ['can-ascii.txt', canReporters.text(report, { ...plain, unicode: false })],
  ['can.json', canReporters.json(report, plain)],
])('%s is the fixed report', (name, output) => {
  const file = new URL(`../../testdata/reporters/${name}`, import.meta.url)
  if (update) writeFileSync(file, output)
  expect(output).toBe(readFileSync(file, 'utf8'))
})

test('without Unicode, all is ASCII', () => {
  expect(canReporters.text(report, { ...plain, unicode: false })).toMatch(/^[\x20-\x7E\n]*$/)
})

test('a tree of any depth is told to its end or cut, and never exhausts the stack', () => {
  const deep = Array.from({ length: 5000 }).reduce<Explanation>(
    inner => reason('yes', 'so', inner),
    reason('no', 'end'),
  )
  const output = canReporters.text({ ...report, answer: { is: 'yes', why: deep, cures: [] } }, plain)
  expect(output.split('\n').length).toBeLessThan(100)
})

describe('JSON', () => {
  const schema: AnySchemaObject = JSON.parse(
    readFileSync(new URL('../../schemas/can.schema.json', import.meta.url), 'utf8'),
  )
  const validate = new Ajv2020({ allErrors: true, strict: true }).compile(schema)

  test('fits the schema', () => {
    const json: unknown = JSON.parse(canReporters.json(report, plain))
    expect(validate(json) === true ? [] : validate.errors).toEqual([])
  })
})

test('whatever stands in a report, nothing of it acts on a terminal or a CI log', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: 'binary' }),
      fc.constantFrom(...canFormats),
      fc.boolean(),
      (text, format, unicode) => {
        const says = `${text}\u001B[2J\n::error::##[x]\u202E`
        const why = { ...reason('yes', says, reason('no', says)), at: { ...at, address: says } }
        const question = {
          ...report.question,
          principal: says,
          key: says,
          context: new Map([[says, [says]]]),
        }
        const output = canReporters[format](
          { ...report, question, answer: { is: 'no', why, cures: [{ says }] } },
          { ...plain, unicode },
        )
        expect(output.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u)
        expect(output).not.toMatch(/^\s*::|##\w*\[/m)
      },
    ),
    { numRuns: 100 },
  )
})
