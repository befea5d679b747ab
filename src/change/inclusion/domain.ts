import { bitsOf } from '../../access/request/ip-range.ts'
import { dateOf, numberOf } from '../../access/request/operators.ts'
import { text } from '../../model/text.ts'
import { parseArn } from '../../policy/arn.ts'
import table from '../../policy/aws/condition-keys.json' with { type: 'json' }

/** The type of a key in the Service Authorization Reference; nothing for a key that it does not have. */
export function typeOf(key: string): string | undefined {
  const exact = types.get(key)
  if (exact !== undefined) return exact
  return prefixes.find(([prefix]) => key.startsWith(prefix) && key.length > prefix.length)?.[1]
}

const types: ReadonlyMap<string, string> = new Map(
  table.keys.map(({ key, type }) => [key.toLowerCase(), type]),
)

/** `aws:PrincipalTag/tag-key` stands for each tag, `kms:EncryptionContext:${EncryptionContextKey}` for each pair. */
const prefixes = table.keys.flatMap(({ key, type }): readonly (readonly [string, string])[] => {
  const prefix = /^(.*[:/])(?:tag-key|\$\{.*\}|\*)$/.exec(key)?.[1]
  return prefix === undefined ? [] : [[prefix.toLowerCase(), type]]
})

/** Stands for the resource of a request where that is compared besides: no policy can name such a condition key. */
export const resourceKey = ' resource '

/** Whether one request can have several values of this key; `unknown` for keys that no list has. */
export function canHaveMany(key: string): 'yes' | 'no' | 'unknown' {
  if (key === resourceKey) return 'no'
  const type = typeOf(key)
  if (type === undefined) return 'unknown'
  return type.startsWith('ArrayOf') ? 'yes' : 'no'
}

/** Whether AWS ever puts such a value into a request: numbers, dates, addresses and truth values have their form. */
export function isOfType(key: string, value: string): boolean {
  switch (typeOf(key)) {
    case 'Bool':
      return value === 'true' || value === 'false'
    case 'Numeric':
      return numberOf(value) !== undefined && !(wholeNumbers.has(key) && !Number.isInteger(numberOf(value)))
    case 'Date':
      return dateOf(value) !== undefined
    case 'IPAddress':
      return bitsOf(value) !== undefined
    case undefined:
    default:
      return true
  }
}

/** Days and seconds, which AWS counts in whole numbers (API Reference of KMS; IAM User Guide, `aws:MultiFactorAuthAge`). */
export const wholeNumbers: ReadonlySet<string> = new Set([
  'aws:multifactorauthage',
  'kms:rotationperiodindays',
  'kms:schedulekeydeletionpendingwindowindays',
  'kms:trailingdayswithoutkeyusage',
])

const accounts: ReadonlySet<string> = new Set([
  'aws:principalaccount',
  'aws:resourceaccount',
  'aws:sourceaccount',
  'aws:sourceowner',
  'aws:vpceaccount',
  'kms:calleraccount',
])

/** Keys whose values people choose, and may leave empty. */
const free =
  /^(?:aws:(?:principaltag|requesttag|resourcetag)\/|aws:referer$|aws:useragent$|kms:encryptioncontext:)/

/** Values of keys that have few; a new one that AWS adds makes an answer unsure, not wrong. */
const enumerated: ReadonlyMap<string, readonly string[]> = new Map(
  Object.entries({
    'aws:principaltype': ['AssumedRole', 'User', 'Account', 'FederatedUser'],
    'kms:keyusage': ['ENCRYPT_DECRYPT', 'SIGN_VERIFY', 'GENERATE_VERIFY_MAC', 'KEY_AGREEMENT'],
    'kms:keyorigin': ['AWS_KMS', 'EXTERNAL', 'AWS_CLOUDHSM', 'EXTERNAL_KEY_STORE'],
    'kms:keyspec': ['SYMMETRIC_DEFAULT', 'RSA_2048', 'RSA_4096', 'ECC_NIST_P256', 'HMAC_256'],
    'kms:multiregionkeytype': ['PRIMARY', 'REPLICA'],
    'kms:messagetype': ['RAW', 'DIGEST'],
    'kms:expirationmodel': ['KEY_MATERIAL_DOES_NOT_EXPIRE', 'KEY_MATERIAL_EXPIRES'],
    'kms:grantconstrainttype': ['EncryptionContextEquals', 'EncryptionContextSubset'],
    'kms:grantoperations': [
      'Decrypt',
      'Encrypt',
      'GenerateDataKey',
      'GenerateDataKeyWithoutPlaintext',
      'CreateGrant',
      'DescribeKey',
      'RetireGrant',
      'ReEncryptFrom',
      'ReEncryptTo',
      'Sign',
      'Verify',
    ],
  }),
)

/** Of a root user, role, user or session, with the characters that names can have (IAM User Guide, "IAM and AWS STS quotas"). */
const callerArn =
  /^arn:aws[a-z-]*:(?:iam::\d{12}:(?:root|(?:role|user)\/[\w+=,.@/-]*[\w+=,.@-])|sts::\d{12}:(?:assumed-role|federated-user)\/[\w+=,.@/-]+)$/

/** Values that requests have when no condition names them. */
export function usualValues(key: string): readonly string[] {
  const listed = enumerated.get(key)
  if (listed !== undefined) return listed
  if (accounts.has(key)) return ['999999999999', '888888888888']
  if (key === 'kms:viaservice') return ['sqs', 's3', 'ec2'].map(name => `${name}.us-east-1.amazonaws.com`)
  if (key === 'aws:principalarn')
    return ['role', 'user'].map(kind => `arn:aws:iam::999999999999:${kind}/Other`)
  if (key.endsWith('region')) return ['us-east-1', 'eu-central-1', 'ap-southeast-2']
  switch (typeOf(key)) {
    case 'Bool':
      return ['true', 'false']
    case 'Numeric':
      return ['1']
    case 'Date':
      return [key === 'aws:epochtime' ? '1767225600' : '2026-01-01T00:00:00Z']
    case 'IPAddress':
      return ['203.0.113.10', '2001:db8::10']
    case 'ARN':
      return ['arn:aws:sns:us-east-1:999999999999:other', 'arn:aws:iam::999999999999:role/Other']
    case undefined:
    default:
      return ['other']
  }
}

/** Whether it is not sure that a request can have this value of the key: `no` must not rest on it. */
export function isDoubtful(key: string, value: string): boolean {
  // It is `k` in lower case; no value of AWS has it.
  if (value.includes('\u212A')) return true
  const listed = enumerated.get(key)
  if (listed !== undefined) return !listed.includes(value)
  if (accounts.has(key)) return !/^\d{12}$/.test(value)
  if (key === 'kms:viaservice') return !/^[a-z0-9-]+\.[a-z0-9-]+\.amazonaws\.com$/.test(value)
  if (key === 'aws:principalarn') return !callerArn.test(value)
  if (typeOf(key) === 'ARN') return parseArn(text(value)) === undefined
  return value === '' && typeOf(key) !== undefined && !free.test(key)
}
