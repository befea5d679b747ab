import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { accessChange } from '../change/change.ts'
import type { Inventory } from '../model/inventory.ts'
import { read } from '../readers/read.ts'
import { besidesKeys } from '../readers/terraform/besides-keys.ts'
import { openSources } from '../readers/terraform/rebuild/open.ts'
import { diff } from '../report/diff.ts'
import { sharedPath } from '../shared-data.ts'
import { together } from '../worlds/together.ts'
import { contentOf } from './content.ts'

const shared = sharedPath('plans')
const roots = ['testdata', ...(shared === undefined ? [] : [shared, join(shared, 'public')])]
const plans = roots.flatMap(root =>
  readdirSync(root)
    .filter(name => !name.startsWith('big-') && !name.startsWith('wrong-'))
    .map(name => join(root, name, 'plan.json'))
    .filter(path => existsSync(path)),
)

async function leftBy(path: string, shown: string): Promise<Inventory> {
  const content = () => contentOf(path, shown)
  const known = await read(
    { path: shown, chunks: content(), again: content },
    {
      accountFor: () => undefined,
      besidesKeys: () => Promise.resolve(besidesKeys),
      openSources: () => Promise.resolve(openSources),
    },
  )
  return together([known.input], [])
}

describe('a plan and its copy', () => {
  test.each(plans)(
    'of %s leave the same access, whatever they are called',
    { timeout: 60_000 },
    async path => {
      const before = await leftBy(path, 'one.json')
      const after = await leftBy(path, 'other.json')
      const change = accessChange(before, after, ({ address }) => address)
      const worlds = { before, after, change }
      const answer = diff(
        { compared: 'inputs', inputs: [], contexts: [], errors: [], worlds },
        { keys: [], actions: [] },
      )
      if (answer.kind === 'mistakes') throw new Error('nothing was asked for')
      const { change: told } = answer.report
      const { summary, elsewhere } = told
      expect(summary.says).toMatch(/^No change in access: /)
      expect(summary).toMatchObject({
        changes: 'no',
        byKind: { gained: 0, widened: 0, narrowed: 0, lost: 0 },
        elsewhere: 0,
      })
      expect([[...told.keys()], elsewhere]).toEqual([[], []])
    },
  )
})
