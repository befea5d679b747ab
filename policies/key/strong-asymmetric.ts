import {
  all,
  allow,
  allowsOldPadding,
  declaredHere,
  either,
  encryptsWithShortRsa,
  hole,
  isReplica,
  keyElsewhere,
  not,
  own,
  policyOf,
  rule,
} from 'keyplan'

const rsa2048 = { customer_master_key_spec: 'RSA_2048', key_usage: 'ENCRYPT_DECRYPT' }
const short = 'aws_kms_key.example encrypts with RSA_2048'
const padded = (algorithm: string) => {
  const Condition = { StringEquals: { 'kms:EncryptionAlgorithm': algorithm } }
  const statement = allow({ Principal: own('root'), Action: 'kms:*', Condition })
  return { customer_master_key_spec: 'RSA_4096', policy: policyOf(statement) }
}

export default rule({
  id: 'KMS035',
  name: 'strong-asymmetric',
  title: 'What lasts must not rest on 2048-bit RSA',
  about: 'key',
  profile: 'strict',
  severity: 'low',
  why: 'What is encrypted today is read for years, and 2048-bit RSA and padding with SHA-1 are at the end of their time.',
  fix: 'Use RSA with 3072 bits or more, and allow padding with SHA-256 alone. Another spec makes a new key: encrypt anew what the old one encrypted.',
  references: [
    'https://docs.aws.amazon.com/controltower/latest/controlreference/kms-rules.html',
    'https://docs.aws.amazon.com/kms/latest/developerguide/symm-asymm-choose-key-spec.html',
  ],
  replaces: ['control-tower:CT.KMS.PR.2'],

  forbid: all(declaredHere, not(isReplica), either(encryptsWithShortRsa, allowsOldPadding)),

  message: (key, world) =>
    encryptsWithShortRsa.ask(key, world).is === 'no'
      ? `the policy of ${key.address} asks for RSAES_OAEP_SHA_1`
      : `${key.address} encrypts with RSA_2048`,

  examples: {
    good: [
      { says: '3072 bits', key: { customer_master_key_spec: 'RSA_3072' } },
      { says: 'signatures, which do not have to last', key: { ...rsa2048, key_usage: 'SIGN_VERIFY' } },
      { says: 'a symmetric key', key: {} },
      { says: 'a key elsewhere, whose policy alone is written', key: {}, resources: keyElsewhere() },
      { says: 'a replica: its primary is judged', type: 'aws_kms_replica_key', key: {} },
      { says: 'the padding of today', key: padded('RSAES_OAEP_SHA_256') },
    ],
    bad: [
      { says: '2048 bits', key: rsa2048, reports: [short] },
      {
        says: 'the padding of old',
        key: padded('RSAES_OAEP_SHA_1'),
        reports: ['the policy of aws_kms_key.example asks for RSAES_OAEP_SHA_1'],
      },
    ],
    unsure: [
      { says: 'the spec is a variable', key: { customer_master_key_spec: hole('var.s') }, reports: [short] },
    ],
  },
})
