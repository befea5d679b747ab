import { expect, test } from 'vitest'
import { readResources } from '../resources.ts'
import { block, changed, planOf } from '../test-plan.ts'
import { calledArgument } from './called-argument.ts'
import { planFacts } from './plan-facts.ts'
import { blocksIn, textAt } from './test-sources.ts'

const variable = (name: string) => ({ references: [`var.${name}`] })
const inner = {
  resources: [
    block('aws_kms_key.k', {
      policy: variable('key_policy'),
      enable_key_rotation: { references: ['var.a', 'var.b'] },
      description: { constant_value: 'x' },
    }),
  ],
}
const middle = { module_calls: { key: { expressions: { key_policy: variable('policy') }, module: inner } } }
const address = 'module.app["x"].module.key.aws_kms_key.k'
const instance = planFacts(
  readResources(
    planOf({
      format_version: '1.2',
      resource_changes: [changed(address, {})],
      configuration: { root_module: { module_calls: { app: { module: middle } } } },
    }),
    'plan.json',
  ),
).instanceOf(address)

const [app] = blocksIn('module "app" {\n  policy = local.policy\n}\n', 'main.tf')
const [key] = blocksIn('module "key" {\n  key_policy = var.policy\n}\n', 'app/main.tf')

function shown(name: string, ...calls: readonly (typeof app)[]): string | undefined {
  if (instance === undefined) throw new Error('no instance')
  const found = calledArgument(
    instance,
    name,
    calls.flatMap(call => call ?? []),
  )
  return found === undefined ? undefined : textAt(found)
}

test('an argument that is a variable is what the call gives for it', () => {
  expect(shown('policy', key, app)).toBe('key_policy = var.policy')
})

test('it is followed through calls whose sources are not there', () => {
  expect(shown('policy', app)).toBe('policy = local.policy')
})

test('nothing is told of what is more than a variable, of what is not written, and of what no call gives', () => {
  expect(shown('enable_key_rotation', key, app)).toBe(undefined)
  expect(shown('description', key, app)).toBe(undefined)
  expect(shown('tags', key, app)).toBe(undefined)
  expect(shown('policy')).toBe(undefined)
  expect(shown('policy', app, app)).toBe(undefined)
})
