import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { Document } from 'yaml'
import { fuzzing } from '../../fuzzing.ts'
import { InputError } from '../../model/input-error.ts'
import { isTemplate } from './recognise.ts'
import { readTree } from './syntax/read-tree.ts'
import { told } from './syntax/test-trees.ts'
import { entriesOf, itemsOf, type Tree } from './syntax/tree.ts'

const { runs, timeout } = fuzzing(3)

const yaml = `AWSTemplateFormatVersion: "2010-09-09"
Parameters:
  Account: {Type: String, Default: 012345678901}
Resources:
  Key: &key
    Type: AWS::KMS::Key
    Properties:
      KeyPolicy: # the policy
        Statement:
          - Effect: Allow
            Principal: {AWS: !Sub "arn:\${AWS::Partition}:iam::\${Account}:root"}
            Action: [kms:*, 'kms:Decrypt']
            Resource: "*"
          - !If
            - IsSome
            - {Effect: Deny, <<: &rest {Action: kms:*}}
            - !Ref AWS::NoValue
      Description: >-
        a key
        for all
  Other: {<<: *key}
Outputs:
  Text:
    Value: !Sub |
      one \${Key}

      two
`
const json = `{
  "Parameters": {"Account": {"Type": "String", "Default": "012345678901"}},
  "Resources": {
    "Key": {
      "Type": "AWS::KMS::Key",
      "Properties": {
        "EnableKeyRotation": true, "PendingWindowInDays": 7.0e0, "Description": "\\u00e9\\n\\ud83d\\ude00",
        "KeyPolicy": {"Statement": [{"Principal": {"AWS": {"Fn::Join": ["", ["arn:", {"Ref": "Account"}]]}}}, null]}
      }
    }
  }
}
`

const signs = '{ } [ ] " \' \\ , : ! ? - | > # % @ ~ é !Ref !! --- ... \\u00 &a *a <<'.split(' ')
const blanks = ['\n', '\r', '\t', ' ', ': ', '- ', '? ', '<<: ', '*a ', '---\n', '\u0000', '\u001B', '\uFEFF']
const nasty = fc.constantFrom(...signs, ...blanks)

/** Replaces so many characters at that part of the text (0 to 1) by others, so many times. */
interface Edit {
  readonly where: number
  readonly removed: number
  readonly added: string
  readonly times: number
}
const edits = fc.array(
  fc.record<Edit>({
    where: fc.double({ min: 0, max: 1, noNaN: true }),
    removed: fc.oneof(fc.integer({ min: 0, max: 3 }), fc.integer({ min: 0, max: 1000 })),
    added: fc.oneof(nasty, fc.constant(''), fc.string({ maxLength: 3 })),
    times: fc.oneof(fc.constant(1), fc.integer({ min: 1, max: 3000 })),
  }),
  { minLength: 1, maxLength: 4 },
)

function edited(text: string, changes: readonly Edit[]): string {
  return changes.reduce((now, { where, removed, added, times }) => {
    const at = Math.floor(where * now.length)
    return now.slice(0, at) + added.repeat(times) + now.slice(at + removed)
  }, text)
}

/** The lines in which values end. */
function placesOf(tree: Tree): readonly number[] {
  const { line, column, endLine } = tree.place
  expect([line, column, endLine - line].map(Math.sign)).toEqual([1, 1, Math.sign(endLine - line)])
  expect(endLine).toBeGreaterThanOrEqual(line)
  const inner = [...itemsOf(tree), ...entriesOf(tree).map(([, { value }]) => value)]
  return [endLine, ...inner.flatMap(placesOf)]
}

test(
  'reads a damaged template or tells the place of the fault, and is never slow',
  async () => {
    const law = fc.asyncProperty(fc.constantFrom(yaml, json), edits, async (text, changes) => {
      const damaged = edited(text, changes)
      const started = performance.now()
      const lines = damaged.split('\n').length
      isTemplate(Buffer.from(damaged))
      try {
        const tree = await readTree(damaged, 'x.yaml')
        // Aliases can make many values of few: each is looked at here.
        expect(
          Math.max(...(changes.some(({ added }) => added.startsWith('*a')) ? [1] : placesOf(tree))),
        ).toBeLessThanOrEqual(lines)
      } catch (error) {
        if (!(error instanceof InputError)) throw error
        const { line = 0, column = 0, hint } = error.place
        if (line < 1 || line > lines || column < 1 || hint === '')
          throw new Error('no place', { cause: error })
      }
      expect(performance.now() - started).toBeLessThan(5000)
    })
    await fc.assert(law, runs)
  },
  timeout,
)

test(
  'reads JSON as JSON.parse does, and refuses what it refuses',
  async () => {
    const law = fc.asyncProperty(fc.json(), fc.option(edits), async (value, changes) => {
      const text = edited(`{"a":${value}}`, changes ?? [])
      // A byte-order mark, which `JSON.parse` does not take, is a blank to this.
      if (!/^[ \n\r\t]*\{/.test(text)) return
      const parsed = parsedOf(text)
      try {
        const tree = await readTree(text, 'x.json')
        expect([text, plain(told(tree))]).toEqual([text, plain(parsed)])
      } catch (error) {
        if (!(error instanceof InputError)) throw error
        const isOurs = /stands twice|half of a character|nested deeper/.test(error.message)
        if (!isOurs && parsed !== undefined) throw new Error(text, { cause: error })
      }
    })
    await fc.assert(law, runs)
  },
  timeout,
)

function parsedOf(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** Numbers by their value, since they are written in several ways; names without a prototype. */
function plain(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(plain)
  if (typeof value === 'object' && value !== null)
    return Object.entries(value).map(([name, inner]) => [name, plain(inner)])
  if (typeof value !== 'string') return value
  if (value === '=true' || value === '=false') return value === '=true'
  return value.startsWith('=') ? Number(value.slice(1)) : value
}

test(
  'reads the same from YAML as from JSON',
  async () => {
    const values = fc.jsonValue({ maxDepth: 5, stringUnit: 'grapheme' })
    const law = fc.asyncProperty(fc.dictionary(fc.string(), values), fc.nat(80), async (value, width) => {
      const text = JSON.stringify(value)
      const written = new Document(JSON.parse(text), { aliasDuplicateObjects: false }).toString({
        lineWidth: width < 20 ? 0 : width,
        defaultKeyType: 'QUOTE_DOUBLE',
        defaultStringType: 'QUOTE_DOUBLE',
      })
      expect(told(await readTree(written, 'x.yaml'))).toEqual(told(await readTree(text, 'x.json')))
    })
    await fc.assert(law, runs)
  },
  timeout,
)
