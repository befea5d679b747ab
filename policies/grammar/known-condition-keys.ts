import { allow, correctedCondition, problem, problemInWords, rule, type Severity } from 'keyplan'

const place = 'the policy of aws_kms_key.example: its statement tests'

export default rule({
  id: 'POL013',
  name: 'known-condition-keys',
  title: 'A condition must test a key that requests have',
  about: 'problem',
  severity: 'high',
  eased: [
    ['low', problem('deprecated-condition-key', 'unlisted-condition-key')],
    ['medium', problem('unknown-condition-key', 'unlisted-global-key')],
  ],
  why: 'No request has such a key: an Allow then allows nothing, a Deny denies nothing, and a negated condition always holds.',
  fix: 'Write the name as AWS does; behind `aws:ResourceTag/`, `aws:RequestTag/` and `aws:PrincipalTag/` stands the key of the tag.',
  correct: correctedCondition,
  references: [
    'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html',
    'https://docs.aws.amazon.com/kms/latest/developerguide/conditions-kms.html',
  ],
  replaces: [
    'access-analyzer:INVALID_CONDITION_KEY_FORMAT',
    'access-analyzer:INVALID_GLOBAL_CONDITION_KEY',
    'access-analyzer:INVALID_SERVICE_CONDITION_KEY',
    'access-analyzer:UNSUPPORTED_GLOBAL_CONDITION_KEY',
    'access-analyzer:MISSING_TAG_KEY_IN_CONDITION',
    'access-analyzer:DEPRECATED_GLOBAL_CONDITION_KEY',
  ],

  forbid: problem(
    'unknown-global-key',
    'unknown-condition-key',
    'unlisted-global-key',
    'unlisted-condition-key',
    'missing-tag-key',
    'malformed-condition-key',
    'deprecated-condition-key',
  ),

  message: problemInWords,

  examples: {
    good: [
      { says: 'a key of KMS, in any case', statements: testing('KMS:viaservice') },
      { says: 'a pair of the encryption context', statements: testing('kms:EncryptionContext:aws:logs:arn') },
      { says: 'a measurement of an enclave', statements: testing('kms:RecipientAttestation:PCR8') },
      { says: 'a tag', statements: testing('aws:PrincipalTag/Team') },
      { says: 'a key of another service', statements: testing('s3:prefix') },
      {
        says: 'a key of an identity provider',
        statements: testing('token.actions.githubusercontent.com:sub'),
      },
      { says: 'a fault of another kind', statements: allow({ Action: 'kms:Decypt' }) },
    ],
    bad: [
      found(
        'a misspelt key of KMS',
        'kms:ViaServices',
        ' `kms:ViaServices`, which no request has: did you mean `kms:ViaService`?',
        'medium',
      ),
      found(
        'a misspelt global key',
        'aws:PrincipleOrgID',
        ' `aws:PrincipleOrgID`, which no request has: did you mean `aws:PrincipalOrgID`?',
      ),
      found(
        'an encryption context without its prefix',
        'aws:logs:arn',
        ' `aws:logs:arn`, which no request has',
        'medium',
      ),
      found(
        'a key that may be newer than our list',
        'kms:SomethingNew',
        ' `kms:SomethingNew`, which no request has',
        'low',
      ),
      found(
        'no tag',
        'aws:PrincipalTag',
        ' `aws:PrincipalTag` without the key of a tag: `aws:PrincipalTag/Team`',
      ),
      found(
        'no service',
        'ViaService',
        ' `ViaService`, which is no condition key: those are written `service:name`',
      ),
      found(
        'an old name',
        'kms:CustomerMasterKeySpec',
        ' `kms:CustomerMasterKeySpec`, which is now `kms:KeySpec`',
        'low',
      ),
    ],
  },
})

function testing(key: string) {
  const Condition = { StringEquals: { [key]: 'x' } }
  return allow({ Principal: { AWS: '111122223333' }, Condition })
}

function found(says: string, given: string, rest: string, severity?: Severity) {
  const reports = [`${place}${rest}`]
  return { says, statements: testing(given), reports, ...(severity === undefined ? {} : { severity }) }
}
