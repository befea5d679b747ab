import { names, property, word } from '../json-value.ts'
import type { Configuration } from '../plan.ts'
import type { Language } from './module-files.ts'

/**
 * Which program a plan was made with, told by the registry that a provider without a host in its `source` comes from.
 * Nothing where neither or both occur: a host can also be written out.
 * https://opentofu.org/docs/language/providers/requirements/#source-addresses
 */
export function writtenFor(configuration: Configuration): Language | undefined {
  const { provider_config: providers } = configuration
  const full = names(providers).map(key => word(property(property(providers, key), 'full_name')) ?? '')
  const isTofu = full.some(name => name.startsWith('registry.opentofu.org/'))
  const isTerraform = full.some(name => name.startsWith('registry.terraform.io/'))
  if (isTofu === isTerraform) return undefined
  return isTofu ? 'tofu' : 'terraform'
}
