import { globSync } from 'tinyglobby'
import { expect, test } from 'vitest'
import { builtInRules } from '../../policies/index.ts'
import { sharedPath } from '../shared-data.ts'
import { standing } from './golden-page.ts'
import { judged, noisePage, type Judged } from './noise.ts'

const root = sharedPath('.')
const patterns = [
  'plans/public/*/plan.json',
  'plans/third-party/**/*.json',
  'templates/**/*.{json,yaml,yml,template}',
]

test.skipIf(root === undefined)(
  'docs/noise.md tells what is said of public plans and templates',
  async () => {
    const files = patterns.flatMap(pattern => globSync(pattern, { cwd: root ?? '.' }).toSorted())
    expect(files.length).toBeGreaterThan(300)
    const all: Judged[] = []
    for (const file of files) all.push(await judged(sharedPath(file) ?? '', file, builtInRules))
    const page = noisePage(all)
    expect(standing('docs/noise.md', page)).toBe(page)
  },
  300_000,
)
