import { hole, problem, problemInWords, rule, text, type Example, type ExampleValue } from 'keyplan'

const denied = { Effect: 'Deny', Principal: '*', Resource: '*' }
const says = 'the policy of aws_kms_key.example:'

export default rule({
  id: 'POL023',
  name: 'illegal-characters',
  title: 'A policy must have no characters that AWS refuses',
  about: 'problem',
  severity: 'high',
  why: 'Quotation marks, dashes and invisible characters that came with a copy from a web page make AWS refuse the policy.',
  fix: 'Type the text anew: policies hold the characters up to U+00FF.',
  references: [
    'https://docs.aws.amazon.com/kms/latest/APIReference/API_PutKeyPolicy.html',
    'https://docs.aws.amazon.com/IAM/latest/APIReference/API_PutRolePolicy.html',
  ],

  forbid: problem('illegal-character'),

  message: problemInWords,

  examples: {
    good: [
      named('plain text', 'Allow use of the key'),
      named('Latin letters', 'Zugriff für Prüfer'),
      acting('a text with a hole', text('kms:', hole('var.action'))),
    ],
    bad: [
      {
        ...named('quotation marks of a word processor', '“Allow use”'),
        reports: [
          `${says} statement "“Allow use”" has a character that AWS refuses in policies, \`“\` U+201C, in \`“Allow use”\``,
        ],
      },
      {
        ...acting('a space that nobody sees', 'kms:Decrypt\u200b'),
        reports: [
          `${says} its statement has a character that AWS refuses in policies, U+200B, in \`kms:Decrypt\u200b\``,
        ],
      },
      {
        says: 'in the `Id`',
        key: { policy: { Version: '2012-10-17', Id: 'app — prod', Statement: [] } },
        reports: [
          'the policy of aws_kms_key.example: its `Id` has a character that AWS refuses in policies, `—` U+2014, in `app — prod`',
        ],
      },
    ],
  },
})

function named(what: string, Sid: string): Example {
  return { says: what, statements: { Sid, ...denied, Action: 'kms:Decrypt' } }
}

function acting(what: string, Action: ExampleValue): Example {
  return { says: what, statements: { ...denied, Action } }
}
