import {
  all,
  allows,
  coversOnlyReads,
  coversRevealingActions,
  denies,
  either,
  exceptsActions,
  exceptsPrincipals,
  hole,
  inKeyPolicy,
  namesBounded,
  nameOfDocument,
  not,
  rule,
} from 'keyplan'

const own = 'arn:aws:iam::111122223333'

export default rule({
  id: 'KMS006',
  name: 'everyone-but',
  title: 'A key policy must name whom and what it allows, not whom and what it spares',
  about: 'statement',
  severity: 'critical',
  eased: [
    ['low', all(denies, not(namesBounded))],
    ['medium', denies],
    ['high', all(exceptsActions, not(exceptsPrincipals))],
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

  forbid: all(
    inKeyPolicy,
    either(all(allows, either(exceptsPrincipals, exceptsActions)), all(denies, exceptsPrincipals)),
  ),

  message: subject => {
    const { effect, principals } = subject.statement
    const key = nameOfDocument(subject)
    if (principals?.negated !== true) return `every action but those listed is allowed on ${key}`
    return effect === 'Deny'
      ? `everyone but the listed principals is denied on ${key}, and perhaps those too`
      : `everyone but the listed principals is allowed on ${key}`
  },

  examples: {
    good: [
      {
        says: 'a Deny for `*` with an exception in its condition',
        statements: {
          Effect: 'Deny',
          Principal: '*',
          Action: 'kms:*',
          Resource: '*',
          Condition: { ArnNotEquals: { 'aws:PrincipalArn': `${own}:role/Admin` } },
        },
      },
      {
        says: 'a Deny of all actions but a few',
        statements: {
          Effect: 'Deny',
          Principal: { AWS: `${own}:role/App` },
          NotAction: 'kms:Decrypt',
          Resource: '*',
        },
      },
    ],
    bad: [
      {
        says: 'an Allow for everyone but Eve',
        statements: {
          Effect: 'Allow',
          NotPrincipal: { AWS: `${own}:user/Eve` },
          Action: 'kms:Decrypt',
          Resource: '*',
        },
        reports: ['everyone but the listed principals is allowed on aws_kms_key.example'],
      },
      {
        says: 'the same, for reading only',
        statements: {
          Effect: 'Allow',
          NotPrincipal: { AWS: `${own}:user/Eve` },
          Action: 'kms:DescribeKey',
          Resource: '*',
        },
        severity: 'medium',
        reports: ['everyone but the listed principals is allowed on aws_kms_key.example'],
      },
      {
        says: 'an Allow of all actions but deletion',
        statements: {
          Effect: 'Allow',
          Principal: { AWS: `${own}:role/App` },
          NotAction: 'kms:ScheduleKeyDeletion',
          Resource: '*',
        },
        severity: 'high',
        reports: ['every action but those listed is allowed on aws_kms_key.example'],
      },
      {
        says: 'a Deny with `NotPrincipal`, which AWS advises against',
        statements: {
          Effect: 'Deny',
          NotPrincipal: { AWS: `${own}:role/Admin` },
          Action: 'kms:*',
          Resource: '*',
        },
        severity: 'low',
        reports: [
          'everyone but the listed principals is denied on aws_kms_key.example, and perhaps those too',
        ],
      },
      {
        says: 'a Deny with `NotPrincipal` that lists a role with a permissions boundary: it is denied too',
        bounded: [`${own}:role/Admin`],
        statements: {
          Effect: 'Deny',
          NotPrincipal: { AWS: `${own}:role/Admin` },
          Action: 'kms:*',
          Resource: '*',
        },
        severity: 'medium',
        reports: [
          'everyone but the listed principals is denied on aws_kms_key.example, and perhaps those too',
        ],
      },
    ],
    unsure: [
      {
        says: 'Allow or Deny comes from a variable',
        statements: {
          Effect: hole('var.effect'),
          Principal: { AWS: `${own}:role/App` },
          NotAction: 'kms:Decrypt',
          Resource: '*',
        },
        severity: 'high',
        reports: ['every action but those listed is allowed on aws_kms_key.example'],
      },
    ],
  },
})
