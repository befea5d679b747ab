import {
  aliasIsUsed,
  all,
  allow,
  changersInWords,
  hole,
  othersChangeAlias,
  own,
  rule,
  type ExampleValue,
} from 'keyplan'

const app = own('role/App').AWS
const anyKey = 'arn:aws:kms:*:*:key/*'
const alias = { name: 'alias/app', target_key_id: hole('aws_kms_key.example.key_id') }
const used = { 'aws_kms_alias.app': alias, 'aws_sqs_queue.q': { name: 'q', kms_master_key_id: 'alias/app' } }
const follows = { name: 'q', kms_master_key_id: hole('aws_kms_alias.app.target_key_arn') }
const untold = hole('var.alias_arn', 'arn')
const reports = [`${app} can point alias/app, which this configuration counts on, to another key`]
const unused = { 'aws_kms_alias.app': alias }
const rename = able('kms:UpdateAlias')
const asking = { 'ForAnyValue:StringEquals': { 'kms:ResourceAliases': 'alias/app' } }

export default rule({
  id: 'GRAPH010',
  name: 'alias-repointed',
  title: 'An alias that is counted on must be for administrators alone to change',
  about: 'alias',
  severity: 'medium',
  why: 'Whoever points the alias to a key of his own decides with which key new data is encrypted, and breaks whatever looks the old one up.',
  fix: 'Allow `kms:UpdateAlias`, and `kms:DeleteAlias` with `kms:CreateAlias`, to key administrators alone; list them under `administrators`.',
  references: ['https://docs.aws.amazon.com/kms/latest/developerguide/alias-access.html'],

  forbid: all(aliasIsUsed, othersChangeAlias),

  message: (subject, world) =>
    `${changersInWords(subject, world)} can point ${subject.name ?? 'an alias'}, which this configuration counts on, to another key`,

  examples: {
    good: [
      { says: 'nobody has the permission', ...able('kms:Decrypt') },
      { says: 'an administrator', ...able('kms:*Alias'), trust: { administrators: [app] } },
      { says: 'whoever can change the key policy', ...able(['kms:UpdateAlias', 'kms:PutKeyPolicy']) },
      { says: 'nothing counts on it', ...rename, resources: unused },
      { says: 'another alias', ...able('kms:UpdateAlias', [anyKey, 'arn:aws:kms:*:*:alias/b']) },
      {
        says: 'a resource that follows the key',
        ...rename,
        resources: { ...used, 'aws_sqs_queue.q': follows },
      },
    ],
    bad: [
      { says: 'the role of an application', ...rename, reports },
      { says: 'it can delete and create it', ...able(['kms:DeleteAlias', 'kms:CreateAlias']), reports },
      {
        says: 'a policy asks for the alias',
        role: { policies: [allow({ Condition: asking }), allow({ Action: 'kms:UpdateAlias' })] },
        resources: unused,
        reports,
      },
    ],
    unsure: [{ says: 'which alias is not told', ...able('kms:UpdateAlias', [anyKey, untold]), reports }],
  },
})

function able(Action: ExampleValue, Resource: ExampleValue = '*') {
  return { role: { policies: allow({ Action, Resource }) }, resources: used }
}
