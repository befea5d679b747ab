import {
  aliasHalfInWords,
  all,
  allow,
  allows,
  deny,
  hole,
  lacksHalfOfAliasAction,
  nameOfDocument,
  rule,
  type ExampleValue,
} from 'keyplan'

const alias = 'arn:aws:kms:us-west-2:111122223333:alias/test-key'
const key = 'arn:aws:kms:us-west-2:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab'
const says = 'inline policy "example" of role/App allows'
const onAlias = `${says} kms:CreateAlias on aliases alone: it is needed on the key, too`

export default rule({
  id: 'IAM008',
  name: 'alias-and-key',
  title: 'Actions on aliases must be allowed on the alias and on its key',
  about: 'statement',
  severity: 'low',
  why: 'KMS asks twice, for the alias and for each key that it names or will name: with one half the call ends in `AccessDenied`.',
  fix: 'Name under `Resource` the ARN of the alias and the ARN of the key; or allow the key half in the key policy.',
  references: ['https://docs.aws.amazon.com/kms/latest/developerguide/alias-access.html'],
  undetermined: 'since keys elsewhere, or policies that are attached elsewhere, may give the other half',

  forbid: all(allows, lacksHalfOfAliasAction),

  message: subject => `${nameOfDocument(subject)} allows ${aliasHalfInWords(subject)}`,

  examples: {
    good: [
      { says: 'a Deny', role: { policies: deny({ Action: 'kms:CreateAlias', Resource: alias }) } },
      { says: 'alias and key', role: on([alias, key]) },
      { says: 'everything', role: on('*') },
      { says: 'in two statements', role: { policies: [on(alias).policies, on(key).policies] } },
      {
        says: 'the key half in the key policy',
        role: on(alias),
        statements: allow({ Principal: { AWS: 'arn:aws:iam::111122223333:role/App' }, Action: 'kms:*' }),
      },
      { says: 'every action on a key: nobody thinks of aliases', role: on(key, 'kms:*') },
      { says: 'other actions', role: on(key, 'kms:Decrypt') },
      { says: 'a role that stands already is counted, not told', role: { ...on(alias), exists: true } },
      { says: 'a resource from a variable is counted, not told', role: on(hole('var.resource')) },
    ],
    bad: [
      { says: 'the alias alone', role: on(alias), reports: [onAlias] },
      {
        says: 'the key alone',
        role: on(key, ['kms:UpdateAlias', 'kms:DeleteAlias']),
        reports: [`${says} kms:UpdateAlias, kms:DeleteAlias on keys alone: it is needed on aliases, too`],
      },
      {
        says: 'the default key policy leaves the key half to IAM, which does not give it',
        role: on(alias),
        key: {},
        reports: [onAlias],
      },
    ],
  },
})

function on(Resource: ExampleValue, Action: ExampleValue = 'kms:CreateAlias') {
  return { policies: allow({ Action, Resource }) }
}
