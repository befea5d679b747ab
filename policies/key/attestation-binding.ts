import { all, allow, bindsToDeployment, needsAttestation, not, rule, showPrincipal } from 'keyplan'

const pcr0 = { 'kms:RecipientAttestation:PCR0': 'a'.repeat(96) }

export default rule({
  id: 'KMS031',
  name: 'attestation-binding',
  title: 'An attestation should tell which deployment it is, not the image alone',
  about: 'access',
  profile: 'strict',
  severity: 'info',
  why: 'PCR0 to PCR2 are those of the image: the same image on another instance, or in another account, passes too.',
  fix: 'Ask for `kms:RecipientAttestation:PCR3` (the role of the instance), `PCR4` (the instance) or `PCR8` (the signer) too.',
  references: [
    'https://docs.aws.amazon.com/kms/latest/developerguide/conditions-attestation.html',
    'https://docs.aws.amazon.com/enclaves/latest/user/set-up-attestation.html',
  ],
  replaces: ['prowler:kms_key_enclave_attestation_no_deployment_binding'],

  forbid: all(needsAttestation, not(bindsToDeployment)),

  message: ({ principal, key }) =>
    `an image alone, wherever it runs, lets ${showPrincipal(principal)} decrypt with ${key.address}`,

  examples: {
    good: [
      {
        says: 'the role of the instance too',
        statements: decrypt({ ...pcr0, 'kms:RecipientAttestation:PCR3': 'b'.repeat(96) }),
      },
      { says: 'the account too', statements: decrypt({ ...pcr0, 'kms:CallerAccount': '444455556666' }, '*') },
      { says: 'no attestation at all', statements: decrypt({ 'kms:EncryptionContext:app': 'a' }) },
    ],
    bad: [
      {
        says: 'the image alone',
        statements: decrypt(pcr0),
        reports: [
          'an image alone, wherever it runs, lets arn:aws:iam::111122223333:role/Enclave decrypt with aws_kms_key.example',
        ],
      },
    ],
  },
})

function decrypt(StringEquals: Record<string, string>, AWS = 'arn:aws:iam::111122223333:role/Enclave') {
  return allow({ Principal: { AWS }, Condition: { StringEquals } })
}
