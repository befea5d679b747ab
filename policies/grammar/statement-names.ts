import { all, either, inDefaultProfile, not, problem, problemInWords, rule, type Example } from 'keyplan'

const inRole = 'inline policy "example" of role/App'

export default rule({
  id: 'POL021',
  name: 'statement-names',
  title: 'The `Sid`s of a policy must be letters and digits, and each its own',
  about: 'problem',
  severity: 'high',
  eased: [['low', problem('sid-twice')]],
  why: 'IAM refuses the policy. In a key policy a repeated `Sid` is allowed, and names two statements alike in each message and merge.',
  fix: 'Give each statement a `Sid` of its own; spaces are for key policies alone.',
  references: [
    'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_sid.html',
    'https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-overview.html',
  ],
  replaces: [
    'access-analyzer:Unique Sids required',
    'access-analyzer:Unique Sids recommended',
    'access-analyzer:Unsupported Sid',
  ],

  forbid: either(problem('invalid-sid', 'repeated-sid'), all(problem('sid-twice'), not(inDefaultProfile))),

  message: problemInWords,

  examples: {
    good: [
      inKey('spaces in a key policy', 'Allow use of the key', 'Allow grants'),
      inKey('the same twice in a key policy: a matter of the profile `strict`', 'Use', 'Use'),
      named('letters and digits', 'Read1', 'Read2'),
      named('none', undefined, undefined),
    ],
    bad: [
      {
        ...named('the same twice', 'Use', 'Use'),
        reports: [`${inRole}: more than one statement has the \`Sid\` \`Use\``],
      },
      {
        ...named('spaces', 'Use the key', 'Read'),
        reports: [
          `${inRole}: the \`Sid\` \`Use the key\` has other characters than letters and digits, which IAM refuses`,
        ],
      },
      {
        ...inKey('the same twice in a key policy', 'Use', 'Use'),
        profile: 'strict',
        severity: 'low',
        reports: ['the policy of aws_kms_key.example: more than one statement has the `Sid` `Use`'],
      },
    ],
  },
})

function named(what: string, ...sids: readonly (string | undefined)[]): Example {
  const one = { Effect: 'Allow', Action: 'kms:Decrypt', Resource: '*' }
  const policies = sids.map(Sid => (Sid === undefined ? one : { Sid, ...one }))
  return { says: what, role: { policies } }
}

function inKey(what: string, ...sids: readonly string[]): Example {
  const one = { Effect: 'Deny', Principal: '*', Action: 'kms:Decrypt', Resource: '*' }
  return { says: what, statements: sids.map(Sid => ({ Sid, ...one })) }
}
