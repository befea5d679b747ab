import { allow, hole, own, problem, problemInWords, rule, type Example, type ExampleValue } from 'keyplan'

const says = 'the policy of aws_kms_key.example: its statement'
const inKey = allow({ Principal: own('root') })
const ofRole = 'inline policy "example" of role/App: its statement'

export default rule({
  id: 'POL003',
  name: 'missing-elements',
  title: 'A statement must have each element that its kind of policy needs',
  about: 'problem',
  severity: 'high',
  eased: [['medium', problem('dead-without-element')]],
  why: 'AWS refuses the policy; KMS alone takes a key policy without `Action` or `Resource`, and then the statement does nothing.',
  fix: 'Write the element that is missing: `Effect`, `Action` and, but for trust policies, `Resource`; in the policy of a resource `Principal` too.',
  references: [
    'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html',
    'https://docs.aws.amazon.com/kms/latest/APIReference/API_PutKeyPolicy.html',
  ],
  replaces: ['effect', 'action', 'resource', 'principal', 'statement'].map(
    name => `access-analyzer:Missing ${name}`,
  ),
  reportedUnder: ['KMS017'],

  forbid: problem('missing-element', 'dead-without-element'),

  message: problemInWords,

  examples: {
    good: [
      ofKey('all of them', inKey),
      { says: 'a policy of a role names no principal', role: { policies: allow() } },
      { says: 'a trust policy names no resource', role: {} },
      ofKey('an effect that is not known yet', { ...inKey, Effect: hole('var.effect') }),
      ofKey('a misspelt element is told as such', without('Action', { ...inKey, Actions: 'kms:*' })),
    ],
    bad: [
      { ...ofKey('no effect', without('Effect', inKey)), reports: [`${says}: it has no \`Effect\``] },
      { ...ofKey('no principal', without('Principal', inKey)), reports: [`${says} has no \`Principal\``] },
      {
        ...ofKey('no action, which KMS takes', without('Action', inKey)),
        severity: 'medium',
        reports: [`${says} has no \`Action\`, so it has no effect`],
      },
      {
        ...ofKey('no resource, which KMS takes', without('Resource', inKey)),
        severity: 'medium',
        reports: [`${says} has no \`Resource\`, so it has no effect`],
      },
      {
        says: 'a policy of a role without a resource',
        role: { policies: without('Resource', allow()) },
        reports: [`${ofRole} has no \`Resource\``],
      },
      {
        says: 'no statements at all',
        key: { policy: { Version: '2012-10-17' } },
        reports: ['the policy of aws_kms_key.example: it has no `Statement`'],
      },
    ],
  },
})

function ofKey(what: string, statement: ExampleValue): Example {
  return { says: what, statements: statement }
}

function without(element: string, statement: Readonly<Record<string, ExampleValue>>): ExampleValue {
  return Object.fromEntries(Object.entries(statement).filter(([name]) => name !== element))
}
