import leven from 'leven'
import type { Principal } from '../../model/principal.ts'
import type { NamedPrincipal, Problem } from '../../model/statement.ts'
import { literal, type Text } from '../../model/text.ts'
import table from '../aws/services.json' with { type: 'json' }
import { isKnownService } from '../service-names.ts'
import { isOtherNumber } from './account-ids.ts'
import { hidersOf, inEachStatement, quoted, type Fault, type Judged, type Kind } from './in-statements.ts'

/**
 * Principals that AWS refuses or that name nobody (IAM User Guide, "AWS JSON policy elements: Principal"). Those of
 * service control policies and resource control policies are told with their syntax.
 */
export function principalForms(judged: Judged): readonly Problem[] {
  const { kind } = judged
  if (kind === 'scp' || kind === 'rcp') return []
  // One principal can stand in each statement of a policy: who mends the first mends them all.
  const told = new Set<string>()
  return inEachStatement(judged, statement => {
    const { principals } = statement
    if (principals === undefined) return []
    if (kind === 'identity-policy') {
      const name = principals.negated ? 'NotPrincipal' : 'Principal'
      const says = `has a \`${name}\`, and a policy of roles and users has none: it is about those who have it`
      return [{ code: 'principal-not-allowed', says, at: principals.at }]
    }
    const faults = principals.items.flatMap(item => faultsOf(item, kind))
    const certain = hidersOf(statement).length === 0
    return faults.filter(({ says }) => {
      const isNew = !told.has(says)
      if (certain) told.add(says)
      return isNew
    })
  })
}

function faultsOf({ principal, at }: NamedPrincipal, kind: Kind): readonly Fault[] {
  const fault = faultOf(principal, kind)
  return fault === undefined ? [] : [{ ...fault, at }]
}

type Unplaced = Omit<Fault, 'at'>

function faultOf(principal: Principal, kind: Kind): Unplaced | undefined {
  switch (principal.kind) {
    case 'unusable':
      return isOtherNumber(principal.written) ? undefined : invalid(principal.written, principal.why)
    case 'unique-id': {
      const says = `names the id ${quoted(principal.id)}, which AWS writes in the place of a user or role that is deleted`
      return { code: 'unique-id-principal', says }
    }
    case 'unknown':
      return principal.unknown.reason === 'malformed'
        ? { code: 'invalid-principal', says: `has a principal that AWS refuses: ${principal.unknown.name}` }
        : undefined
    case 'federated':
      return kind === 'trust-policy'
        ? faultOfProvider(principal.provider)
        : invalid(principal.provider, 'identity providers stand in trust policies alone')
    case 'service':
      return faultOfService(principal.name)
    default:
      return undefined
  }
}

function invalid(written: Text, why: string): Unplaced {
  return { code: 'invalid-principal', says: `names the principal ${quoted(written)}: ${why}` }
}

/** A provider of SAML or OpenID Connect by its ARN, or one of those that IAM knows by their domain. */
function faultOfProvider(provider: Text): Unplaced | undefined {
  const known = literal(provider)
  if (known === undefined) return undefined
  if (/^arn:[^:*?]+:iam::\d{12}:(?:saml|oidc)-provider\/[^*?]+$/.test(known)) return undefined
  if (/^[a-z0-9-]+(?:\.[a-z0-9-]+)+(?:\/[^\s*?]*)?$/i.test(known)) return undefined
  return invalid(provider, 'it is neither the ARN of an identity provider nor a domain')
}

/** The ends that names of services have, in all partitions. */
const domain =
  /^[a-z0-9-]+(?:[._][a-z0-9-]+)*\.(?:amazonaws\.com(?:\.cn)?|amazonaws\.eu|amazon\.com|aws\.internal|c2s\.ic\.gov|sc2s\.sgov\.gov|adc-e\.uk|csp\.hci\.ic\.gov)$/

function faultOfService(name: Text): Unplaced | undefined {
  const known = literal(name)
  if (known === undefined || known === '') return undefined
  if (!domain.test(known)) {
    const why = /[*?]/.test(known)
      ? 'AWS refuses a wildcard in the name of a service'
      : 'services are named like `s3.amazonaws.com`'
    return invalid(name, why)
  }
  const meant = misspeltService(known)
  if (meant === undefined) return undefined
  const says = `names the service ${quoted(known)}, which AWS does not list: did you mean \`${meant}\`?`
  return { code: 'unknown-principal-service', says }
}

let services: readonly string[] | undefined

/** Only what is one letter from a service: which principals there are is published nowhere as a whole. */
function misspeltService(name: string): string | undefined {
  const [label = ''] = name.split('.')
  if (isKnownService([label])) return undefined
  services ??= table.services.split(' ')
  // Short names are like many others; the lengths spare comparing a name without end.
  const near = services.find(
    service =>
      service.length >= 5 && Math.abs(service.length - label.length) <= 1 && leven(service, label) === 1,
  )
  return near === undefined ? undefined : `${near}${name.slice(label.length)}`
}
