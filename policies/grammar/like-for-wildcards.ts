import {
  allow,
  correctedCondition,
  hole,
  problem,
  problemInWords,
  rule,
  text,
  type ExampleValue,
} from 'keyplan'

const place = 'the policy of aws_kms_key.example: its statement compares'

export default rule({
  id: 'POL018',
  name: 'like-for-wildcards',
  title: 'A value with a wildcard must be compared by `StringLike`',
  about: 'problem',
  severity: 'low',
  why: '`StringEquals` takes `*` and `?` for characters, so the value matches nothing but itself.',
  fix: 'Write `StringLike` for `StringEquals`, and `StringNotLike` for `StringNotEquals`.',
  correct: correctedCondition,
  references: [
    'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html',
  ],
  replaces: ['access-analyzer:WILDCARD_WITHOUT_LIKE_OPERATOR'],
  reportedUnder: ['KMS016'],

  forbid: problem('literal-wildcard'),

  message: problemInWords,

  examples: {
    good: [
      { says: 'a pattern', statements: comparing('StringLike', 's3.*.amazonaws.com') },
      { says: 'a fault of another kind', statements: allow({ Action: 'kms:Decypt' }) },
      { says: 'no wildcard', statements: comparing('StringEquals', 's3.us-west-2.amazonaws.com') },
      { says: 'a character that is meant', statements: comparing('StringEquals', 'a${*}b') },
      { says: 'what may hold one', statements: comparing('StringEquals', text('s3.', hole('var.region'))) },
    ],
    bad: [
      found(
        'a pattern for one Region or any',
        comparing('StringEquals', 's3.*.amazonaws.com'),
        ' `kms:ViaService` with `s3.*.amazonaws.com` by `StringEquals`, which takes the wildcard for a character: `StringLike` does not',
      ),
      found(
        'a negated operator',
        comparing('StringNotEquals', 's3.?'),
        ' `kms:ViaService` with `s3.?` by `StringNotEquals`, which takes the wildcard for a character: `StringNotLike` does not',
      ),
    ],
  },
})

function comparing(operator: string, value: ExampleValue) {
  const Condition = { [operator]: { 'kms:ViaService': value } }
  return allow({ Principal: { AWS: '111122223333' }, Condition })
}

function found(says: string, statements: ExampleValue, rest: string) {
  return { says, statements, reports: [`${place}${rest}`] }
}
