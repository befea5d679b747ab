import { describe, expect, test } from 'vitest'
import { InputError } from '../../model/input-error.ts'
import { inChunks } from '../in-chunks.ts'
import { planOutline } from './outline.ts'
import { scan } from './scan.ts'

const sizes = [1, 2, 3, 7, 1000]

/** What a scan hands over, as text, or the fault that it finds: `line:column message`. */
function scanned(text: string, size: number): string | string[] {
  const met: string[] = []
  const { write, end } = scan(planOutline, 'plan.json', {
    name: name => met.push(`name ${name}`),
    list: name => met.push(`list ${name}`),
    slice: (part, { bytes, place }) =>
      met.push(`${part} ${bytes.toString()} ${place().line}:${place().column}`),
  })
  try {
    for (const chunk of inChunks(text, size)) write(chunk)
    end()
    return met
  } catch (error) {
    if (!(error instanceof InputError)) throw error
    return `${error.place.line}:${error.place.column} ${error.message}`
  }
}

describe.each(sizes)('in chunks of %i bytes', size => {
  test('hands over the values of the outline with their places', () => {
    const text = `{"é":["x"],
      "format_version" : "1.2", "complete":true,"resource_changes":[ {"a":"}\\"]"} ,{}]}`
    expect(scanned(text, size)).toEqual([
      'name é',
      'name format_version',
      'format_version "1.2" 2:26',
      'name complete',
      'complete true 2:44',
      'name resource_changes',
      'list resource_changes',
      'resource_changes {"a":"}\\"]"} 2:70',
      'resource_changes {} 2:84',
    ])
  })

  test('finds resources in modules of any depth, and nowhere else', () => {
    const module =
      '{"resources":[1],"child_modules":[{"child_modules":[{"resources":[2,3]}],"resources":[4]}]}'
    const text = `{"planned_values":{"outputs":{"resources":[9]},"root_module":${module}},
"prior_state":{"resources":[9],"values":{"root_module":{"resources":[5]}}},"resources":[9]}`
    const met = scanned(text, size)
    expect(Array.isArray(met) && met.filter(line => /^p.* \d /.test(line))).toEqual([
      'planned_values 1 1:76',
      'planned_values 2 1:128',
      'planned_values 3 1:130',
      'planned_values 4 1:148',
      'prior_state 5 2:70',
    ])
  })

  test('compares names once their escapes are undone', () => {
    expect(scanned('{"resource\\u005fchanges":[1]}', size)).toContain('resource_changes 1 1:27')
  })

  test('takes null for an absent list or object', () => {
    expect(
      scanned('{"resource_changes":null,"planned_values":{"root_module":null},"prior_state":null}', size),
    ).toEqual(['name resource_changes', 'name planned_values', 'name prior_state'])
  })

  test.each([
    ['{"resource_changes":{}}', '1:21 `resource_changes` is not a list'],
    ['{"resource_changes":"none"}', '1:21 `resource_changes` is not a list'],
    ['{"planned_values":{"root_module":[]}}', '1:34 `module` is not an object'],
    ['{"planned_values":{"root_module":{"child_modules":[7]}}}', '1:52 `module` is not an object'],
    ['{"planned_values":{},\n"planned_values":{}}', '2:1 `planned_values` stands here a second time'],
    ['{"planned_values":{},"planned\\u005fvalues":{}}', '1:22 `planned_values` stands here a second time'],
    ['{"a":1}\n{"b":2}', '2:1 a second JSON document follows the first'],
    ['{"a":1}\n::debug::exited with code 0', '2:1 text follows the JSON'],
    ['{"a" 1}', '1:6 a colon is missing behind a name'],
    ['{"a":1 "b":2}', '1:8 a comma or a closing bracket is missing'],
    ['{"a":}', '1:6 a value is missing'],
    ['{"a":1,}', '1:8 a name in double quotes is missing'],
    ['{"a":[}', '1:7 a bracket is closed by one of another kind'],
    ['{"a":{"b":x}}', '1:11 a character stands here that JSON does not allow outside strings'],
    ['{"é":["é\n"]}', '1:9 a control character stands in a string'],
    ['{"a":nul}', '1:6 a value stands here that JSON does not know'],
    ['{"\\x":1}', '1:3 a string holds a control character or a wrong escape'],
    ['{"planned_values":{"root_module":{"resources":[]', '1:49 the JSON ends early: the file was cut off'],
    ['{"a":"b\\', '1:9 the JSON ends early: the file was cut off'],
  ])('says what is wrong with %s', (text, fault) => {
    expect(scanned(text, size)).toBe(fault)
  })
})

const deep = (depth: number) => '['.repeat(depth) + ']'.repeat(depth)

test('nesting is bounded wherever it stands', () => {
  expect(scanned(`{"a":${deep(511)}}`, 1000)).toEqual(['name a'])
  expect(scanned(`{"a":${deep(512)}}`, 1000)).toBe('1:517 the JSON is nested deeper than 512 levels')
  const modules = '{"child_modules":['.repeat(300)
  expect(scanned(`{"planned_values":{"root_module":${modules}`, 1000)).toMatch(
    /^1:\d+ the JSON is nested deeper/,
  )
})

test('a single value is bounded', () => {
  const { write } = scan(planOutline, 'plan.json', { name: () => {}, list: () => {}, slice: () => {} })
  write(Buffer.from('{"resource_changes":[{"address":"'))
  const mebibyte = Buffer.alloc(1024 * 1024, 'a')
  expect(() => {
    for (let count = 0; count < 65; count++) write(mebibyte)
  }).toThrow(
    expect.objectContaining({
      message: 'a single value of `resource_changes` is larger than 64 MiB',
      place: {
        input: 'plan.json',
        hint: 'split the configuration, and check each part on its own',
        line: 1,
        column: 22,
      },
    }),
  )
})

test('a value that is left out is not bounded', () => {
  const { write, end } = scan(planOutline, 'plan.json', { name: () => {}, list: () => {}, slice: () => {} })
  write(Buffer.from('{"timestamp":"'))
  const mebibyte = Buffer.alloc(1024 * 1024, 'a')
  for (let count = 0; count < 65; count++) write(mebibyte)
  write(Buffer.from('"}'))
  expect(end).not.toThrow()
})
