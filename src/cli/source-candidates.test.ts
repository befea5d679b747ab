import { realpathSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { inputsOf } from './inputs.ts'
import { candidatesIn, statedSources, type Surroundings } from './source-candidates.ts'
import { folderWith } from './trial.ts'

const base = realpathSync(
  folderWith({
    'main.tf': '',
    'infra/live/prod/main.tf': 'root',
    'infra/modules/kms/main.tf': 'module',
    'infra/main.tf': '',
    'infra-other/main.tf': '',
    'plans/plan.json': '',
  }),
)
const elsewhere = realpathSync(folderWith({ 'main.tf': '', 'sub/plan.json': '' }))

/** `shown root`, and `stated` where it is. */
function told(
  surroundings: Omit<Surroundings, 'stated'>,
  planFolder?: string,
  source: readonly string[] = [],
) {
  const { stated, mistakes } = statedSources(source, surroundings.folder)
  expect(mistakes).toEqual([])
  return candidatesIn({ ...surroundings, stated })(planFolder).map(({ files, root, isStated }) =>
    [files.shown, root, ...(isStated ? ['stated'] : [])].join(' ').trim(),
  )
}

describe('without --source', () => {
  test('the folder of the plan, then the working directory; both may read all of the working directory', () => {
    expect(told({ folder: base }, 'infra/live/prod')).toEqual(['. infra/live/prod', '.'])
    const [candidate] = candidatesIn({ folder: base })('infra/live/prod')
    expect(candidate?.files.read('infra/live/prod/main.tf')).toBe('root')
    expect(candidate?.files.read('infra/modules/kms/main.tf')).toBe('module')
  })

  test('a plan beside which keyplan runs has one', () => {
    expect(told({ folder: base }, '.')).toEqual(['.'])
    expect(told({ folder: base })).toEqual(['.'])
  })

  test('a plan elsewhere reads its folder only', () => {
    expect(told({ folder: join(base, 'infra/live/prod') }, '../..')).toEqual(['../..', '.'])
    expect(told({ folder: base }, join(elsewhere, 'sub'))).toEqual([join(elsewhere, 'sub'), '.'])
    const [candidate] = candidatesIn({ folder: base })(join(elsewhere, 'sub'))
    expect(candidate?.files.read('../main.tf')).toBeUndefined()
  })

  test('a folder that only seems to lie in the working directory is elsewhere', () => {
    symlinkSync(elsewhere, join(base, 'linked'))
    expect(told({ folder: base }, 'linked/sub')).toEqual([expect.stringMatching(/sub$/), '.'])
    const [candidate] = candidatesIn({ folder: base })('linked/sub')
    expect(candidate?.files.list('')).toEqual(['plan.json'])
    expect(candidate?.files.read('../main.tf')).toBeUndefined()
  })

  test('a plan in a folder that is gone has the working directory', () => {
    expect(told({ folder: base }, 'gone')).toEqual(['.'])
  })

  test('the Action reads its workspace, and tells paths from there', () => {
    const step = { folder: join(base, 'infra'), shownFrom: base }
    expect(told(step, 'live/prod')).toEqual(['. infra/live/prod', '. infra'])
    expect(told(step)).toEqual(['. infra'])
  })
})

describe('with --source', () => {
  test('only that may be read; the root module is the folder of the plan in it, the working directory, or it itself', () => {
    expect(told({ folder: base }, 'infra/live/prod', ['infra'])).toEqual([
      'infra infra/live/prod stated'.replace('infra/live', 'live'),
      'infra  stated',
    ])
    expect(told({ folder: base }, 'plans', ['infra/'])).toEqual(['infra  stated'])
    expect(told({ folder: join(base, 'infra/live/prod') }, '.', ['../..'])).toEqual([
      '../.. live/prod stated',
      '../..  stated',
    ])
  })

  test('one inside another says where the root module is', () => {
    const prod = 'infra live/prod stated'
    expect(told({ folder: base }, 'plans', ['infra/live/prod', 'infra'])).toEqual([prod, 'infra  stated'])
    expect(told({ folder: base }, 'plans', ['infra', 'infra/live/prod'])).toEqual(['infra  stated', prod])
  })

  test('several are tried in order', () => {
    expect(told({ folder: base }, 'plans', ['infra-other', 'infra', 'infra-other'])).toEqual([
      'infra-other  stated',
      'infra  stated',
    ])
  })

  test('is shown relative to where keyplan runs, if it lies there', () => {
    expect(told({ folder: base }, 'plans', [join(base, 'infra')])).toEqual(['infra  stated'])
    expect(told({ folder: base }, 'plans', [`${elsewhere}/`])).toEqual([`${elsewhere}  stated`])
    expect(told({ folder: join(base, 'infra'), shownFrom: base }, 'plans', ['live'])).toEqual([
      'infra/live  stated',
    ])
  })

  test.each(['missing', 'main.tf', ''])('%j is a mistake', written => {
    const { stated, mistakes } = statedSources([written, 'infra'], base)
    expect(stated).toHaveLength(1)
    expect(mistakes.map(({ message, place }) => [message, place.input])).toEqual([
      [`\`${written}\` is not a directory`, '--source'],
    ])
  })
})

describe('an input', () => {
  const folder = folderWith({ 'a/plan.json': 'first', 'a/main.tf': '' })

  test('has the sources beside it, and its bytes once more', async () => {
    const [input] = await inputsOf(['a/plan.json'], { folder })
    const texts = [input?.chunks, input?.again?.(), input?.again?.()].map(chunks =>
      chunks !== undefined && Symbol.iterator in chunks ? Buffer.concat([...chunks]).toString() : undefined,
    )
    expect(texts).toEqual(['first', 'first', 'first'])
    expect(input?.sources?.map(({ files, root }) => `${files.shown} ${root}`)).toEqual(['. a', '. '])
    expect(input?.sources).toBe(input?.sources)
  })

  test('that cannot be read has no second time', async () => {
    const inputs = await inputsOf(['a', 'missing.json', 'no-*.json'], { folder })
    expect(inputs.map(({ again }) => again)).toEqual([undefined, undefined, undefined])
  })

  test('shares its files with the others', async () => {
    const more = folderWith({ 'a.json': '', 'b.json': '' })
    const [one, other] = await inputsOf(['*.json'], { folder: more })
    expect(one?.sources?.[0]?.files).toBe(other?.sources?.[0]?.files)
  })
})
