// What AWS says about KMS actions (semantics of the second opinion, §4), and nothing more.
const uses: Readonly<Record<string, string>> = {
  ENCRYPT_DECRYPT:
    'Decrypt Encrypt GenerateDataKey GenerateDataKeyPair GenerateDataKeyWithoutPlaintext GenerateDataKeyPairWithoutPlaintext ReEncryptFrom ReEncryptTo',
  SIGN_VERIFY: 'Sign Verify',
  GENERATE_VERIFY_MAC: 'GenerateMac VerifyMac',
  KEY_AGREEMENT: 'DeriveSharedSecret',
  ENCAPSULATE_DECAPSULATE: 'Encapsulate Decapsulate',
}
const cryptographic = Object.values(uses).flatMap(names => names.split(' '))

/** The operations that a grant can carry (G5). */
export const grantable: ReadonlySet<string> = new Set([
  ...cryptographic,
  'CreateGrant',
  'DescribeKey',
  'GetPublicKey',
  'RetireGrant',
])

/** The actions that work on a key of another account (X2). */
export const acrossAccounts: ReadonlySet<string> = new Set(
  [...grantable, 'GetKeyRotationStatus', 'ListGrants', 'RevokeGrant'].map(name => `kms:${name}`),
)

/** Those that work on no key (A2), as far as random cases ask for them. */
export const iamOnly: ReadonlySet<string> = new Set(['kms:CreateKey', 'kms:ListKeys'])

/** Whether a key that is for this can do the action (A6). */
export function fitsUsage(action: string, usage: string): boolean {
  const name = action.slice('kms:'.length)
  return !cryptographic.includes(name) || uses[usage]?.split(' ').includes(name) === true
}
