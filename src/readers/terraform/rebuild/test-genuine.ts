import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { sharedPath } from '../../../shared-data.ts'
import { inChunks } from '../../in-chunks.ts'
import type { Filter } from '../collect.ts'
import { readResources, type Resources } from '../resources.ts'
import { loadSources } from '../sources/load.ts'
import type { SourceFiles, Sources } from '../sources/sources.ts'
import { filesOf } from '../sources/test-files.ts'
import { streamPlan } from '../stream-plan.ts'
import type { Evaluation } from './run.ts'

/** For tests only: a plan and the sources that it was made from. */
export interface GenuineCase {
  readonly name: string
  readonly text: string
  /** By their paths from the root module. */
  readonly files: Readonly<Record<string, string>>
}

/** For tests only: whether the whole collection of plans is there; a clone has only a few. */
export const isWholeCollection = sharedPath('plans') !== undefined

const own = fileURLToPath(new URL('../../../../testdata', import.meta.url))
const collection = sharedPath('plans') ?? own

/** The sources of a case are in `after`, else in `mid`, else in `before`, else beside the plan. */
export const genuineCases: readonly GenuineCase[] = readdirSync(collection, { withFileTypes: true })
  .filter(entry => entry.isDirectory())
  .map(({ name }) => name)
  .toSorted()
  .flatMap(name => {
    const folder = join(collection, name)
    const plan = join(folder, 'plan.json')
    const sources = ['after', 'mid', 'before', '']
      .map(part => join(folder, part))
      .find(path => existsSync(path) && readdirSync(path).some(file => file.endsWith('.tf')))
    if (sources === undefined || !existsSync(plan)) return []
    return [{ name, text: readFileSync(plan, 'utf8'), files: textsIn(sources) }]
  })

/** For tests only: the cases that are not there for their size. */
export const smallCases: readonly GenuineCase[] = genuineCases.filter(({ name }) => !name.startsWith('big-'))

function textsIn(folder: string): Readonly<Record<string, string>> {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter(
    entry => entry.isFile() && entry.name !== 'plan.json' && entry.name !== 'expected.json',
  )
  return Object.fromEntries(
    files.map(entry => {
      const path = join(entry.parentPath, entry.name)
      return [path.slice(folder.length).replace(/^[\\/]+/, ''), readFileSync(path, 'utf8')]
    }),
  )
}

/** The plan's resources of all types. */
const everything: Filter = { mayBe: () => true, keeps: () => true }

/** For tests only: a plan with its sources, ready to be evaluated. */
export interface Evaluable {
  readonly sources: Sources
  readonly resources: Resources
  readonly evaluation: Evaluation
}

/** For tests only: makes ready to evaluate expressions of a plan. */
export async function evaluable(
  text: string,
  files: Readonly<Record<string, string>> | SourceFiles,
  purpose: Evaluation['purpose'] = 'values',
): Promise<Evaluable> {
  const plan = await streamPlan(inChunks(text, 1 << 16), 'plan.json', everything)
  const resources = readResources(plan, 'plan.json')
  const sources = loadSources(isSourceFiles(files) ? files : filesOf(files), '')
  const evaluation: Evaluation = {
    sources,
    resources,
    others: resources,
    purpose,
    shared: new Map(),
    budget: { steps: 5_000_000 },
    conditions: new Map(),
    notes: new Set(),
  }
  return { sources, resources, evaluation }
}

function isSourceFiles(files: Readonly<Record<string, string>> | SourceFiles): files is SourceFiles {
  return typeof files['read'] === 'function'
}
