import { describe, expect, test } from 'vitest'
import { resolve } from 'node:path'
import { inputsOf, inputsOfSides } from './inputs.ts'
import { folderWith } from './trial.ts'

const assembly = 'testdata/cdk-assembly/cdk.out'

describe('an assembly of the CDK', () => {
  test.each([
    assembly,
    `${assembly}/`,
    `${assembly}/manifest.json`,
    'testdata/cdk-assembly/c*/manifest.json',
  ])('is its templates, with how they are deployed: %s', async written => {
    const inputs = await inputsOf([written], { folder: process.cwd() })
    expect(inputs.length).toBeGreaterThan(3)
    for (const { path } of inputs)
      expect(path).toMatch(/^testdata\/cdk-assembly\/cdk\.out\/.*\.template\.json$/)
    const keys = inputs.find(({ path }) => path.endsWith('/Keys.template.json'))
    expect(keys?.deployment?.account).toBe('111122223333')
    const nested = inputs.find(({ path }) => path.endsWith('/ShopQueue2BB62074.nested.template.json'))
    expect(inputs.map(({ path }) => path)).toContain(nested?.deployment?.parent?.path)
  })

  test('is told as the workspace names it, and each template once', async () => {
    const folder = resolve('testdata/cdk-assembly')
    const words = ['cdk.out', 'cdk.out/Keys.template.json', 'cdk.out']
    const inputs = await inputsOf(words, { folder, shownFrom: process.cwd() })
    const paths = inputs.map(({ path }) => path)
    expect(new Set(paths).size).toBe(paths.length)
    expect(paths).toContain(`${assembly}/Keys.template.json`)
  })

  test('that is broken, or none at all, is told when it is read', async () => {
    const folder = folderWith({
      'cdk.out/manifest.json': '{"version":',
      'cdk.out/cdk.out': '{}',
      'empty/a.txt': '',
    })
    for (const [written, message] of [
      ['cdk.out', 'manifest'],
      ['empty', 'this is a directory, not a plan or template'],
    ] as const) {
      const [input] = await inputsOf([written], { folder })
      const reading = async (): Promise<void> => {
        for await (const _ of input?.chunks ?? []);
      }
      await expect(reading()).rejects.toThrow(message)
    }
  })
})

test('what was before is marked, and its sources are not looked for', async () => {
  const folder = folderWith({ 'a.json': '{}', 'b.json': '{}' })
  const inputs = await inputsOfSides(['a.json'], ['b.json', 'a.json'], { folder })
  expect(inputs.map(({ path, isBefore }) => [path, isBefore])).toEqual([
    ['a.json', undefined],
    ['b.json', true],
    ['a.json', true],
  ])
  // A getter has no value yet.
  const sources = inputs.map(input => Object.getOwnPropertyDescriptor(input, 'sources'))
  expect(sources.map(descriptor => descriptor?.value ?? 'not looked for')).toEqual(
    inputs.map(() => 'not looked for'),
  )
})
