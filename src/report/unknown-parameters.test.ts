import { expect, test } from 'vitest'
import type { ReadInput } from '../model/inventory.ts'
import { unknownParameters } from './unknown-parameters.ts'

const template = (...parameters: readonly string[]): Pick<ReadInput, 'kind' | 'parameters'> => ({
  kind: 'cloudformation-template',
  parameters,
})
const plan: Pick<ReadInput, 'kind'> = { kind: 'terraform-plan' }

test.each([
  ['of one template', [template('Environment'), template('KeyAdmin')], []],
  [
    'with a name that is nearly one',
    [template('Environmnt')],
    ['`Environment`: did you mean `Environmnt`?', '`KeyAdmin`: one of Environmnt'],
  ],
  [
    'where nothing takes any',
    [plan],
    [
      '`Environment`: leave it out: nothing read here takes parameters',
      '`KeyAdmin`: leave it out: nothing read here takes parameters',
    ],
  ],
  ['where a template does not tell', [{ kind: 'cloudformation-template' as const }], []],
])('parameters %s', (_, inputs, mistakes) => {
  const parameters = new Map([
    ['Environment', 'hidden'],
    ['KeyAdmin', 'hidden'],
  ])
  const told = unknownParameters(inputs, { parameters })
  expect(
    told.map(({ message, place }) => `${message.replace('no template has a parameter ', '')}: ${place.hint}`),
  ).toEqual(mistakes)
  expect(unknownParameters(inputs, {})).toEqual([])
})
