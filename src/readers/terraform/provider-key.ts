import { names, property, word } from './json-value.ts'

/**
 * The provider configuration that a resource uses, by its key in `provider_config`. Terraform before 1.1 writes
 * `vpc:aws` for what the module `vpc` inherits, a key that `provider_config` then does not have.
 */
export function providerOf(configuration: unknown, block: unknown, type: string): string {
  const key = word(property(block, 'provider_config_key')) ?? type.split('_', 1)[0] ?? type
  const providers = property(configuration, 'provider_config')
  if (property(providers, key) !== undefined) return key
  const inherited = key.slice(key.lastIndexOf(':') + 1)
  const isDefault = !inherited.includes('.')
  return isDefault || property(providers, inherited) !== undefined ? inherited : key
}

/** The keys of the AWS provider's configurations, in the order of the plan. */
export function awsProviders(configuration: unknown): readonly string[] {
  const providers = property(configuration, 'provider_config')
  return names(providers).filter(key => {
    const name = word(property(property(providers, key), 'name')) ?? key.slice(key.lastIndexOf(':') + 1)
    return name === 'aws' || name.startsWith('aws.')
  })
}
