import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { isObject } from '../json-value.ts'
import { entryOf } from './test-plan-entry.ts'
import { fromPlan } from './plan-values.ts'
import { policyDocument } from './policy-document.ts'
import { agrees } from './test-agrees.ts'
import { documentArguments, hidden, oneIn } from './random-documents.ts'
import { readEntryContradiction } from './read-entry.ts'
import { documentFrom } from './test-literals.ts'
import { plain } from './test-values.ts'
import { EvaluationError, objectValue, type ObjectValue } from './value.ts'

const runs = { numRuns: Number(process.env['KEYPLAN_RUNS'] ?? 500) }

function written(json: unknown, unknown?: unknown): ObjectValue {
  const value = fromPlan(json, unknown === true ? undefined : unknown, undefined, 'x')
  return value.kind === 'object' ? value : objectValue(new Map())
}

/** What the provider makes of arguments; nothing where it refuses them. */
function rendered(json: unknown): unknown {
  try {
    return plain(policyDocument(written(json)))
  } catch (error) {
    if (!(error instanceof EvaluationError)) throw error
    return undefined
  }
}

describe('policy documents', () => {
  test('hiding anything in the arguments changes nothing that is still known', () => {
    let tried = 0
    fc.assert(
      fc.property(documentArguments, fc.nat(), fc.integer({ min: 2, max: 60 }), (json, seed, rarity) => {
        const known = rendered(json)
        if (known === undefined) return
        const unknown = hidden(json, oneIn(rarity, seed))
        const value = policyDocument(written(json, unknown))
        tried += 1
        expect([json, unknown, plain(value, name => name), agrees(known, value)]).toEqual([
          json,
          unknown,
          plain(value, name => name),
          true,
        ])
      }),
      runs,
    )
    console.log(`hid parts of the arguments of ${tried} documents: what stayed known was the same in all`)
  })

  test('the order of arguments, of blocks in a set and of the elements of sets changes nothing', () => {
    fc.assert(
      fc.property(documentArguments, json => {
        expect(asSets(rendered(turned(json)))).toEqual(asSets(rendered(json)))
      }),
      runs,
    )
  })

  test('are the same written as blocks, in any format', () => {
    fc.assert(
      fc.property(documentArguments, fc.boolean(), (json, isWide) => {
        const known = rendered(json)
        if (known === undefined) return
        expect(plain(documentFrom(blocksOf(json, isWide).join('\n')))).toEqual(known)
      }),
      { numRuns: 100 },
    )
  })

  test("a plan's entry with parts unknown never contradicts the arguments that it is of", () => {
    fc.assert(
      fc.property(
        documentArguments,
        fc.nat(),
        fc.nat(),
        fc.integer({ min: 2, max: 60 }),
        (json, seed, other, rarity) => {
          const entry = entryOf(turned(json), hidden(turned(json), oneIn(rarity, seed)))
          const value = written(json, hidden(json, oneIn(rarity, other)))
          expect([json, readEntryContradiction(value, entry)]).toEqual([json, undefined])
        },
      ),
      runs,
    )
  })
})

/** The other way round wherever order means nothing. */
function turned(value: unknown, name = ''): unknown {
  if (Array.isArray(value)) {
    const items: readonly unknown[] = value.map(item => turned(item))
    return name === 'values' || name === 'statement' || name.endsWith('_documents')
      ? items
      : items.toReversed()
  }
  if (!isObject(value)) return value
  return Object.fromEntries(
    Object.entries(value)
      .toReversed()
      .map(([member, part]) => [member, turned(part, member)]),
  )
}

/** Lists that stand for sets in one order: not that of statements. */
function asSets(value: unknown, name = ''): unknown {
  if (Array.isArray(value)) {
    const items: readonly unknown[] = value.map(item => asSets(item))
    return name === 'Statement' ? items : items.map(item => JSON.stringify(item)).sort()
  }
  if (!isObject(value)) return value
  return Object.fromEntries(Object.entries(value).map(([member, part]) => [member, asSets(part, member)]))
}

/** Arguments as the lines of a configuration. */
function blocksOf(json: unknown, isWide: boolean): readonly string[] {
  return Object.entries(Object(json)).flatMap(([name, value]) => {
    if (!Array.isArray(value) || !value.some(isObject)) {
      return isWide
        ? [`  ${name}   =   ${expressionOf(value, '[ # list\n  ')}\n`]
        : [`${name} = ${expressionOf(value, '[')}`]
    }
    return value.flatMap(one => [`${name} {`, ...blocksOf(one, isWide), '}'])
  })
}

function expressionOf(value: unknown, bracket: string): string {
  if (Array.isArray(value)) return `${bracket}${value.map(item => expressionOf(item, bracket)).join(',')}]`
  return JSON.stringify(value).replaceAll('${', '$${').replaceAll('%{', '%%{')
}
