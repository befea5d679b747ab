import { allow, problem, problemInWords, rule } from 'keyplan'

const place = 'the policy of aws_kms_key.example: its statement'

export default rule({
  id: 'POL012',
  name: 'known-operators',
  title: 'A condition must use an operator that IAM knows',
  about: 'problem',
  severity: 'high',
  why: 'AWS refuses the whole document, so the change fails when it is applied.',
  fix: 'Write one of the operators of IAM, with `ForAnyValue:` or `ForAllValues:` before it and `IfExists` behind it where they are meant.',
  references: [
    'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html',
  ],
  replaces: ['access-analyzer:INVALID_CONDITION_OPERATOR'],

  forbid: problem('unknown-operator'),

  message: problemInWords,

  examples: {
    good: [
      { says: 'an operator', statements: under('StringEquals') },
      {
        says: 'with all that can be added, in any case',
        statements: under('forAnyValue:stringlikeIfExists'),
      },
      { says: 'a fault of another kind', statements: allow({ Action: 'kms:Decypt' }) },
    ],
    bad: [
      found(
        'a misspelt operator',
        'StringEqual',
        ': `StringEqual` is no condition operator: did you mean `StringEquals`?',
      ),
      found(
        'a misspelt qualifier',
        'ForAnyValues:StringLike',
        ': `ForAnyValues:StringLike` is no condition operator: did you mean `ForAnyValue:StringLike`?',
      ),
      found('an operator of nobody', 'Matches', ': `Matches` is no condition operator'),
    ],
  },
})

function under(operator: string) {
  const Condition = { [operator]: { 'kms:ViaService': 's3.us-west-2.amazonaws.com' } }
  return allow({ Principal: { AWS: '111122223333' }, Condition })
}

function found(says: string, given: string, rest: string) {
  return { says, statements: under(given), reports: [`${place}${rest}`] }
}
