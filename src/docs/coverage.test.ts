import { expect, test } from 'vitest'
import disagreements from '../../docs/coverage/disagreements.json' with { type: 'json' }
import { builtInRules } from '../../policies/index.ts'
import { sharedPath } from '../shared-data.ts'
import { comparedChecks } from './compared.ts'
import { coveragePage, fixturesHeading, fixturesPart, namedRules, reasonOf, rulesOfChecks } from './coverage.ts'
import { fixturesIn } from './fixtures.ts'
import { pageAt, standing } from './golden-page.ts'

const path = 'docs/coverage.md'
const folder = sharedPath('cases', 'checks')

test('docs/coverage.md tells which recommendation and which check is answered by which rules', () => {
  const [, told = ''] = pageAt(path).split(fixturesHeading)
  const page = `${coveragePage(builtInRules)}\n\n${fixturesHeading}${told === '' ? '\n' : told}`
  expect(standing(path, page)).toBe(page)
})

test('it names no rule that there is not', () => {
  const ids = new Set(builtInRules.map(({ id }) => id))
  expect(namedRules().filter(id => !ids.has(id))).toEqual([])
})

test.skipIf(folder === undefined)('it tells how the rules compare with the fixtures of other tools', async () => {
  const fixtures = fixturesIn(folder ?? '')
  expect(fixtures.length).toBeGreaterThan(200)
  const compared = await comparedChecks(fixtures, builtInRules, rulesOfChecks(builtInRules))
  const page = `${coveragePage(builtInRules)}\n\n${fixturesPart(compared, builtInRules)}\n`
    expect(standing(path, page)).toBe(page)
  const all = compared.flatMap(one => one.disagreements)
  expect(all.filter(one => reasonOf(one) === undefined)).toEqual([])
  const known = new Set(all.map(({ check, name }) => `${check} ${name}`))
  const reasons: readonly { readonly cases: readonly string[] }[] = disagreements
  expect(reasons.flatMap(({ cases }) => cases.filter(one => !known.has(one)))).toEqual([])
})
