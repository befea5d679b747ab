import { hole, namesAnotherKey, rule, targetOf, type ExampleValue } from 'keyplan'

const others = { 'aws_kms_key.a': {}, 'aws_kms_key.b': {} }
const outside = '1234abcd-12ab-34cd-56ef-1234567890ab'

export default rule({
  id: 'DIFF015',
  name: 'alias-moved',
  title: 'An alias must not be moved to another key unseen',
  about: 'alias-change',
  severity: 'medium',
  why: 'Whoever uses the alias encrypts with the other key from now on, and still needs the old one for what is encrypted with it.',
  fix: 'Encrypt what exists anew with the other key, and keep the old key and the access to it until then.',
  references: [
    'https://docs.aws.amazon.com/kms/latest/developerguide/kms-alias.html',
    'https://docs.aws.amazon.com/kms/latest/APIReference/API_UpdateAlias.html',
  ],

  forbid: namesAnotherKey,

  message: ({ before, after }) =>
    `${after?.name ?? before?.name ?? 'an alias'} moves from ${targetOf(before)} to ${targetOf(after)}`,

  examples: {
    good: [
      { says: 'the same key', resources: to(key('a')), before: { resources: to(key('a')) } },
      { says: 'the same key of another plan', resources: to(outside), before: { resources: to(outside) } },
      { says: 'a new alias', resources: to(key('a')), before: { resources: others } },
    ],
    bad: [
      {
        says: 'another key',
        resources: to(key('b')),
        before: { resources: to(key('a')) },
        reports: ['alias/app moves from aws_kms_key.a to aws_kms_key.b'],
      },
      {
        says: 'a key of another plan',
        resources: to(`${outside.slice(0, -1)}c`),
        before: { resources: to(outside) },
        reports: [`alias/app moves from ${outside} to ${outside.slice(0, -1)}c`],
      },
    ],
    unsure: [
      {
        says: 'which key is known only after apply',
        resources: to(hole('local.key')),
        before: { resources: to(key('a')) },
        reports: ['alias/app moves from aws_kms_key.a to a key that is not known yet'],
      },
    ],
  },
})

function key(name: string) {
  return hole(`aws_kms_key.${name}.key_id`)
}

function to(target_key_id: ExampleValue) {
  return { ...others, 'aws_kms_alias.app': { name: 'alias/app', target_key_id } }
}
