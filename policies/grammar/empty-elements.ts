import {
  all,
  allow,
  either,
  hole,
  inDefaultProfile,
  not,
  problem,
  problemInWords,
  rule,
  type ExampleAttributes,
  type Severity,
} from 'keyplan'

const place = 'the policy of aws_kms_key.example: its statement'

export default rule({
  id: 'POL019',
  name: 'empty-elements',
  title: 'No element of a statement may be empty',
  about: 'problem',
  severity: 'low',
  eased: [['info', problem('empty-element', 'empty-sid')]],
  why: 'Nothing matches an empty list or text: an Allow with one allows nothing, and a Deny denies nothing.',
  fix: 'Fill in the value, or delete the element.',
  references: [
    'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html',
    'https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html',
  ],
  replaces: [
    'access-analyzer:EMPTY_ARRAY_ACTION',
    'access-analyzer:EMPTY_ARRAY_CONDITION',
    'access-analyzer:EMPTY_ARRAY_CONDITION_FORALLVALUES',
    'access-analyzer:EMPTY_ARRAY_CONDITION_FORANYVALUE',
    'access-analyzer:EMPTY_ARRAY_CONDITION_IFEXISTS',
    'access-analyzer:EMPTY_ARRAY_PRINCIPAL',
    'access-analyzer:EMPTY_ARRAY_RESOURCE',
    'access-analyzer:EMPTY_OBJECT_CONDITION',
    'access-analyzer:EMPTY_OBJECT_PRINCIPAL',
    'access-analyzer:EMPTY_SID_VALUE',
  ],
  reportedUnder: ['KMS016', 'KMS017', 'POL003'],

  // AWS's own console and guides write `"Sid": ""`.
  forbid: either(
    problem('empty-element', 'empty-without-effect'),
    all(problem('empty-sid'), not(inDefaultProfile)),
  ),

  message: problemInWords,

  examples: {
    good: [
      { says: 'an empty name, which means nothing', statements: statement({ Sid: '' }) },
      { says: 'nothing empty', statements: statement({}) },
      { says: 'a fault of another kind', profile: 'strict', statements: statement({ Action: 'kms:Decypt' }) },
      { says: 'a list that is not known', statements: statement({ Action: hole('var.actions') }) },
    ],
    bad: [
      found(
        'no service',
        { Condition: { StringEquals: { 'kms:ViaService': '' } } },
        ' compares `kms:ViaService` with an empty text, so that it allows nothing',
      ),
      found(
        'a Deny of nothing',
        { Effect: 'Deny', Condition: { StringEquals: { 'aws:username': [] } } },
        ' compares `aws:username` with an empty list, so that it denies nothing',
      ),
      found('no action', { Action: [] }, ' has an empty `Action`, so that it does nothing'),
      found('no principal', { Principal: { AWS: [] } }, ' has an empty `Principal`, so that it does nothing'),
      found('no condition', { Condition: {} }, ': its `Condition` is empty', 'info'),
      {
        says: 'an empty name, in the strict profile',
        profile: 'strict',
        statements: statement({ Sid: '' }),
        severity: 'info',
        reports: [`${place} has an empty \`Sid\``],
      },
      found(
        'a value that may be absent',
        { Condition: { StringEqualsIfExists: { 'aws:username': [] } } },
        ' compares `aws:username` with an empty list',
        'info',
      ),
    ],
  },
})

function statement(element: ExampleAttributes) {
  return allow({ Principal: { AWS: '111122223333' }, ...element })
}

function found(says: string, given: ExampleAttributes, rest: string, severity?: Severity) {
  const reports = [`${place}${rest}`]
  return { says, statements: statement(given), reports, ...(severity === undefined ? {} : { severity }) }
}
