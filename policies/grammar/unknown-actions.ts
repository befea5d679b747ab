import { hole, problem, problemInWords, respelt, rule, text, type Example, type ExampleValue } from 'keyplan'

const says = 'inline policy "example" of role/App: its statement'

export default rule({
  id: 'POL006',
  name: 'unknown-actions',
  title: 'A policy must name actions that AWS has',
  about: 'problem',
  severity: 'high',
  eased: [['low', problem('unlisted-action', 'unknown-service')]],
  why: 'A misspelt action is neither allowed nor denied, and nothing says so before somebody needs it or abuses it.',
  fix: 'Write the action as the Service Authorization Reference has it.',
  references: [
    'https://docs.aws.amazon.com/service-authorization/latest/reference/list_awskeymanagementservice.html',
    'https://docs.aws.amazon.com/kms/latest/developerguide/kms-api-permissions-reference.html',
  ],
  replaces: [
    'access-analyzer:Invalid action',
    'access-analyzer:Invalid service',
    'access-analyzer:Invalid service in action',
  ],

  forbid: problem('invalid-action', 'unknown-action', 'unlisted-action', 'unknown-service'),

  message: problemInWords,
  correct: respelt,

  examples: {
    good: [
      listing('an action, in whatever case', ['kms:Decrypt', 'KMS:decrypt']),
      listing('actions that the published lists lack', ['kms:Encapsulate', 'kms:Decapsulate']),
      listing('wildcards that cover some', ['kms:ReEncrypt*', 'kms:*Alias', 'kms:?ncrypt', '*']),
      listing('an action of another service is not looked up', 's3:GetObjekt'),
      listing('a part is not known yet', text('kms:', hole('var.action'))),
    ],
    bad: [
      {
        ...listing('a misspelt action', ['kms:Encrypt', 'kms:Decypt']),
        reports: [
          `${says} lists \`kms:Decypt\`, which is no action of AWS KMS: did you mean \`kms:Decrypt\`?`,
        ],
      },
      {
        ...listing('the beginning of two actions', 'kms:ReEncrypt'),
        reports: [
          `${says} lists \`kms:ReEncrypt\`, which is no action of AWS KMS: did you mean \`kms:ReEncryptFrom\` or \`kms:ReEncryptTo\`?`,
        ],
      },
      {
        ...listing('a wildcard that covers nothing', 'kms:Rotate*Key'),
        reports: [`${says} lists \`kms:Rotate*Key\`, which covers no action of AWS KMS`],
      },
      {
        ...listing('no name of an action', 'kms:Decrypt Encrypt'),
        reports: [`${says} lists \`kms:Decrypt Encrypt\`, which is no action of AWS KMS`],
      },
      {
        ...listing('no service', 'Decrypt'),
        reports: [`${says} lists \`Decrypt\` without a service: did you mean \`kms:Decrypt\`?`],
      },
      {
        ...listing('a misspelt service', 'ksm:Decrypt'),
        reports: [`${says} lists \`ksm:Decrypt\`, which is no action of AWS: did you mean \`kms:Decrypt\`?`],
      },
      {
        ...listing('an action that may be new', 'kms:TransmogrifyKeyring'),
        severity: 'low',
        reports: [
          `${says} lists \`kms:TransmogrifyKeyring\`, which is not among the actions that AWS publishes`,
        ],
      },
      {
        ...listing('a service that may be new', 'quantumledgers:Read'),
        severity: 'low',
        reports: [
          `${says} lists \`quantumledgers:Read\` of a service \`quantumledgers\` that AWS does not list`,
        ],
      },
    ],
    unsure: [
      {
        says: 'what else the statement says is not known yet',
        role: {
          policies: {
            Effect: 'Allow',
            Action: 'kms:Decypt',
            Resource: '*',
            Condition: hole('var.condition'),
          },
        },
        reports: [
          `${says} lists \`kms:Decypt\`, which is no action of AWS KMS: did you mean \`kms:Decrypt\`?`,
        ],
      },
    ],
  },
})

function listing(what: string, Action: ExampleValue): Example {
  return { says: what, role: { policies: { Effect: 'Allow', Action, Resource: '*' } } }
}
