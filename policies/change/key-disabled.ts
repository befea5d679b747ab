import {
  after,
  all,
  before,
  changedKeyName,
  enabled,
  encryptsResources,
  fewOf,
  hole,
  keyIs,
  not,
  resourcesEncryptedWith,
  rule,
} from 'keyplan'

const off = { is_enabled: false }
const arn = 'arn:aws:kms:us-west-2:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab'
const resources = { 'aws_sqs_queue.app': { name: 'app', kms_master_key_id: hole('aws_kms_key.example.arn') } }
const fails = 'aws_kms_key.example is switched off, and aws_sqs_queue.app is encrypted with it'

export default rule({
  id: 'DIFF011',
  name: 'key-disabled',
  title: 'A key that something uses must not be switched off',
  about: 'key-change',
  severity: 'high',
  why: 'Whatever is encrypted with it fails with the next request that needs the key.',
  fix: 'Move what is encrypted with it to another key first, and keep this one enabled until then.',
  references: [
    'https://docs.aws.amazon.com/kms/latest/developerguide/enabling-keys.html',
    'https://docs.aws.amazon.com/kms/latest/developerguide/key-state.html',
  ],
  replaces: ['checkov:CKV_AWS_227'],

  forbid: all(keyIs('kept'), before(enabled), after(not(enabled)), after(encryptsResources)),

  message: (change, world) => {
    const uses = change.after === undefined ? [] : resourcesEncryptedWith(change.after, world)
    return `${changedKeyName(change)} is switched off, and ${fewOf(uses)} ${uses.length > 1 ? 'are' : 'is'} encrypted with it`
  },

  examples: {
    good: [
      { says: 'nothing uses it', key: off, before: { key: {} } },
      { says: 'it was off before', key: off, resources, before: { key: off, resources } },
      { says: 'switched on', key: {}, resources, before: { key: off, resources } },
      { says: 'a replaced key is told as that', key: off, resources, before: { key: { arn }, resources } },
    ],
    bad: [
      {
        says: 'a queue still uses it',
        key: off,
        resources,
        before: { key: {}, resources },
        reports: [fails],
      },
    ],
    unsure: [
      {
        says: 'decided by a variable',
        key: { is_enabled: hole('var.enabled') },
        resources,
        before: { key: {}, resources },
        reports: [fails],
      },
    ],
  },
})
