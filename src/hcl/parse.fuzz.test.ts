import * as fc from 'fast-check'
import { globSync } from 'tinyglobby'
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { parseJsonConfiguration } from './json-syntax.ts'
import { parseConfiguration, parseExpression, parseTemplate } from './parse.ts'
import { expressionsIn, textsIn } from './parts-of.ts'
import { damaged, randomDamage, randomTokens } from './random-damage.ts'
import { randomExpression, randomTemplate } from './random-source.ts'
import { shapeOf } from './shape.ts'
import type { SourceFile, Span } from './source-file.ts'
import { HclError, type Expression } from './syntax.ts'
import { fuzzing } from '../fuzzing.ts'

const { runs, timeout } = fuzzing(3)

const cwd = fileURLToPath(new URL('../../testdata', import.meta.url))
const sources = globSync('**/*.tf', { cwd, absolute: true }).map(path => readFileSync(path, 'utf8'))
const json = JSON.stringify({
  resource: { aws_kms_key: { a: [{ policy: '${jsonencode({ a = "\n" })}', tags: { é: null } }] } },
  locals: [{ b: '%{ if true ~}\n x %{ endif }' }],
  check: { c: { data: { x: { y: {} } } } },
})
const bytes = fc.uint8Array({ maxLength: 100 }).map(array => new TextDecoder().decode(array))

const parsers = [parseConfiguration, parseExpression, parseTemplate, parseJsonConfiguration] as const

/** Whether the span lies in the file. */
function isWithin({ file, start, end }: Span, whole: SourceFile): boolean {
  return file === whole && start >= 0 && start <= end && end <= whole.text.length
}

/** Parses, and throws what is not the parser's own error with a place in the text. */
function isTaken(parse: (file: SourceFile) => unknown, text: string): boolean {
  const file = { path: 'x.tf', text }
  try {
    parse(file)
    return true
  } catch (error) {
    if (error instanceof HclError && isWithin(error.at, file)) return false
    throw error
  }
}

test(
  'takes any text, or refuses it with its place',
  () => {
    const original = fc.oneof(
      fc.constantFrom(...sources, json),
      randomExpression,
      randomTemplate,
      randomTokens,
      bytes,
    )
    const law = fc.property(original, fc.option(randomDamage), (text, changes) => {
      const whole = damaged(text, changes ?? [])
      expect(parsers.map(parse => isTaken(parse, whole))).toHaveLength(parsers.length)
    })
    fc.assert(law, runs)
  },
  timeout,
)

function parsed(text: string): Expression | undefined {
  try {
    return parseExpression({ path: 'x.tf', text })
  } catch (error) {
    if (error instanceof HclError) return undefined
    throw error
  }
}

const written = ({ file, start, end }: Span): string => file.text.slice(start, end)

test(
  'the place of each part holds that part and nothing else',
  () => {
    const law = fc.property(randomExpression, text => {
      const expression = parsed(`${text}\n`)
      if (expression === undefined) return
      for (const part of expressionsIn(expression)) {
        const again = parsed(`${written(part.at)}\n`)
        expect([text, again === undefined ? undefined : shapeOf(again)]).toEqual([text, shapeOf(part)])
        const texts = part.kind === 'template' ? textsIn(part.parts) : []
        for (const exact of texts.filter(({ isExact }) => isExact))
          expect([text, exact.text]).toEqual([text, written(exact.at)])
      }
    })
    fc.assert(law, runs)
  },
  timeout,
)

test(
  'a string of the JSON syntax is the template that a file of its text would be',
  () => {
    const law = fc.property(randomTemplate, fc.boolean(), (text, isEscaped) => {
      const string = isEscaped ? escapedSigns(JSON.stringify(text)) : JSON.stringify(text)
      const file = { path: 'x.tf.json', text: `{"locals": {"a": ${string}}}` }
      const value = parseJsonConfiguration(file).blocks[0]?.body.attributes[0]?.value
      if (value?.kind !== 'template') throw new Error('no template')
      // What is no template is a text.
      const expected = isTaken(parseTemplate, text)
        ? shapeOf(parseTemplate({ path: 'x', text }))
        : ['"', text.normalize('NFC')]
      expect([text, shapeOf(value)]).toEqual([text, expected])
      for (const part of expressionsIn(value)) expect([text, isWithin(part.at, file)]).toEqual([text, true])
      for (const exact of textsIn(value.parts).filter(part => part.isExact))
        expect([text, exact.text]).toEqual([text, written(exact.at)])
    })
    fc.assert(law, runs)
  },
  timeout,
)

function escapedSigns(string: string): string {
  return string.replaceAll(/[$%{]/g, sign => `\\u00${sign.charCodeAt(0).toString(16)}`)
}
