import { problem, problemInWords, rule, type Example } from 'keyplan'

const says = 'inline policy "example" of role/App: its statement'

export default rule({
  id: 'POL007',
  name: 'wildcard-service',
  title: 'An action must name its service without a wildcard',
  about: 'problem',
  severity: 'info',
  why: 'Which services `k*:Decrypt` covers is documented nowhere, and changes with each service that AWS adds.',
  fix: 'Name each service; `*` alone is every action of every service.',
  references: [
    'https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html',
    'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_action.html',
  ],
  replaces: ['access-analyzer:Wildcard in service name'],

  forbid: problem('wildcard-in-service'),

  message: problemInWords,

  examples: {
    good: [listing('kms:Decrypt'), listing('kms:*'), listing('*')],
    bad: ['km?:Decrypt', 'k*:Decrypt', '*:*'].map(action => ({
      ...listing(action),
      reports: [
        `${says} has a wildcard in the service of \`${action}\`: name each service, or all of AWS by \`*\``,
      ],
    })),
  },
})

function listing(Action: string): Example {
  return { says: `\`${Action}\``, role: { policies: { Effect: 'Allow', Action, Resource: '*' } } }
}
