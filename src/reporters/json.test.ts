import { readFileSync } from 'node:fs'
import { Ajv2020, type AnySchemaObject } from 'ajv/dist/2020.js'
import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { fixedReport } from './fixed-report.ts'
import { hostileReport } from './hostile-report.ts'
import { renderJson } from './json.ts'

const schema: AnySchemaObject = JSON.parse(
  readFileSync(new URL('../../schemas/report.schema.json', import.meta.url), 'utf8'),
)

const validate = new Ajv2020({ allErrors: true, strict: true }).compile(schema)

function objections(json: string): unknown {
  return validate(JSON.parse(json)) === true ? [] : validate.errors
}

test('the whole report is in it, and what is absent stays absent', () => {
  expect(JSON.parse(renderJson(fixedReport))).toEqual(fixedReport)
})

describe('the schema', () => {
  test('accepts the fixed report', () => {
    expect(objections(renderJson(fixedReport))).toEqual([])
  })

  test('refuses a field that it does not know', () => {
    expect(objections(JSON.stringify({ ...fixedReport, extra: 1 }))).toMatchObject([
      { keyword: 'additionalProperties' },
    ])
  })

  test('describes each field', () => {
    expect(undescribed(schema, '')).toEqual([])
  })
})

/** The places of schemas that neither describe themselves nor point at one that does. */
function undescribed(node: unknown, place: string): readonly string[] {
  if (typeof node !== 'object' || node === null) return []
  const inside = Object.entries(node).flatMap(([name, value]) => undescribed(value, `${place}/${name}`))
  const isSchema =
    ['type', 'enum', 'const'].some(word => Object.hasOwn(node, word)) && !place.endsWith('/properties')
  return isSchema && !Object.hasOwn(node, 'description') ? [place, ...inside] : inside
}

describe('whatever stands in a report', () => {
  test('the JSON reads back as it was', () => {
    fc.assert(
      fc.property(hostileReport, report => {
        expect(JSON.parse(renderJson(report))).toEqual(JSON.parse(JSON.stringify(report)))
      }),
    )
  })

  test('the JSON fits the schema', () => {
    fc.assert(
      fc.property(hostileReport, report => {
        expect(objections(renderJson(report))).toEqual([])
      }),
    )
  })

  test('nothing in it acts on a terminal or a CI log', () => {
    fc.assert(
      fc.property(hostileReport, report => {
        const json = renderJson(report)
        expect(json.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u)
        expect(json).not.toMatch(/^\s*::|##\w*\[/m)
      }),
    )
  })
})
