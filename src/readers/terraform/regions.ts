import type { Knowable } from '../../model/unknown.ts'
import { providerArgument } from './accounts.ts'
import { word } from './json-value.ts'
import { only, type ProviderFacts } from './provider-facts.ts'
import { follow } from './references.ts'
import type { Resources } from './resources.ts'
import { hole } from './values.ts'

/** The region of a provider configuration; without an argument it comes from the environment, which no plan tells. */
export function regionOfProvider(
  resources: Resources,
  facts: ProviderFacts | undefined,
  provider: string,
): Knowable<string> {
  const { expression, scope } = providerArgument(resources, provider, 'region')
  const leaves = expression === undefined ? [] : follow(resources, { scope, forEach: undefined }, expression)
  const [leaf] = leaves
  const written = leaves.length === 1 && leaf?.kind === 'known' ? word(leaf.value) : undefined
  const region = (written === '' ? undefined : written) ?? only(facts?.regions) ?? only(facts?.keyRegions)
  if (region !== undefined) return region
  const at = { file: resources.file, address: `provider.${provider}`, pointer: '/region' }
  return hole(at, `the region of provider "${provider}"`, 'anything', 'not-in-input')
}
