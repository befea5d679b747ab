import { changedKeyName, immutableInWords, keyIs, rule } from 'keyplan'

const arn = 'arn:aws:kms:us-west-2:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab'

export default rule({
  id: 'DIFF008',
  name: 'key-replaced',
  title: 'A key must not be replaced by another one',
  about: 'key-change',
  severity: 'critical',
  why: 'What the old key encrypted cannot be read with the new one, and the old one is scheduled for deletion.',
  fix: 'Create a second key beside the old one, move what is encrypted to it, and delete the old key only then.',
  references: [
    'https://docs.aws.amazon.com/kms/latest/developerguide/deleting-keys.html',
    'https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/kms_key',
  ],

  forbid: keyIs('replaced'),

  message: change => {
    const why = immutableInWords(change)
    return `${changedKeyName(change)} is replaced by another key${why === '' ? '' : `: ${why}`}`
  },

  examples: {
    good: [
      {
        says: 'another description',
        key: { arn, description: 'new' },
        before: { key: { arn, description: 'old' } },
      },
      { says: 'a key that is created', key: {} },
    ],
    bad: [
      {
        says: 'a multi-Region key is another key',
        key: { multi_region: true },
        before: { key: { arn } },
        reports: ['aws_kms_key.example is replaced by another key: multi-Region setting on instead of off'],
      },
      {
        says: 'replaced on request, with nothing else changed',
        key: {},
        before: { key: { arn } },
        reports: ['aws_kms_key.example is replaced by another key'],
      },
    ],
  },
})
