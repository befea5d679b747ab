import { allow, problem, problemInWords, rule, type ExampleAttributes, type Severity } from 'keyplan'

const place = 'inline policy "example" of role/App: its statement has'
const plain = 'arn:aws:s3:::app/'

export default rule({
  id: 'POL020',
  name: 'policy-variables',
  title: 'Policy variables must be written as IAM reads them',
  about: 'problem',
  severity: 'high',
  eased: [['medium', problem('misplaced-variable', 'no-variable')]],
  why: 'AWS refuses a broken variable, or takes it for plain characters: then the statement matches nothing.',
  fix: {
    terraform:
      'Write `${aws:username}` in `Resource` or in a value of a condition, in a document of version `2012-10-17`; in HCL `$${…}` or `&{…}`.',
    cloudformation:
      'Write `${aws:username}` in `Resource` or in a value of a condition, in a document of version `2012-10-17`; what CloudFormation shall fill needs `!Sub`.',
  },
  references: ['https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html'],
  replaces: [
    'access-analyzer:INVALID_VARIABLE_FOR_OPERATOR',
    'access-analyzer:MISSING_BRACE_IN_VARIABLE',
    'access-analyzer:MISSING_QUOTE_IN_VARIABLE',
    'access-analyzer:UNSUPPORTED_SPACE_IN_VARIABLE',
    'access-analyzer:EMPTY_VARIABLE',
    'access-analyzer:VARIABLE_UNSUPPORTED_IN_ELEMENT',
    'access-analyzer:VARIABLE_UNSUPPORTED_IN_VERSION',
  ],
  reportedUnder: ['KMS018', 'POL006', 'POL009', 'POL011'],

  forbid: problem('broken-variable', 'no-variable', 'misplaced-variable', 'variable-in-old-version'),

  message: problemInWords,

  examples: {
    good: [
      { says: 'a variable', role: on('${aws:username}') },
      { says: 'a default value', role: on("${aws:username, 'nobody'}") },
      { says: 'a tag', role: on('${aws:PrincipalTag/Team}') },
      { says: 'a character', role: on('${*}') },
      { says: 'a fault of another kind', role: { policies: statement({ Action: 'kms:Decypt' }) } },
    ],
    bad: [
      found('no end', on('${aws:username'), ` a variable without its \`}\` in \`${plain}\${aws:username\``),
      { says: 'no name', role: on('${}'), reports: [`${place} the variable \`\${}\` without a name`] },
      found('a space', on('${aws:user name}'), ' a space in the variable `${aws:user name}`'),
      found(
        'a default value without quotes',
        on('${aws:username, nobody}'),
        ' the variable `${aws:username, nobody}`, whose default needs single quotes',
      ),
      found(
        'what CloudFormation should have filled',
        on('${AWS::AccountId}'),
        ' `${AWS::AccountId}` as a policy variable, which no call fills: without `Fn::Sub` it stays as written',
        'medium',
      ),
      found(
        'in an action',
        { policies: statement({ Action: 's3:${aws:username}' }) },
        ' `${aws:username}` in its `Action`, where AWS fills no variables',
        'medium',
      ),
      {
        says: 'under an operator of numbers',
        role: { policies: statement({ Condition: { NumericEquals: { 's3:max-keys': '${aws:username}' } } }) },
        severity: 'medium',
        reports: [
          `${place.replace(' has', '')} compares \`s3:max-keys\` with \`\${aws:username}\` by \`NumericEquals\`, which takes no variables`,
        ],
      },
      {
        says: 'a document of 2008',
        key: { policy: { Version: '2008-10-17', Statement: [open('${aws:username}')] } },
        reports: [
          'the policy of aws_kms_key.example: statement 1 has `${aws:username}`, which a document without `"Version": "2012-10-17"` takes for plain characters',
        ],
      },
    ],
  },
})

function statement(element: ExampleAttributes) {
  return { Effect: 'Allow', Action: 's3:GetObject', Resource: `${plain}*`, ...element }
}

function on(variable: string) {
  return { policies: statement({ Resource: `${plain}${variable}` }) }
}

function open(value: string) {
  const Condition = { StringEquals: { 'kms:EncryptionContext:User': value } }
  return allow({ Principal: { AWS: '111122223333' }, Condition })
}

function found(
  says: string,
  role: { readonly policies: ExampleAttributes },
  rest: string,
  severity?: Severity,
) {
  const reports = [`${place}${rest}`]
  return { says, role, reports, ...(severity === undefined ? {} : { severity }) }
}
