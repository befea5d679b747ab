import {
  all,
  allow,
  allows,
  coversOnlyReads,
  coversRevealingActions,
  denies,
  deny,
  either,
  exceptsActions,
  exceptsPrincipals,
  hole,
  inKeyPolicy,
  nameOfDocument,
  namesBounded,
  not,
  own,
  rule,
  withExceptionsByArn,
} from 'keyplan'

const eve = own('user/Eve')
const spared = deny({ NotPrincipal: own('role/Admin'), Action: 'kms:*' })
const but = { ArnNotEquals: { 'aws:PrincipalArn': 'arn:aws:iam::111122223333:role/Admin' } }
const allowed = 'everyone but the listed principals is allowed on aws_kms_key.example'
const denied = 'everyone but the listed principals is denied on aws_kms_key.example, and perhaps those too'
const actions = 'every action but those listed is allowed on aws_kms_key.example'

export default rule({
  id: 'KMS006',
  name: 'everyone-but',
  title: 'A key policy must name whom and what it allows, not whom and what it spares',
  about: 'statement',
  severity: 'critical',
  eased: [
    ['low', all(denies, not(namesBounded))],
    ['medium', denies],
    ['high', not(exceptsPrincipals)],
    ['medium', coversOnlyReads],
    ['high', not(coversRevealingActions)],
  ],
  why: 'A list of exceptions grows by itself: each new principal and each new action is allowed as soon as it exists. AWS does not support `NotPrincipal` in an Allow at all, and a Deny with it also stops a listed role whose session is not listed.',
  fix: 'List principals under `Principal` and actions under `Action`. For a Deny, write `Principal: "*"` with `ArnNotEquals` on `aws:PrincipalArn`.',
  references: [
    'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_notprincipal.html',
    'https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html',
  ],
  replaces: [
    'access-analyzer:Allow with NotPrincipal',
    'cfn-guard:IAM_ROLE_OR_POLICY_NO_ALLOW_PLUS_NOT_ACTION',
  ],

  forbid: all(inKeyPolicy, either(exceptsPrincipals, all(allows, exceptsActions))),

  message: subject => {
    const { effect, principals } = subject.statement
    const key = nameOfDocument(subject)
    if (principals?.negated !== true) return `every action but those listed is allowed on ${key}`
    return effect === 'Deny'
      ? `everyone but the listed principals is denied on ${key}, and perhaps those too`
      : `everyone but the listed principals is allowed on ${key}`
  },
  correct: withExceptionsByArn,

  examples: {
    good: [
      {
        says: 'a Deny with an exception in its condition',
        statements: deny({ Principal: '*', Condition: but }),
      },
      {
        says: 'a Deny of all actions but a few',
        statements: deny({ Principal: own('role/App'), NotAction: 'kms:Get*' }),
      },
      { says: 'lists', statements: allow({ Principal: own('role/App') }) },
      { says: 'a policy of a role is another rule', role: { policies: allow({ NotAction: 'iam:*' }) } },
    ],
    bad: [
      { says: 'an Allow for everyone but Eve', statements: allow({ NotPrincipal: eve }), reports: [allowed] },
      {
        says: 'the same, for use without plaintext',
        statements: allow({ NotPrincipal: eve, Action: 'kms:Encrypt' }),
        severity: 'high',
        reports: [allowed],
      },
      {
        says: 'the same, for reading only',
        statements: allow({ NotPrincipal: eve, Action: 'kms:DescribeKey' }),
        severity: 'medium',
        reports: [allowed],
      },
      {
        says: 'an Allow of all actions but deletion',
        statements: allow({ Principal: own('role/App'), NotAction: 'kms:ScheduleKeyDeletion' }),
        severity: 'high',
        reports: [actions],
      },
      {
        says: 'all actions but one, for everyone but Eve',
        statements: allow({ NotPrincipal: eve, NotAction: 'kms:Sign' }),
        reports: [allowed],
      },
      { says: 'a Deny, which AWS advises against', statements: spared, severity: 'low', reports: [denied] },
      {
        says: 'a Deny that lists a role with a permissions boundary: it is denied too',
        bounded: ['arn:aws:iam::111122223333:role/Admin'],
        statements: spared,
        severity: 'medium',
        reports: [denied],
      },
    ],
    unsure: [
      {
        says: 'Allow or Deny comes from a variable',
        statements: {
          ...allow({ Principal: own('role/App'), NotAction: 'kms:Get*' }),
          Effect: hole('var.effect'),
        },
        severity: 'high',
        reports: [actions],
      },
    ],
  },
})
