import { InputError } from '../model/input-error.ts'
import type { ReadInput } from '../model/inventory.ts'
import { suggestion } from '../yaml/closest.ts'
import { shortened } from '../yaml/objection.ts'
import type { Settings } from './settings.ts'

/**
 * What is given for parameters that no template has: a name that is misspelt would leave the default in force. Nothing is
 * said beside templates that do not tell what they take.
 */
export function unknownParameters(
  inputs: readonly Pick<ReadInput, 'kind' | 'parameters'>[],
  { parameters: given = new Map() }: Pick<Settings, 'parameters'>,
): readonly InputError[] {
  if (inputs.some(({ kind, parameters }) => kind === 'cloudformation-template' && parameters === undefined))
    return []
  const known = new Set(inputs.flatMap(({ parameters = [] }) => parameters))
  return [...given.keys()]
    .filter(name => !known.has(name))
    .map(name => {
      const hint =
        known.size === 0 ? 'leave it out: nothing read here takes parameters' : suggestion(name, [...known])
      return new InputError(`no template has a parameter \`${shortened(name)}\``, {
        input: '--parameters',
        hint,
      })
    })
}
