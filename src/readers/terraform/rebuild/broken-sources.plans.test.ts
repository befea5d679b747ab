import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { builtInRules } from '../../../../policies/index.ts'
import { check } from '../../../check.ts'
import { defaultSettings } from '../../../report/settings.ts'
import { besidesKeys } from '../besides-keys.ts'
import { readPlan } from '../inventory.ts'
import { readResources } from '../resources.ts'
import { loadSources } from '../sources/load.ts'
import type { SourceFiles } from '../sources/sources.ts'
import { filesOf } from '../sources/test-files.ts'
import { rebuildOf } from './rebuild.ts'
import { inEachWorld } from './run.ts'
import { writtenNames } from './test-arguments.ts'
import { documentWorlds, writtenDocuments } from './test-documents.ts'
import { edited } from './test-edits.ts'
import { evaluable, smallCases } from './test-genuine.ts'
import { EvaluationError, nullValue } from './value.ts'
import { writtenValue } from './written-values.ts'

const numRuns = 20 * Number(process.env['KEYPLAN_REBUILDS'] ?? 10)

function isInside(path: string): boolean {
  return !path.startsWith('/') && !path.split('/').includes('..')
}

/** Files of which nothing outside is asked for. */
function guarded(texts: Readonly<Record<string, string>>): SourceFiles {
  const files = filesOf(texts)
  return {
    ...files,
    list: folder => {
      expect(isInside(folder)).toBe(true)
      return files.list(folder)
    },
    read: path => {
      expect(isInside(path)).toBe(true)
      return files.read(path)
    },
  }
}

const anyCase = fc.constantFrom(...smallCases)
const broken = anyCase.chain(one =>
  edited(one.files).map(files => ({ name: one.name, text: one.text, files })),
)

test('a check with broken sources is a report all the same', async () => {
  let tried = 0
  await fc.assert(
    fc.asyncProperty(broken, async ({ name, text, files }) => {
      const bytes = Buffer.from(text)
      const sources = [{ files: guarded(files), root: '', isStated: true }]
      const input = { path: name, chunks: [bytes], again: () => [bytes], sources }
      const { errors, inputs } = await check([input], builtInRules, defaultSettings)
      expect(errors).toEqual([])
      expect(inputs).toHaveLength(1)
      tried += 1
    }),
    { numRuns: numRuns / 4 },
  )
  console.log(`checks with broken sources: ${tried} tried, ${tried} reported`)
})

test('sources that do not match a plan are evaluated without a crash', async () => {
  const opened = new Map(
    await Promise.all(
      smallCases.map(
        async ({ name, text, files }) => [name, await evaluable(text, files, 'places')] as const,
      ),
    ),
  )
  const counts = { tried: 0, errors: 0 }
  fc.assert(
    fc.property(broken, ({ name, files }) => {
      const base = opened.get(name)?.evaluation
      if (base === undefined) return
      const evaluation = {
        ...base,
        sources: loadSources(guarded(files), ''),
        shared: new Map(),
        conditions: new Map(),
        notes: new Set<string>(),
        budget: { steps: 200_000 },
      }
      for (const document of writtenDocuments(evaluation)) documentWorlds(evaluation, document)
      const resources = readResources(base.resources.plan, 'plan.json', rebuildOf(evaluation))
      readPlan(
        resources,
        { accountFor: () => undefined },
        besidesKeys(() => undefined),
      )
      for (const instance of evaluation.resources.managed) {
        for (const argument of writtenNames(evaluation, instance)) {
          counts.tried += 1
          try {
            inEachWorld(evaluation, run => writtenValue(run, instance, argument) ?? nullValue)
          } catch (error) {
            if (!(error instanceof EvaluationError)) throw error
            counts.errors += 1
          }
        }
      }
    }),
    { numRuns },
  )
  expect(counts.tried).toBeGreaterThan(numRuns)
  console.log(
    `arguments of broken sources: ${counts.tried} tried, ${counts.errors} are errors of the sources`,
  )
})
