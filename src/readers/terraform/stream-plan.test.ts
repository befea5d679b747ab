import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { InputError } from '../../model/input-error.ts'
import { sharedPath } from '../../shared-data.ts'
import { decode } from '../decode.ts'
import { inChunks } from '../in-chunks.ts'
import { items, property, word } from './json-value.ts'
import { keeps, type Plan } from './plan.ts'
import { streamPlan } from './stream-plan.ts'

const read = (input: string | Uint8Array, size: number): Promise<Plan> =>
  streamPlan(decode(inChunks(input, size), 'plan.json'), 'plan.json')

const withChanges = (...changes: readonly string[]): string =>
  `{"format_version":"1.2","planned_values":{},"resource_changes":[${changes.join()}]}`

const change = (type: string, rest = '"change":{"actions":["no-op"]}'): string =>
  `{"address":"a","mode":"managed","type":"${type}","name":"a",${rest}}`

/** The message and place of the error. */
async function faultIn(input: string | Uint8Array, size = 1000): Promise<string> {
  try {
    const plan = await read(input, size)
    return `read ${plan.planned_values.length}`
  } catch (error) {
    if (!(error instanceof InputError)) throw error
    return `${error.place.line}:${error.place.column} ${error.message}`
  }
}

describe('what is kept', () => {
  test('changes of kept types, as JSON.parse reads them', async () => {
    const plan = await read(
      withChanges(change('aws_kms_key'), change('aws_subnet'), change('aws_iam_role')),
      3,
    )
    expect(plan.resource_changes?.map(({ type }) => type)).toEqual(['aws_kms_key', 'aws_iam_role'])
  })

  test('a type that is written with escapes', async () => {
    const plan = await read(withChanges(change('\\u0061ws_kms_key'), change('aws\\u005Fkms_key')), 3)
    expect(plan.resource_changes).toHaveLength(2)
  })

  test('no resource that only mentions a kept type', async () => {
    const mention = change(
      'aws_subnet',
      '"change":{"actions":["no-op"],"after":{"tags":{"for":"aws_kms_key"}}}',
    )
    expect((await read(withChanges(mention), 3)).resource_changes).toEqual([])
  })

  test('no drift without an address, as Terraform 1.0 writes it', async () => {
    const drift = `"resource_drift":[${change('aws_kms_key')},${change('aws_kms_key').replace('"address":"a",', '')}]`
    const plan = await read(withChanges().replace('{', `{${drift},`), 3)
    expect(plan.resource_drift?.map(({ address }) => address)).toEqual(['a'])
  })

  test('tells a list of no changes from no list', async () => {
    expect((await read(withChanges(), 3)).resource_changes).toEqual([])
    expect(await read('{"format_version":"1.2","planned_values":{}}', 3)).not.toHaveProperty(
      'resource_changes',
    )
  })

  test('names of inherited members stay ordinary names', async () => {
    const after = '{"__proto__":{"policy":"x"},"constructor":1}'
    const text = withChanges(change('aws_kms_key', `"change":{"actions":["create"],"after":${after}}`))
    const plan = await read(
      text.replace('{', '{"__proto__":{"errored":true},"variables":{"__proto__":{"value":1}},'),
      3,
    )
    expect(plan.errored).toBeUndefined()
    expect(Object.keys(plan.variables)).toEqual(['__proto__'])
    const [first] = plan.resource_changes ?? []
    expect(Object.keys(first?.change.after ?? {})).toEqual(['__proto__', 'constructor'])
    expect(first?.change.after?.['policy']).toBeUndefined()
  })
})

describe('what is wrong, and where', () => {
  const key = change('aws_kms_key')

  test.each([
    [withChanges(key.replace('"a"', '"a" "b"')), '1:80 a comma or a closing bracket is missing'],
    [withChanges(key.replace('"a"', '01')), '1:76 a value stands here that JSON does not know'],
    [
      withChanges(`\n${key.replace('"a"', '"é\\x"')}`),
      '2:14 a string holds a control character or a wrong escape',
    ],
    [
      withChanges(key.replace('"change"', '"changes"')),
      '1:65 `/change` of `resource_changes` is not as Terraform writes it',
    ],
    [
      withChanges(key.replace('["no-op"]', '[1]')),
      '1:65 `/change/actions/*` of `resource_changes` is not as Terraform writes it',
    ],
    [
      withChanges(change('aws_kms_key').replace('"managed"', '"other"')),
      '1:65 `/mode` of `resource_changes` is not as Terraform writes it',
    ],
    [
      '{"format_version":"1.2","planned_values":{"root_module":{"resources":[{"type":"aws_kms_key"}]}}}',
      '1:71 `/address` of `planned_values` is not as Terraform writes it',
    ],
    [
      '{"format_version":"1.2","planned_values":{},"configuration":{"root_module":{"resources":{}}}}',
      '1:61 `/root_module/resources` of `configuration` is not as Terraform writes it',
    ],
    [
      '{"format_version":"1.2","planned_values":{},"configuration":{"root_module":{"module_calls":{"m":{"expressions":{"a":1}}}}}}',
      '1:61 `/root_module/module_calls/*/expressions/*` of `configuration` is not as Terraform writes it',
    ],
    [
      '{"format_version":"1.2","planned_values":{},"errored":"no"}',
      '1:55 `errored` is not as Terraform writes it',
    ],
    [
      '{"format_version":"1.2","planned_values":{},"variables":[]}',
      '1:57 `variables` is not as Terraform writes it',
    ],
  ])('%s', async (text, fault) => {
    for (const size of [1, 5, 1000]) expect(await faultIn(text, size)).toBe(fault)
  })

  test('text that is not UTF-8, in what is kept', async () => {
    const [head = '', tail = ''] = withChanges(key.replace('"name":"a"', '"name":"é?"')).split('?')
    const bytes = Buffer.concat([Buffer.from(head), Buffer.from([0xc3]), Buffer.from(tail)])
    expect(await faultIn(bytes, 7)).toBe('1:127 the text is not UTF-8')
  })

  test('every truncation of a plan, with its place', async () => {
    const whole = readFileSync(new URL('../../../testdata/seed-root-delegation/plan.json', import.meta.url))
    const text = whole.subarray(0, whole.lastIndexOf('}') + 1)
    const faults = new Set<string>()
    for (let length = 0; length < text.length; length++) {
      const fault = await faultIn(text.subarray(0, length), 512)
      faults.add(fault.replace(`:${length + 1} `, ':end '))
    }
    expect([...faults]).toEqual([
      '1:end the input is empty',
      '1:end the JSON ends early: the file was cut off',
    ])
  })
})

const root = sharedPath('plans')
const notPlans = /wrong-inputs|policy\.json$|plan_vpc_endpoint/

test.skipIf(root === undefined)('reads genuine plans as JSON.parse does, in chunks of any size', async () => {
  const files = readdirSync(root ?? '', { recursive: true, encoding: 'utf8' })
  for (const file of files.filter(name => name.endsWith('.json') && !notPlans.test(name))) {
    const bytes = readFileSync(`${root}/${file}`)
    const expected = partsOf(JSON.parse(textOf(bytes)))
    for (const size of bytes.length < 50_000 ? [1, 61, 4096, bytes.length] : [65_536]) {
      const plan = await read(bytes, size)
      const state = plan.prior_state.filter(isKept)
      const found = { ...plan, planned_values: sorted(plan.planned_values), prior_state: sorted(state) }
      expect({ file, ...found }).toEqual({ file, ...expected })
    }
  }
})

/** What is to be kept of a whole plan; resources in any order. */
function partsOf(whole: unknown): object {
  const changes = property(whole, 'resource_changes')
  const drift = items(property(whole, 'resource_drift')).filter(
    resource => isKept(resource) && property(resource, 'address') !== undefined,
  )
  return {
    ...Object.fromEntries(scalars.map(name => [name, property(whole, name)])),
    resource_changes: changes === undefined ? undefined : items(changes).filter(isKept),
    ...(drift.length === 0 ? {} : { resource_drift: drift }),
    planned_values: sorted(resourcesIn(property(whole, 'planned_values'))),
    prior_state: sorted(resourcesIn(property(property(whole, 'prior_state'), 'values'))),
    configuration: property(whole, 'configuration') ?? {},
    variables: property(whole, 'variables') ?? {},
  }
}

const scalars = ['format_version', 'terraform_version', 'applyable', 'complete', 'errored']
const isKept = (resource: unknown): boolean => keeps(word(property(resource, 'type')) ?? '')
const sorted = (resources: readonly unknown[]): readonly string[] =>
  resources.map(resource => JSON.stringify(resource)).toSorted()

function resourcesIn(values: unknown): readonly unknown[] {
  const inModule = (module: unknown): readonly unknown[] => [
    ...items(property(module, 'resources')).filter(isKept),
    ...items(property(module, 'child_modules')).flatMap(inModule),
  ]
  return inModule(property(values, 'root_module'))
}

function textOf(bytes: Buffer): string {
  return new TextDecoder(bytes[0] === 0xff ? 'utf-16le' : 'utf-8').decode(bytes)
}
