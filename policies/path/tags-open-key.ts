import {
  all,
  beginsWith,
  byAccountAdministrators,
  detourInWords,
  hole,
  not,
  reachesPlaintext,
  reachesPlaintextDirectly,
  rule,
  type ExampleValue,
} from 'keyplan'

const tags = 'arn:aws:iam::111122223333:role/App, by changing tags, can kms:Decrypt on aws_kms_key.example'

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
      {
        says: 'an administrator',
        role: able(tagging({})),
        trust: { administrators: ['arn:aws:iam::111122223333:role/App'] },
      },
      {
        says: 'it can set other tags alone',
        role: able(tagging({ 'ForAllValues:StringEquals': { 'aws:TagKeys': 'cost' } })),
      },
    ],
    bad: [
      { says: 'any tag of any key', role: able(tagging({})), reports: [tags] },
      {
        says: 'any alias',
        role: {
          policies: [
            decrypting({ 'ForAnyValue:StringEquals': { 'kms:ResourceAliases': 'alias/app' } }),
            { Effect: 'Allow', Action: 'kms:CreateAlias', Resource: '*' },
          ],
        },
        reports: [tags.replace('tags', 'aliases')],
      },
    ],
    unsure: [
      {
        says: 'which keys it can tag is not told',
        role: able({ ...tagging({}), Resource: hole('var.key_arn', 'arn') }),
        reports: [tags],
      },
    ],
  },
})

function decrypting(Condition: ExampleValue) {
  return { Effect: 'Allow', Action: 'kms:Decrypt', Resource: '*', Condition }
}

function tagging(Condition: ExampleValue) {
  return { Effect: 'Allow', Action: 'kms:TagResource', Resource: '*', Condition }
}

function able(more: ExampleValue) {
  return { policies: [decrypting({ StringEquals: { 'aws:ResourceTag/team': 'a' } }), more].flat() }
}
