import table from '../aws/condition-keys.json' with { type: 'json' }
import { remembered } from '../remembered.ts'

/** What AWS publishes about a condition key. */
export interface ConditionKey {
  /** As AWS writes it, with what the policy wrote after a `/` or `:` of its own: `aws:ResourceTag/Team`. */
  readonly name: string
  /** Of one of its values. */
  readonly type: ValueType
  /** A request has several values for it: such keys need `ForAnyValue` or `ForAllValues`. */
  readonly many: boolean
}

/** The types of condition keys in the Service Authorization Reference. */
export type ValueType = 'String' | 'ARN' | 'Bool' | 'Date' | 'IPAddress' | 'Numeric'

/** What there is to know of a condition key: `other` is a key of another service, of which nothing is. */
export type KeyReading =
  | { readonly kind: 'known'; readonly key: ConditionKey }
  | { readonly kind: 'without-tag'; readonly name: string }
  | { readonly kind: 'unknown' | 'other' }

const facts = table.keys
  .filter(({ key }) => /^(?:aws|kms):/.test(key))
  .map(({ key, type }) => {
    // `aws:RequestTag/${TagKey}`, `aws:PrincipalTag/tag-key`, `kms:EncryptionContext:${…}`, `kms:RecipientAttestation:*`
    const [, open] = /^(.*?[/:])(?:tag-key|\$\{.*\}|\*)$/.exec(key) ?? []
    const many = type.startsWith('ArrayOf')
    return { name: open ?? key, open: open !== undefined, type: typeOf(type), many }
  })

const closed = new Map(facts.filter(({ open }) => !open).map(fact => [fact.name.toLowerCase(), fact]))
const open = new Map(facts.filter(fact => fact.open).map(fact => [fact.name.toLowerCase(), fact]))

/** The names of the global keys and those of KMS; `aws:ResourceTag/` goes on with the name of a tag. */
export const conditionKeyNames: readonly string[] = [...closed.values(), ...open.values()].map(
  ({ name }) => name,
)

/**
 * What a policy writes as a condition key. Names do not depend on case (IAM User Guide, "IAM JSON policy elements:
 * Condition"). Keys of other services than KMS are not looked at.
 */
export const readKey: (written: string) => KeyReading = remembered((written: string): KeyReading => {
  const name = written.toLowerCase()
  if (!/^(?:aws|kms):/.test(name)) return { kind: 'other' }
  const fact = closed.get(name)
  if (fact !== undefined) return { kind: 'known', key: fact }
  const [start = ''] = /^(?:aws:[^/]*\/|kms:[^:]*:)/.exec(name) ?? []
  const family = open.get(start)
  const bare = open.get(name) ?? open.get(`${name}/`) ?? open.get(`${name}:`)
  const rest = written.slice(start.length)
  if (bare !== undefined || (family !== undefined && isPlaceholder(rest))) {
    return { kind: 'without-tag', name: (bare ?? family)?.name ?? name }
  }
  if (family === undefined || !isMember(start, rest)) return { kind: 'unknown' }
  return { kind: 'known', key: { name: `${family.name}${rest}`, type: family.type, many: family.many } }
})

/** The names that stand for a tag in AWS's documentation, copied as they are. */
function isPlaceholder(rest: string): boolean {
  return rest === '' || /^\$\{(?:TagKey|EncryptionContextKey)\}$/i.test(rest)
}

/** The measurements of an enclave or instance (KMS Developer Guide, "Condition keys for attested platforms"). */
const measurement = /^(?:ImageSha384|PCR(?:\d|[12]\d|3[01])|NitroTPMPCR(?:\d|1\d|2[0-3]))$/i

function isMember(start: string, rest: string): boolean {
  return start !== 'kms:recipientattestation:' || measurement.test(rest)
}

function typeOf(written: string): ValueType {
  switch (written.replace(/^ArrayOf/, '')) {
    case 'ARN':
      return 'ARN'
    case 'Bool':
      return 'Bool'
    case 'Date':
      return 'Date'
    case 'IPAddress':
      return 'IPAddress'
    case 'Numeric':
      return 'Numeric'
    default:
      return 'String'
  }
}
