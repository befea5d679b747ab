import type { Problem } from '../../model/statement.ts'
import { nearest } from './nearest.ts'
import { conditionKeyNames, readKey } from './condition-key-facts.ts'
import { inEachCondition, quoted, type Fault, type Judged } from './in-statements.ts'

/**
 * KMS Developer Guide, "AWS KMS condition keys"; Access Analyzer policy check reference, "Unsupported global condition
 * key". AWS still fills the old ones.
 */
const newNames: ReadonlyMap<string, string> = new Map([
  ['kms:customermasterkeyspec', 'kms:KeySpec'],
  ['kms:customermasterkeyusage', 'kms:KeyUsage'],
  ['aws:arn', 'aws:PrincipalArn'],
])

/** Condition keys that no request has, old ones, and tag keys without the tag. Keys of other services are not judged. */
export function unknownKeys(judged: Judged): readonly Problem[] {
  return inEachCondition(judged, ({ key, at }) => {
    const fault = faultOf(key)
    return fault === undefined ? [] : [{ ...fault, at }]
  })
}

function faultOf(key: string): Omit<Fault, 'at'> | undefined {
  const newName = newNames.get(key.toLowerCase())
  if (newName !== undefined) {
    const says = `tests ${quoted(key)}, which is now \`${newName}\``
    // The old name of the caller's ARN stands for that of a source too.
    return { code: 'deprecated-condition-key', says, ...(/^kms:/i.test(key) ? { instead: newName } : {}) }
  }
  if (!/^[^\s:]+:\S/.test(key)) {
    const says = `tests ${quoted(key)}, which is no condition key: those are written \`service:name\``
    return { code: 'malformed-condition-key', says }
  }
  const reading = readKey(key)
  if (reading.kind === 'without-tag') {
    const what = /^kms:/i.test(key) ? 'name of a pair' : 'key of a tag'
    return {
      code: 'missing-tag-key',
      says: `tests ${quoted(key)} without the ${what}: ${wanted(reading.name)}`,
    }
  }
  return reading.kind === 'unknown' ? unknown(key) : undefined
}

function unknown(key: string): Omit<Fault, 'at'> {
  const near = nearest(key, conditionKeyNames)
  const cure = near === undefined ? '' : `: did you mean \`${near}\`?`
  const says = `tests ${quoted(key)}, which no request has${cure}`
  // AWS adds keys at any time; one that is nearly a known one is none of those.
  const isGlobal = /^aws:/i.test(key)
  if (near === undefined) return { code: isGlobal ? 'unlisted-global-key' : 'unlisted-condition-key', says }
  // Of a tag or a pair, its own name is still missing.
  const instead = /[/:]$/.test(near) ? {} : { instead: near }
  return { code: isGlobal ? 'unknown-global-key' : 'unknown-condition-key', says, ...instead }
}

function wanted(name: string): string {
  const examples: Readonly<Record<string, string>> = {
    'kms:EncryptionContext:': 'App',
    'kms:RecipientAttestation:': 'ImageSha384',
  }
  return `\`${name}${examples[name] ?? 'Team'}\``
}
