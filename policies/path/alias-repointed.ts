import { aliasIsUsed, all, changersInWords, hole, othersChangeAlias, rule, type ExampleValue } from 'keyplan'

const own = 'arn:aws:iam::111122223333:role/App'
const alias = { name: 'alias/app', target_key_id: hole('aws_kms_key.example.key_id') }
const used = {
  'aws_kms_alias.app': alias,
  'aws_sqs_queue.q': { name: 'q', kms_master_key_id: 'alias/app' },
}
const message = `${own} can point alias/app, which this configuration counts on, to another key`

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
      { says: 'nobody has the permission', role: able('kms:Decrypt'), resources: used },
      {
        says: 'an administrator',
        role: able('kms:*Alias'),
        resources: used,
        trust: { administrators: [own] },
      },
      {
        says: 'whoever can change the key policy',
        role: able(['kms:UpdateAlias', 'kms:PutKeyPolicy']),
        resources: used,
      },
      {
        says: 'nothing counts on it',
        role: able('kms:UpdateAlias'),
        resources: { 'aws_kms_alias.app': alias },
      },
      {
        says: 'another alias',
        role: able('kms:UpdateAlias', ['arn:aws:kms:*:*:key/*', 'arn:aws:kms:*:*:alias/b']),
        resources: used,
      },
      {
        says: 'a resource that follows the key',
        role: able('kms:UpdateAlias'),
        resources: {
          ...used,
          'aws_sqs_queue.q': { name: 'q', kms_master_key_id: hole('aws_kms_alias.app.target_key_arn') },
        },
      },
    ],
    bad: [
      {
        says: 'the role of an application',
        role: able('kms:UpdateAlias'),
        resources: used,
        reports: [message],
      },
      {
        says: 'it can delete and create it',
        role: able(['kms:DeleteAlias', 'kms:CreateAlias']),
        resources: used,
        reports: [message],
      },
      {
        says: 'a policy asks for the alias',
        role: {
          policies: [
            {
              ...may('kms:Decrypt'),
              Condition: { 'ForAnyValue:StringEquals': { 'kms:ResourceAliases': 'alias/app' } },
            },
            may('kms:UpdateAlias'),
          ],
        },
        resources: { 'aws_kms_alias.app': alias },
        reports: [message],
      },
    ],
    unsure: [
      {
        says: 'which alias is not told',
        role: able('kms:UpdateAlias', ['arn:aws:kms:*:*:key/*', hole('var.alias_arn', 'arn')]),
        resources: used,
        reports: [message],
      },
    ],
  },
})

function may(Action: ExampleValue, Resource: ExampleValue = '*') {
  return { Effect: 'Allow', Action, Resource }
}

function able(...statement: Parameters<typeof may>) {
  return { policies: may(...statement) }
}
