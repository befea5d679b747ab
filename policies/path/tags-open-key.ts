import {
  all,
  allow,
  byAccountAdministrators,
  hole,
  labellingInWords,
  not,
  own,
  reachesPlaintextDirectly,
  rule,
  writesKeyPolicy,
  type ExampleValue,
} from 'keyplan'

const administrators = [own('role/Dev').AWS]
const tagging = allow({ Action: 'kms:TagResource' })
const ofCost = { ...tagging, Condition: { 'ForAllValues:StringEquals': { 'aws:TagKeys': 'cost' } } }
const untold = { ...tagging, Resource: hole('var.key_arn', 'arn') }
const tags = `${administrators[0]}, by changing tags, decides who can kms:Decrypt on aws_kms_key.example`
const aliases = tags.replace('tags', 'aliases')
const byAlias = { Condition: { 'ForAnyValue:StringEquals': { 'kms:ResourceAliases': 'alias/app' } } }
const named = { Condition: { StringEquals: { 'kms:RequestAlias': 'alias/app' } } }

export default rule({
  id: 'GRAPH008',
  name: 'tags-open-key',
  title: 'Where tags or aliases decide who reads data, administrators alone may change them',
  about: 'labelling',
  severity: 'medium',
  why: 'Where policies ask for a tag or an alias of the key, whoever may change these decides who reads the data.',
  fix: 'Allow `kms:TagResource`, `kms:UntagResource` and the actions on aliases to administrators alone, or limit them with `aws:TagKeys` and `aws:RequestTag`.',
  references: [
    'https://docs.aws.amazon.com/kms/latest/developerguide/abac.html',
    'https://docs.aws.amazon.com/kms/latest/developerguide/tag-authorization.html',
  ],

  forbid: all(not(byAccountAdministrators), not(writesKeyPolicy), not(reachesPlaintextDirectly)),

  message: labellingInWords,

  examples: {
    good: [
      { says: 'it cannot tag', role: beside([]) },
      { says: 'an administrator', role: beside(tagging), trust: { administrators } },
      { says: 'it can set other tags alone', role: beside(ofCost) },
      { says: 'the tag opens no plaintext', role: beside(tagging, { Action: 'kms:Encrypt' }) },
      { says: 'it reads plaintext anyway', role: beside([tagging, allow()]) },
      { says: 'it writes the key policy', role: beside([tagging, allow({ Action: 'kms:PutKeyPolicy' })]) },
      { says: 'no policy asks for tags', role: beside(tagging, { Condition: {} }) },
      { says: 'the key admits no IAM policies', statements: [], role: beside(tagging) },
    ],
    bad: [
      { says: 'any tag of any key', role: beside(tagging), reports: [tags] },
      { says: 'that lets itself in', role: { name: 'Dev', policies: [tagging, ofTag()] }, reports: [tags] },
      {
        says: 'by the key policy',
        statements: [
          allow({ Principal: own('root'), Action: 'kms:*' }),
          allow({ ...tagging, Principal: { AWS: administrators } }),
        ],
        role: beside([]),
        reports: [tags],
      },
      {
        says: 'a tag that the key has',
        key: { tags: { team: 'a' } },
        role: beside(allow({ Action: 'kms:UntagResource' })),
        reports: [tags],
      },
      {
        says: 'any alias',
        role: beside(allow({ Action: 'kms:CreateAlias' }), byAlias),
        reports: [aliases],
      },
      {
        says: 'an alias that requests name',
        role: beside(allow({ Action: 'kms:*Alias' }), named),
        reports: [aliases],
      },
    ],
    unsure: [{ says: 'which keys it can tag is not told', role: beside(untold), reports: [tags] }],
  },
})

/** A role whose policy asks for a tag, and another one. */
function beside(policies: ExampleValue, more = {}) {
  return [
    { name: 'App', policies: ofTag(more) },
    { name: 'Dev', policies },
  ]
}

function ofTag(more = {}) {
  return allow({ Condition: { StringEquals: { 'aws:ResourceTag/team': 'a' } }, ...more })
}
