import { hole, problem, problemInWords, rule, text, type Example, type ExampleValue } from 'keyplan'

const says = 'inline policy "example" of role/App: statement 1'
const one = { Effect: 'Allow', Action: 'kms:Decrypt', Resource: '*' }
const more = { ...one, Action: ['kms:Decrypt', 'kms:Encrypt'] }
const unsaid = 'that statement 2 does not say'
const twice = { ...one, Resource: ['*', '*'] }
const [narrow, wide] = ['203.0.113.0/24', '203.0.112.0/20']
const nested = under({ IpAddress: { 'aws:SourceIp': [wide, narrow] } })
const age = 'aws:MultiFactorAuthAge'
const begins = ['a', 'b'].map(name => ({ ...one, Resource: text(hole(`var.${name}`), '*') }))

export default rule({
  id: 'POL024',
  name: 'redundant-parts',
  title: 'A policy must say nothing twice',
  about: 'problem',
  profile: 'strict',
  severity: 'info',
  why: 'What another part says already hides how much is allowed, and to take it out changes nothing, which surprises whoever does.',
  fix: 'Take out the narrower part, or the wider one if it is too much.',
  references: [
    'https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html',
  ],
  replaces: ['action', 'resource', 'statement', 'condition value num'].map(
    part => `access-analyzer:Redundant ${part}`,
  ),

  forbid: problem('redundant-action', 'redundant-resource', 'redundant-value', 'redundant-statement'),

  message: problemInWords,

  examples: {
    good: [
      policy('a fault of another kind', { ...one, Action: 'kms:Decypt' }),
      policy('actions apart', { ...one, Action: ['kms:Decrypt', 'kms:Encrypt*'] }),
      policy('a resource not known yet', { ...one, Resource: ['arn:aws:kms:*:*:key/*', hole('var.key')] }),
      policy('statements with other conditions', one, under({ Bool: { 'aws:SecureTransport': 'true' } })),
      policy('statements with holes', ...begins),
      policy('Allow and Deny', one, { ...one, Effect: 'Deny' }),
    ],
    bad: [
      {
        ...policy('an action that a wildcard holds', { ...one, Action: ['kms:*', 'kms:Decrypt'] }),
        reports: [`${says} lists \`kms:Decrypt\` beside \`kms:*\`, which holds it`],
      },
      { ...policy('a resource twice', twice), reports: [`${says} lists \`*\` twice`] },
      { ...policy('a statement that another holds', one, more), reports: [`${says} says nothing ${unsaid}`] },
      {
        ...policy('an address range within another', nested),
        reports: [`${says} compares \`aws:SourceIp\` with \`${narrow}\` beside \`${wide}\`, which holds it`],
      },
      {
        ...policy('a limit within another', under({ NumericLessThan: { [age]: ['60', '3600'] } })),
        reports: [`${says} compares \`aws:MultiFactorAuthAge\` with \`60\` beside \`3600\`, which holds it`],
      },
    ],
  },
})

function under(Condition: ExampleValue) {
  return { ...one, Condition }
}

function policy(what: string, ...policies: readonly ExampleValue[]): Example {
  return { says: what, role: { policies } }
}
