import { hole, problem, problemInWords, respelt, rule, type Example, type ExampleValue } from 'keyplan'

const says = 'the policy of aws_kms_key.example: its statement'
const rest = { Effect: 'Allow', Principal: { AWS: 'arn:aws:iam::111122223333:root' } }

export default rule({
  id: 'POL004',
  name: 'unknown-elements',
  title: 'A policy must have no elements but those of the language, and none beside its opposite',
  about: 'problem',
  severity: 'high',
  why: 'AWS refuses the policy; and what was meant by the element, a condition perhaps, is nowhere said.',
  fix: 'Spell the element as AWS does, upper case included, or take it out; of an element and its `Not…` keep one.',
  references: ['https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html'],
  replaces: ['access-analyzer:Invalid policy element', 'access-analyzer:Unsupported element combination'],

  forbid: problem('unknown-element', 'element-combination'),

  message: problemInWords,
  correct: respelt,

  examples: {
    good: [
      statement('the elements of the language', {
        Sid: 'All',
        Action: 'kms:*',
        Resource: '*',
        Condition: {},
      }),
      {
        says: 'a document with an `Id`',
        key: { policy: { Version: '2012-10-17', Id: 'key-default-1', Statement: [] } },
      },
      statement('an element that is not known yet', { Action: hole('var.actions'), Resource: '*' }),
    ],
    bad: [
      {
        ...statement('a misspelt element', { Actions: 'kms:*', Action: 'kms:*', Resource: '*' }),
        reports: [`${says}: \`Actions\` is no element of a statement: did you mean \`Action\`?`],
      },
      {
        ...statement('lower case', { action: 'kms:*', Resource: '*' }),
        reports: [`${says}: \`action\` is no element of a statement: did you mean \`Action\`?`],
      },
      {
        ...statement('a comment', { Comment: 'ours', Action: 'kms:*', Resource: '*' }),
        reports: [`${says}: \`Comment\` is no element of a statement`],
      },
      {
        says: 'an element of the document',
        key: { policy: { Version: '2012-10-17', Description: 'ours', Statement: [] } },
        reports: ['the policy of aws_kms_key.example: `Description` is no element of a policy document'],
      },
      {
        ...statement('an element and its opposite', {
          Action: 'kms:*',
          NotAction: 'kms:Decrypt',
          Resource: '*',
        }),
        reports: [`${says}: it has both \`Action\` and \`NotAction\``],
      },
    ],
  },
})

function statement(what: string, elements: Readonly<Record<string, ExampleValue>>): Example {
  return { says: what, statements: { ...rest, ...elements } }
}
