import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { asReported } from '../model/report.ts'
import { givenParameters } from './given-parameters.ts'
import { readParameters } from './parameters.ts'
import { folderWith } from './trial.ts'

async function told(content: string, ...more: readonly string[]): Promise<readonly string[]> {
  const folder = folderWith({ 'given.json': content })
  const { parameters, mistakes } = await readParameters(['given.json', ...more], folder)
  return [
    ...[...parameters].map(([name, value]) => `${name}=${value}`),
    ...mistakes
      .map(asReported)
      .map(({ input, line, column, message }) => `${input}:${line}:${column} ${message}`),
  ]
}

describe('a file of parameters', () => {
  test.each([
    [
      'of the AWS CLI',
      '[{"ParameterKey":"A","ParameterValue":"x"},{"ParameterKey":"B","ParameterValue":""}]',
    ],
    [
      'for `--cli-input-json`',
      '{"StackName":"s","Parameters":[{"ParameterKey":"A","ParameterValue":"x"},"B="]}',
    ],
    ['of CodePipeline', '{"Parameters":{"A":"x","B":""},"Tags":{"team":"a"}}'],
    ['that is an object', '{"A":"x","B":""}'],
    ['that is a list', '["A=x","B="]'],
    ['in YAML', 'Parameters:\n  A: x\n  B: ""\nTags:\n  team: a\n'],
    ['with a byte-order mark', '\uFEFF{"A":"x","B":""}'],
  ])('%s', async (_, content) => {
    expect(await told(content)).toEqual(['A=x', 'B='])
  })

  test('gives what stands there: numbers with their zeros, words, lists', async () => {
    const content = 'Account: 012345678901\nFlag: True\nList: [a, 007]\nText: "08"\nEquals: a=b,c\n'
    expect(await told(content)).toEqual([
      'Account=012345678901',
      'Flag=True',
      'List=a,007',
      'Text=08',
      'Equals=a=b,c',
    ])
  })

  test('gives nothing for what the stack has already', async () => {
    expect(await told('[{"ParameterKey":"A","UsePreviousValue":true}, "B=x"]')).toEqual(['B=x'])
    expect(await told('[{"ParameterKey":"A","ParameterValue":"y","UsePreviousValue":false}]')).toEqual([
      'A=y',
    ])
  })

  test('can have a parameter called Parameters', async () => {
    expect(await told('{"Parameters":"x"}')).toEqual(['Parameters=x'])
    expect(await told('{"Parameters":{"Parameters":"x"}}')).toEqual(['Parameters=x'])
  })

  test('has no names but its own', async () => {
    expect(await told('{"__proto__":"x","constructor":"y"}')).toEqual(['__proto__=x', 'constructor=y'])
  })

  test.each([
    ['text alone', 'hidden', 'given.json:1:1 these are no parameters'],
    [
      'a list of lists',
      '[["hidden"]]',
      'given.json:1:2 this is neither `Key=Value` nor an object with `ParameterKey`',
    ],
    [
      'words without names',
      '["hidden"]',
      'given.json:1:2 this is neither `Key=Value` nor an object with `ParameterKey`',
    ],
    ['an object as a value', '{\n "A": {"b": "hidden"}}', 'given.json:2:7 `A` has no text as its value'],
    ['nothing as a value', '{"A": null}', 'given.json:1:7 `A` has no text as its value'],
    ['lists in lists', '{"A": [["hidden"]]}', 'given.json:1:8 `A` is a list of lists'],
    ['a key without a value', '[{"ParameterKey":"A"}]', 'given.json:1:2 `A` has no text as its value'],
    ['a name twice', '{"A":"hidden",\n"A":"hidden"}', 'given.json:2:1 `A` stands twice'],
    ['broken text', '{"A": "hidden" "hidden"', 'given.json:1:16 is neither JSON nor YAML'],
    ['nothing', ' \n', 'given.json:1:1 is empty'],
  ])('with %s is a mistake that tells no value', async (_, content, mistake) => {
    const mistakes = await told(content)
    expect(mistakes.join()).not.toContain('hidden')
    expect(mistakes.at(-1)).toBe(mistake)
  })

  test('is refused when it is large or deep, and never slow', async () => {
    expect(await told(`["A=${'x'.repeat(1024 * 1024)}"]`)).toEqual([
      'given.json:undefined:undefined is too long for parameters',
    ])
    expect((await told('['.repeat(10_000))).join()).toMatch(/nested|neither JSON nor YAML/)
  })
})

describe('parameters on the command line', () => {
  test.each([
    ['Key=Value', ['Key', 'Value']],
    ['Key=a=b,c d', ['Key', 'a=b,c d']],
    ['Key=', ['Key', '']],
    ['ParameterKey=Key,ParameterValue=a,b', ['Key', 'a,b']],
  ])('%s', async (written, pair) => {
    expect([...(await readParameters([written], '.')).parameters]).toEqual([pair])
  })

  test('are given once, or the same again', async () => {
    expect(await told('{"A":"x"}', 'A=x')).toEqual(['A=x'])
    expect(await told('{"A":"x"}', 'A=hidden')).toEqual([
      'A=hidden',
      '--parameters:undefined:undefined `A` is given two values',
    ])
  })

  test('with a wrong name are told without their value, and are no file', async () => {
    const { mistakes } = await readParameters(['My-Key=hidden'], '.')
    expect(mistakes.map(({ message }) => message)).toEqual(['`My-Key=…` is neither a parameter nor a file'])
    const [absent] = (await readParameters(['absent.json'], '.')).mistakes
    expect(absent).toMatchObject({ message: 'there is no such file', place: { input: 'absent.json' } })
    expect(absent?.place.hint).toContain('--parameters Key=Value')
  })

  test('say nothing when there are none', async () => {
    expect(await givenParameters(undefined, '.')).toEqual({ choices: {}, mistakes: [] })
    expect((await givenParameters(['A=x'], join('.'))).choices.parameters).toEqual(new Map([['A', 'x']]))
  })
})
