import names from './aws/service-names.json' with { type: 'json' }
import published from './aws/services.json' with { type: 'json' }

/** `…amazonaws.com` and the suffixes of the other partitions (botocore, `endpoints.json`). */
const suffix = /\.(?:amazonaws\.(?:com|com\.cn|eu)|(?:c2s|csp\.hci)\.ic\.gov|sc2s\.sgov\.gov|amazon\.com)$/

let known: ReadonlySet<string> | undefined

/** The parts of a service principal's name before its suffix; nothing where it has none or is no name at all. */
export function partsOfService(name: string): readonly string[] | undefined {
  const isName = /^[a-z0-9-]+(?:\.[a-z0-9-]+)+$/i.test(name) && suffix.test(name)
  return isName ? name.replace(suffix, '').split('.') : undefined
}

/**
 * Whether AWS publishes a service of such a name: `delivery.logs` and `logs.us-east-1` are CloudWatch Logs too. There is
 * no whole list, so that a name which is not known may still be right.
 */
export function isKnownService(parts: readonly string[]): boolean {
  known ??= new Set([...published.services.split(' '), ...names.principals.split(' ')])
  const all = known
  return parts.some(part => all.has(part.toLowerCase()))
}

let via: readonly string[] | undefined

/** The services that `kms:ViaService` can name, as far as the KMS Developer Guide lists them: `s3`, `ec2`. */
export function viaServices(): readonly string[] {
  via ??= names.via.split(' ')
  return via
}
