import { describe, expect, test } from 'vitest'
import { emptyInventory, type ReadInput } from '../model/inventory.ts'
import { diff } from '../report/diff.ts'
import { comparedSides } from './compared-worlds.ts'
import { fileAfter, sidesOf, type Sides } from './sides.ts'
import {
  happensTo,
  keyArn,
  policy,
  readingOf,
  resource,
  root,
  statement,
  type Written,
} from './test-changes.ts'

const foreign = statement('arn:aws:iam::444455556666:root', 'kms:Decrypt')

/** An input that creates a key, as a template does. */
function input(path: string, ...statements: readonly Written[]): Promise<ReadInput> {
  const created = { is_enabled: true, policy: policy(root, ...statements) }
  return readingOf([resource('aws_kms_key.k', null, created)], {}, path)
}

function sides(before: readonly (ReadInput | string)[], after: readonly (ReadInput | string)[]): Sides {
  const paths = (all: typeof before) => all.map(one => (typeof one === 'string' ? one : one.path))
  const read = (all: typeof before) => all.filter(one => typeof one !== 'string')
  return sidesOf({ before: paths(before), after: paths(after) }, { before: read(before), after: read(after) })
}

function told(compared: Sides): readonly string[] {
  return happensTo(comparedSides(compared, []).change)
}

describe('inputs of before and after', () => {
  test('are compared by address, whatever their files are called', async () => {
    expect(told(sides([await input('old.json')], [await input('new.json')]))).toEqual([])
    expect(told(sides([await input('old.json')], [await input('new.json', foreign)]))).toEqual([
      'new.json aws_kms_key.k: gained arn:aws:iam::444455556666:root',
    ])
  })

  test('of several files are compared file by file', async () => {
    const before = [await input('old/a.json', foreign), await input('old/b.json')]
    const after = [await input('b.json', foreign), await input('a.json')]
    expect(told(sides(before, after))).toEqual([
      'b.json aws_kms_key.k: gained arn:aws:iam::444455556666:root',
      'a.json aws_kms_key.k: lost arn:aws:iam::444455556666:root',
    ])
  })

  test('without a partner are new, or gone', async () => {
    const kept = [await input('a.json'), await input('b.json')]
    const compared = sides([...kept, await input('gone.json')], [...kept, await input('new.json')])
    expect(told(compared).filter(line => !line.includes(': '))).toEqual([
      'new.json aws_kms_key.k is created',
      'gone.json aws_kms_key.k is destroyed',
    ])
  })

  test('without a partner are what they were, where they tell it', async () => {
    const was = { arn: keyArn('p'), policy: policy(root) }
    const changed = resource('aws_kms_key.p', was, { ...was, policy: policy(root, foreign) })
    const plan = await readingOf([changed], {}, 'plan.json')
    const compared = sides([await input('a.json')], [await input('a.json'), plan])
    expect(told(compared)).toEqual(['plan.json aws_kms_key.p: gained arn:aws:iam::444455556666:root'])
  })

  test('of which one cannot be read are not compared, and the others are', async () => {
    const a = await input('a.json')
    const b = await input('b.json')
    expect(told(sides(['a.json', b], [a, await input('b.json', foreign)]))).toEqual([
      'b.json aws_kms_key.k: gained arn:aws:iam::444455556666:root',
    ])
    expect(told(sides([a, b], ['a.json', b]))).toEqual([])
    expect(told(sides([a], ['other.json']))).toEqual([])
  })
})

const whole = async (path: string): Promise<ReadInput> => ({
  ...(await input(path)),
  retained: (held, successor) => (successor?.inventory.keys.length === 1 ? emptyInventory : held),
})
const empty = async (path: string): Promise<ReadInput> => ({
  ...(await whole(path)),
  inventory: emptyInventory,
})

describe('what a template retains', () => {
  test('goes on as it was when the template has it no longer, or is gone', async () => {
    const was = await whole('old.json')
    expect(told(sides([was], [await empty('new.json')]))).toEqual([])
    const other = await whole('other.json')
    expect(told(sides([was, other], [await whole('other.json')]))).toEqual([])
  })

  test('is nothing beside what the template still has', async () => {
    const compared = sides([await whole('old.json')], [await whole('new.json')])
    expect(comparedSides(compared, []).after.keys).toHaveLength(1)
  })

  test('is nothing where it retains nothing', async () => {
    const { retained: _, ...was } = await whole('old.json')
    expect(told(sides([was], [await empty('new.json')]))).toContain('old.json aws_kms_key.k is destroyed')
  })
})

test('a key elsewhere whose policy is written by one side alone is not known to be the same on the other', async () => {
  const writes = resource('aws_kms_key_policy.k', null, {
    key_id: keyArn('out'),
    policy: policy(root, foreign),
  })
  const writing = await readingOf([writes], {}, 'old.json')
  const compared = sides([writing], [await readingOf([], {}, 'new.json')])
  const worlds = comparedSides(compared, [])
  expect([worlds.before, worlds.after].map(({ keys }) => keys.length)).toEqual([1, 1])
  const answer = diff(
    {
      compared: 'inputs',
      inputs: [...compared.before, ...compared.after],
      contexts: [],
      errors: [],
      worlds,
      fileOf: fileAfter(compared),
    },
    { keys: [], actions: [] },
  )
  expect(answer.kind === 'report' && answer.report.change.summary.changes).not.toBe('no')
})
