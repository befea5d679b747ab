import { hole, problem, problemInWords, respelt, rule, type Example, type ExampleValue } from 'keyplan'

const says = 'the policy of aws_kms_key.example: its statement'

export default rule({
  id: 'POL005',
  name: 'allow-or-deny',
  title: 'The effect of a statement must be `Allow` or `Deny`',
  about: 'problem',
  severity: 'high',
  why: 'AWS refuses any other word, lower case included, and with it the whole policy.',
  fix: 'Write `"Effect": "Allow"` or `"Effect": "Deny"`.',
  references: ['https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_effect.html'],
  replaces: ['access-analyzer:Invalid effect'],

  forbid: problem('invalid-effect'),

  message: problemInWords,
  correct: respelt,

  examples: {
    good: [
      effect('allowed', 'Allow'),
      effect('denied', 'Deny'),
      {
        says: 'none, which is told as missing',
        role: { policies: { Action: 'kms:Decrypt', Resource: '*' } },
      },
      effect('it comes from a variable', hole('var.effect')),
    ],
    bad: [
      {
        ...effect('lower case', 'allow'),
        reports: [`${says}: its \`Effect\` is \`allow\`, which AWS spells \`Allow\``],
      },
      {
        ...effect('another word', 'Permit'),
        reports: [`${says}: its \`Effect\` is \`Permit\`, neither \`Allow\` nor \`Deny\``],
      },
      {
        ...effect('no word', true),
        reports: [`${says}: its \`Effect\` is no text, neither \`Allow\` nor \`Deny\``],
      },
    ],
  },
})

function effect(what: string, Effect: ExampleValue): Example {
  const Principal = { AWS: 'arn:aws:iam::111122223333:root' }
  return { says: what, statements: { Effect, Principal, Action: 'kms:*', Resource: '*' } }
}
