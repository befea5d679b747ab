import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { inventoryOf } from '../../access/random-inventory.ts'
import { accessChange } from '../../change/change.ts'
import { randomPair } from '../../change/random-edits.ts'
import { builtInRules } from '../../../policies/index.ts'
import { changeMatters } from '../change-matters.ts'
import { judge } from '../judge.ts'
import type { Objection } from '../objection.ts'

// The rules about changes against the comparison that `keyplan diff` tells, over worlds and small edits of them.
const runs = { numRuns: Number(process.env['KEYPLAN_LAWS'] ?? 60) }

/** New access, and whatever reports in its place where there is no state of its own to object to. */
const ofGrowth = new Set([
  'DIFF001',
  'DIFF002',
  'DIFF003',
  'DIFF004',
  'DIFF013',
  'DIFF014',
  'DIFF017',
  'DIFF018',
])
const rules = builtInRules.filter(({ id }) => ofGrowth.has(id))
const trust = { accounts: new Map<string, undefined>(), organizations: new Set<string>(), administrators: [] }

test('new access is reported of those keys alone on which somebody gains it, and of all of them', () => {
  fc.assert(
    fc.property(randomPair, ({ before: was, after: is }) => {
      const [before, after] = [inventoryOf(was), inventoryOf(is)]
      const change = accessChange(before, after, ({ address }) => address)
      const { told, failures } = judge<Objection>(
        rules.map(rule => ({ rule })),
        {
          graph: change.after,
          before: change.before,
          trust,
          beyond: { changes: changeMatters({ before, after, change }) },
        },
        objection => [objection],
      )
      expect(failures).toEqual([])
      const grown = [...change.keys()].filter(
        ({ fate, accesses }) =>
          fate === 'kept' && accesses.some(({ kind }) => kind === 'gained' || kind === 'widened'),
      )
      const named = new Set(told.map(({ key }) => key?.address))
      // A limit besides key policies is one finding for all keys, which names the first of them.
      const elsewhere = told.filter(({ key, rule }) => rule.id === 'DIFF018' && key === undefined)
      for (const { after: key } of grown)
        expect(named.has(key?.address) || elsewhere.length > 0 || key === undefined).toBe(true)
      const addresses = new Set(grown.map(({ after: key }) => key?.address))
      // A Deny may free somebody whom the input does not show.
      const ofShown = told.filter(({ rule }) => ofAccess(rule.id) && rule.id !== 'DIFF018')
      expect(ofShown.filter(({ key }) => !addresses.has(key?.address))).toEqual([])
    }),
    runs,
  )
})

function ofAccess(id: string): boolean {
  return ['DIFF001', 'DIFF002', 'DIFF003', 'DIFF004', 'DIFF014', 'DIFF018'].includes(id)
}
