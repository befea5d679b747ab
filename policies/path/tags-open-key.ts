import {
  all,
  allow,
  beginsWith,
  byAccountAdministrators,
  detourInWords,
  hole,
  not,
  own,
  reachesPlaintext,
  reachesPlaintextDirectly,
  rule,
  type ExampleValue,
} from 'keyplan'

const administrators = [own('role/App').AWS]
const tagging = allow({ Action: 'kms:TagResource' })
const ofCost = { ...tagging, Condition: { 'ForAllValues:StringEquals': { 'aws:TagKeys': 'cost' } } }
const untold = { ...tagging, Resource: hole('var.key_arn', 'arn') }
const tags = `${administrators[0]}, by changing tags, can kms:Decrypt on aws_kms_key.example`
const alias = { 'ForAnyValue:StringEquals': { 'kms:ResourceAliases': 'alias/app' } }

export default rule({
  id: 'GRAPH008',
  name: 'tags-open-key',
  title: 'Nobody may open a key to himself by giving it a tag or an alias',
  about: 'detour',
  severity: 'medium',
  why: 'Where policies ask for a tag or an alias of the key, whoever may change these decides who reads the data.',
  fix: 'Allow `kms:TagResource`, `kms:UntagResource` and the actions on aliases to administrators alone, or limit them with `aws:TagKeys` and `aws:RequestTag`.',
  references: [
    'https://docs.aws.amazon.com/kms/latest/developerguide/abac.html',
    'https://docs.aws.amazon.com/kms/latest/developerguide/tag-authorization.html',
  ],

  forbid: all(
    beginsWith('tag-key', 'change-alias'),
    reachesPlaintext,
    not(byAccountAdministrators),
    not(reachesPlaintextDirectly),
  ),

  message: detourInWords,

  examples: {
    good: [
      { says: 'it cannot tag', role: able([]) },
      { says: 'an administrator', role: able(tagging), trust: { administrators } },
      { says: 'it can set other tags alone', role: able(ofCost) },
      { says: 'the tag opens no plaintext', role: able(tagging, 'kms:Encrypt') },
      { says: 'it reads plaintext anyway', role: able([tagging, allow()], 'kms:*') },
      { says: 'another way', role: { policies: allow({ Action: 'iam:PutRolePolicy' }) } },
    ],
    bad: [
      { says: 'any tag of any key', role: able(tagging), reports: [tags] },
      {
        says: 'any alias',
        role: { policies: [allow({ Condition: alias }), allow({ Action: 'kms:CreateAlias' })] },
        reports: [tags.replace('tags', 'aliases')],
      },
    ],
    unsure: [{ says: 'which keys it can tag is not told', role: able(untold), reports: [tags] }],
  },
})

function able(more: ExampleValue, Action = 'kms:Decrypt') {
  const Condition = { StringEquals: { 'aws:ResourceTag/team': 'a' } }
  return { policies: [allow({ Action, Condition }), more].flat() }
}
