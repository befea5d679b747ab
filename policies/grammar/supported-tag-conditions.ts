import { problem, problemInWords, rule, type ExampleAttributes } from 'keyplan'

const place =
  'inline policy "example" of role/App: its statement tests `aws:ResourceTag/Team`, which requests to'

export default rule({
  id: 'POL031',
  name: 'supported-tag-conditions',
  title: 'A condition on tags must be about services that have them',
  about: 'problem',
  severity: 'medium',
  eased: [['info', problem('tag-not-supported')]],
  why: 'Requests to some services never carry the tags of a resource: a Deny that looks for them denies nothing there.',
  fix: 'Move the actions of these services to a statement of their own that names its resources.',
  references: [
    'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_aws-services-that-work-with-iam.html',
    'https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html',
  ],
  replaces: [
    'access-analyzer:DENY_WITH_UNSUPPORTED_TAG_CONDITION_KEY_FOR_SERVICE',
    'access-analyzer:DENY_NOTACTION_WITH_UNSUPPORTED_TAG_CONDITION_KEY_FOR_SERVICE',
    'access-analyzer:ALLOW_WITH_UNSUPPORTED_TAG_CONDITION_KEY_FOR_SERVICE',
    'access-analyzer:ALLOW_NOTACTION_WITH_UNSUPPORTED_TAG_CONDITION_KEY_FOR_SERVICE',
  ],

  forbid: problem('tag-not-supported', 'denied-tag-not-supported'),

  message: problemInWords,

  examples: {
    good: [
      { says: 'KMS has tags', role: having({ Effect: 'Deny', Action: 'kms:*' }) },
      { says: 'every action', role: having({ Effect: 'Deny', Action: '*' }) },
      {
        says: 'a negated operator holds without the tag',
        role: having({
          Effect: 'Deny',
          Action: 'polly:*',
          Condition: { StringNotEquals: { 'aws:ResourceTag/Team': 'a' } },
        }),
      },
    ],
    bad: [
      denying('a Deny', '`polly`', { Action: ['kms:*', 'polly:DeleteLexicon'] }),
      denying('a Deny with NotAction', 'services without it', { NotAction: 'kms:*' }),
      allowing('an Allow', '`polly`', { Action: 'polly:DeleteLexicon' }),
      allowing('an Allow with NotAction', 'services without it', { NotAction: 'kms:*' }),
    ],
  },
})

function having(statement: ExampleAttributes) {
  const Condition = { StringEquals: { 'aws:ResourceTag/Team': 'a' } }
  return { policies: { Effect: 'Allow', Resource: '*', Condition, ...statement } }
}

function denying(says: string, who: string, given: ExampleAttributes) {
  const reports = [`${place} ${who} never have: it does not deny them`]
  return { says, role: having({ Effect: 'Deny', ...given }), reports }
}

function allowing(says: string, who: string, given: ExampleAttributes) {
  const reports = [`${place} ${who} never have: it does not cover them`]
  return { says, role: having(given), reports, severity: 'info' } as const
}
