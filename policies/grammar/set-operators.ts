import {
  allow,
  correctedCondition,
  problem,
  problemInWords,
  rule,
  type ExampleValue,
  type Severity,
} from 'keyplan'

const place = 'the policy of aws_kms_key.example: its statement'
const names = 'kms:EncryptionContextKeys'
const context = 'kms:EncryptionContext:App'
const one = 'though a request has one value for it'

export default rule({
  id: 'POL017',
  name: 'set-operators',
  title: '`ForAnyValue` and `ForAllValues` belong to keys that can have several values',
  about: 'problem',
  severity: 'high',
  eased: [
    ['low', problem('any-value-of-one')],
    ['info', problem('null-with-qualifier')],
    [
      'medium',
      problem(
        'missing-qualifier',
        'all-values-of-one',
        'all-values-of-none',
        'any-value-of-list',
        'null-if-exists',
      ),
    ],
  ],
  why: '`ForAllValues` holds where the request has no value at all, so an Allow is open where it seems narrow; KMS refuses some key policies for it.',
  fix: 'Write `ForAnyValue` or `ForAllValues` with keys of several values alone, and beside `ForAllValues` a `Null` condition with `false`.',
  correct: correctedCondition,
  references: [
    'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-single-vs-multi-valued-context-keys.html',
    'https://docs.aws.amazon.com/kms/latest/developerguide/conditions-kms.html',
  ],
  replaces: [
    'access-analyzer:MISSING_QUALIFIER',
    'access-analyzer:NULL_WITH_IF_EXISTS',
    'access-analyzer:FORALLVALUES_WITH_SINGLE_VALUED_KEY',
    'access-analyzer:NULL_WITH_QUALIFIER',
  ],

  forbid: problem(
    'missing-qualifier',
    'refused-qualifier',
    'all-values-of-one',
    'all-values-of-none',
    'any-value-of-one',
    'any-value-of-list',
    'null-if-exists',
    'null-with-qualifier',
  ),

  message: problemInWords,

  examples: {
    good: [
      { says: 'one value', statements: under({ StringEquals: { [context]: 'a' } }) },
      { says: 'any of several', statements: under({ 'ForAnyValue:StringEquals': { [names]: 'App' } }) },
      {
        says: 'all of several, and there must be one',
        statements: under({ 'ForAllValues:StringEquals': { [names]: 'App' }, Null: { [names]: 'false' } }),
      },
      {
        says: 'all operations of a grant, which never has none',
        statements: under({ 'ForAllValues:StringEquals': { 'kms:GrantOperations': ['Decrypt'] } }),
      },
      {
        says: 'the tags that may be set',
        statements: under({ 'ForAllValues:StringEquals': { 'aws:TagKeys': 'Team' } }),
      },
    ],
    bad: [
      found(
        'all of one value, which KMS refuses',
        { 'ForAllValues:StringEquals': { [context]: 'a' } },
        ` tests \`${context}\` by \`ForAllValues\`, ${one}: KMS refuses such a key policy`,
      ),
      found(
        'all of one value',
        { 'ForAllValues:StringEquals': { 'aws:PrincipalOrgID': 'o-a1b2c3d4e5' } },
        ` tests \`aws:PrincipalOrgID\` by \`ForAllValues\`, ${one}, and so holds where it is absent`,
        'medium',
      ),
      found(
        'all of several, or of none',
        { 'ForAllValues:StringEquals': { [names]: 'App' } },
        ` tests \`${names}\` by \`ForAllValues\` alone, which holds where the request has none: add \`Null\` with \`false\`, or \`ForAnyValue\``,
        'medium',
      ),
      found(
        'several values as one',
        { StringEquals: { [names]: 'App' } },
        ` compares \`${names}\` by \`StringEquals\`, though a request has several values for it: \`ForAnyValue:\` or \`ForAllValues:\` is missing`,
        'medium',
      ),
      found(
        'any operation of a grant',
        { 'ForAnyValue:StringEquals': { 'kms:GrantOperations': 'Decrypt' } },
        ' tests `kms:GrantOperations` by `ForAnyValue`: beside a listed operation a grant may have any other, `ForAllValues` keeps to the list',
        'medium',
      ),
      found(
        'any of one value',
        { 'ForAnyValue:StringEquals': { [context]: 'a' } },
        ` tests \`${context}\` by \`ForAnyValue\`, ${one}`,
        'low',
      ),
      found(
        'Null with IfExists',
        { NullIfExists: { [context]: 'false' } },
        ` asks whether \`${context}\` is there by \`NullIfExists\`, which is no operator`,
        'medium',
      ),
      found(
        'Null with a qualifier',
        { 'ForAnyValue:Null': { [names]: 'false' } },
        ` asks whether \`${names}\` is there by \`ForAnyValue:Null\`: \`Null\` needs no \`ForAnyValue\``,
        'info',
      ),
    ],
  },
})

function under(Condition: ExampleValue) {
  return allow({ Principal: { AWS: '111122223333' }, Action: 'kms:CreateGrant', Condition })
}

function found(says: string, given: ExampleValue, rest: string, severity?: Severity) {
  const reports = [`${place}${rest}`]
  return { says, statements: under(given), reports, ...(severity === undefined ? {} : { severity }) }
}
