import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Evaluation } from './run.ts'
import { documentWorlds, isFailure, writtenDocuments } from './test-documents.ts'
import { normalised } from './test-equal.ts'
import { filledWith, type Fillings } from './test-fill.ts'
import { evaluable, smallCases } from './test-genuine.ts'
import { variedCase } from './test-varied-case.ts'
import { contradiction } from './test-holes-agree.ts'
import { plain } from './test-values.ts'
import { attributeHole, knownText, namedHole, type Hole, type Value } from './value.ts'
import { parsed } from './written-values.ts'

const numRuns = Number(process.env['KEYPLAN_REBUILDS'] ?? 15)

/** A value that expressions name, and the hole that stands for it when it is hidden. */
interface Named {
  readonly key: string
  readonly value: Value
  readonly hole: Hole
}

/** All variables, locals, outputs and attributes that some evaluation looked at. */
function namedValues({ shared, resources }: Evaluation): readonly Named[] {
  return [...shared].flatMap(([key, value]): readonly Named[] => {
    if (value === 'underway' || value.kind === 'failure' || value.kind === 'hole') return []
    const type = value.kind === 'json' || (knownText(value) ?? '') !== '' ? 'text' : 'any'
    if (/(?:^|\.)(?:var|local|output)\.\w+$/.test(key))
      return [{ key, value, hole: namedHole(key, 'known-after-apply', type) }]
    const [, address = '', name = ''] = /^(.+) (\w+)$/.exec(key) ?? []
    const instance = resources.byAddress.get(address)
    if (instance === undefined || name === 'document' || name === 'arguments') return []
    return [{ key, value, hole: attributeHole(instance, name, type) }]
  })
}

function again(evaluation: Evaluation, hidden: readonly Named[]): Evaluation {
  return {
    ...evaluation,
    shared: new Map(hidden.map(({ key, hole }) => [key, hole])),
    conditions: new Map(),
    notes: new Set(),
    budget: { steps: 1_000_000 },
  }
}

const shown = (value: Value): string => normalised(plain(value, name => `<${name}>`))

/** How a document with holes compares with the one that it was: nothing of it that is known may be another. */
function compared(was: Value, worlds: readonly Value[], fillings: Fillings): string {
  const filled = worlds.map(value => parsed(filledWith(value, fillings)))
  if (filled.some(value => shown(value) === shown(was))) return 'equal'
  const wrong = filled.map(value => (isFailure(value) ? 'an error' : contradiction(was, value)))
  return wrong.includes(undefined) ? 'open' : `${wrong.join(' and ')}: ${filled.map(shown).join(' or ')}`
}

describe('whatever is hidden, what is still known of a document is the same', () => {
  const counts = { documents: 0, equal: 0, open: 0 }

  test.each([...smallCases, variedCase])('$name', async ({ text, files }) => {
    const { evaluation } = await evaluable(text, files, 'places')
    const documents = writtenDocuments(evaluation).map(document => ({
      ...document,
      was: documentWorlds(evaluation, document),
    }))
    const named = namedValues(evaluation)
    if (named.length === 0) return
    const chosen = fc.uniqueArray(fc.nat({ max: named.length - 1 }), { minLength: 1, maxLength: 8 })
    fc.assert(
      fc.property(chosen, indexes => {
        const hidden = indexes.flatMap(index => named[index] ?? [])
        const wrong: string[] = []
        const next = again(evaluation, hidden)
        const fillings = new Map(hidden.map(({ hole, value }) => [hole.id, value]))
        for (const document of documents) {
          const [was, ...others] = document.was
          if (was === undefined || others.length > 0) continue
          const how = compared(was, documentWorlds(next, document), fillings)
          counts.documents += 1
          if (how === 'equal') counts.equal += 1
          else if (how === 'open') counts.open += 1
          else wrong.push(`${document.instance.address}${document.pointer} was ${shown(was)}; ${how}`)
        }
        expect([hidden.map(({ key }) => key), wrong]).toEqual([expect.anything(), []])
      }),
      { numRuns },
    )
  })

  test('most of them come out the same again', () => {
    const { documents, equal, open } = counts
    console.log(
      `documents with hidden values: ${documents} tried, ${equal} equal once filled, ${open} open in parts`,
    )
    expect(equal + open).toBe(documents)
    expect(equal).toBeGreaterThan(documents * 0.7)
  })
})
