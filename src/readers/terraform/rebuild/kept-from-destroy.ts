import { bodiesNamed } from '../../../hcl/nested-blocks.ts'
import type { Setting } from '../../../model/key.ts'
import { below } from '../../../model/source-location.ts'
import { parseAddress } from '../address.ts'
import type { Instance } from '../resources.ts'
import { literalValue } from '../sources/literals.ts'
import { hole } from '../values.ts'
import type { Evaluation } from './run.ts'
import { moduleNames } from './source-module.ts'
import { argumentOf } from './written.ts'

/**
 * Whether `prevent_destroy` of a resource's `lifecycle` block is set, which no plan tells; nothing where the sources do
 * not have the block. Terraform takes only a literal there; what OpenTofu may work out is a hole.
 * https://developer.hashicorp.com/terraform/language/meta-arguments/lifecycle#prevent_destroy
 */
export function keptFromDestroy(evaluation: Evaluation, instance: Instance): Setting | undefined {
  const { scope, address } = instance
  // Modules that are not there are not worth a note: nothing else is asked of them here.
  const module = evaluation.sources.moduleAt(moduleNames(scope.plainPath))
  const block = module?.resources.get(parseAddress(address)?.block ?? '')
  if (block === undefined) return undefined
  const at = below(below(instance.at, 'lifecycle'), 'prevent_destroy')
  const written = bodiesNamed(block.body, 'lifecycle')
    .map(({ body }) => argumentOf(body, 'prevent_destroy'))
    .findLast(expression => expression !== undefined)
  if (written === undefined) return { value: false, at }
  const value = literalValue(written)?.value
  // The two are converted to one another, as everywhere in the language.
  if (value === true || value === 'true') return { value: true, at }
  if (value === false || value === 'false' || value === null) return { value: false, at }
  return { value: hole(at, 'prevent_destroy', 'anything', 'unsupported-function'), at }
}
