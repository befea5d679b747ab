import {
  all,
  allow,
  asksForAttestation,
  attestationIsBypassed,
  hole,
  listed,
  onlyRootUserBypasses,
  rule,
  thoseWithoutAttestation,
  type ExampleValue,
} from 'keyplan'

const own = 'arn:aws:iam::111122223333'
const pcr0 = 'kms:RecipientAttestation:PCR0'
const golden = 'a'.repeat(96)
const enclave = admit(`${own}:role/Enclave`, { StringEqualsIgnoreCase: { [pcr0]: golden } })
const byRole = `${own}:role/Enclave reaches plaintext of aws_kms_key.example without an attestation`

export default rule({
  id: 'KMS030',
  name: 'attestation-bypass',
  title: 'Where an attestation is asked for, nobody may do without',
  about: 'key',
  severity: 'high',
  eased: [['info', onlyRootUserBypasses]],
  options: {
    goldenPcr: { says: 'The only values of registers and image hashes that count; none: any.', default: [] },
  },
  why: 'An attestation proves which enclave decrypts. It proves nothing where another statement lets its parent instance, or anybody else, decrypt without.',
  fix: 'Leave `kms:Decrypt` and its like out of the other statements, or deny them for `*` with `Null: {"kms:RecipientAttestation:PCR0": "true"}`; ask for literal values with `StringEqualsIgnoreCase`.',
  references: ['https://docs.aws.amazon.com/kms/latest/developerguide/conditions-attestation.html'],
  replaces: [
    'prowler:kms_key_enclave_attestation_bypassable_path',
    'prowler:kms_key_enclave_attestation_not_enforced',
    'prowler:kms_key_enclave_attestation_pcr_mismatch',
  ],

  forbid: all(asksForAttestation, attestationIsBypassed),

  message: (key, world) =>
    `${listed(thoseWithoutAttestation(key, world))} reaches plaintext of ${key.address} without an attestation`,

  examples: {
    good: [
      { says: 'a key without enclaves' },
      {
        says: 'the enclave alone',
        statements: [enclave, { ...admit(`${own}:root`), Action: ['kms:Put*', 'kms:Encrypt'] }],
      },
      {
        says: 'a Deny for everybody without an attestation',
        statements: [
          enclave,
          { ...admit(`${own}:root`), Action: 'kms:*' },
          {
            ...admit('*', { Null: { [pcr0]: 'true' } }),
            Effect: 'Deny',
            Action: ['kms:Decrypt', 'kms:GenerateDataKey*', 'kms:DeriveSharedSecret'],
          },
        ],
      },
      { says: 'the value that is expected', statements: enclave, options: { goldenPcr: [golden] } },
    ],
    bad: [
      {
        says: 'IAM policies of the account',
        statements: [enclave, { ...admit(`${own}:root`), Action: 'kms:*' }],
        reports: ['account 111122223333 reaches plaintext of aws_kms_key.example without an attestation'],
      },
      {
        says: 'the root user alone',
        statements: [enclave, admit(`${own}:root`, { StringEquals: { 'aws:PrincipalType': 'Account' } })],
        severity: 'info',
        reports: [
          'the root user of account 111122223333 reaches plaintext of aws_kms_key.example without an attestation',
        ],
      },
      ...[
        { says: 'only if there is one', condition: { StringEqualsIfExists: { [pcr0]: golden } } },
        { says: 'any', condition: { StringLike: { [pcr0]: '*' } } },
        { says: 'any but one', condition: { StringNotEquals: { [pcr0]: golden } } },
        {
          says: 'that of an enclave which is debugged',
          condition: { StringEquals: { [pcr0]: '0'.repeat(96) } },
        },
      ].map(({ says, condition }) => ({
        says,
        statements: admit(`${own}:role/Enclave`, condition),
        reports: [byRole],
      })),
      {
        says: 'not the value that is expected',
        statements: enclave,
        options: { goldenPcr: ['b'.repeat(96)] },
        reports: [byRole],
      },
    ],
    unsure: [
      {
        says: 'the value comes from a variable',
        statements: admit(`${own}:role/Enclave`, { StringEquals: { [pcr0]: hole('var.pcr0') } }),
        reports: [byRole],
      },
    ],
  },
})

function admit(AWS: string, Condition: ExampleValue = {}) {
  return allow({ Principal: { AWS }, Condition })
}
