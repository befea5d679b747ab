import { grantChangeInWords, grantDiffers, grantOnlyReads, hole, rule, type ExampleValue } from 'keyplan'

const app = 'arn:aws:iam::111122223333:role/App'
const decrypt = grant(app, 'Decrypt')
const onNew = {
  'aws_kms_key.new': {},
  'aws_kms_grant.new': { ...decrypt, key_id: hole('aws_kms_key.new.key_id') },
}
const key = 'aws_kms_key.example'
const given = `${app} kms:Decrypt on ${key}`
const newApp = 'arn:aws:iam::111122223333:role/New'
const looking = { grant: grant(app, 'DescribeKey'), before: {}, severity: 'low' } as const

export default rule({
  id: 'DIFF017',
  name: 'grant-changed',
  title: 'A grant must not be created, changed or removed unseen',
  about: 'grant-change',
  severity: 'medium',
  eased: [['low', grantOnlyReads]],
  why: 'A grant counts beside the key policy and all IAM policies, so that nobody who reads those sees it.',
  fix: 'Review it as a change of the key policy; a grant that is changed is a new one, which its user has to name by its token at first.',
  references: ['https://docs.aws.amazon.com/kms/latest/developerguide/grants.html'],
  reportedUnder: ['GRANT001', 'DIFF002'],

  forbid: grantDiffers,

  message: grantChangeInWords,

  examples: {
    good: [
      { says: 'as before', grant: decrypt, before: { grant: decrypt } },
      {
        says: 'its operations in another order',
        grant: grant(app, 'Encrypt', 'Decrypt'),
        before: { grant: grant(app, 'Decrypt', 'Encrypt') },
      },
      { says: 'on a key that is created', resources: onNew, before: {} },
    ],
    bad: [
      { says: 'created', grant: decrypt, before: {}, reports: [`a new grant lets ${given}`] },
      { says: 'removed', before: { grant: decrypt }, reports: [`the grant that lets ${given} is removed`] },
      {
        says: 'for somebody else',
        grant: grant(newApp, 'Decrypt'),
        before: { grant: decrypt },
        reports: [`a grant lets ${newApp} kms:Decrypt on ${key}; it let ${given}`],
      },
      {
        says: 'a look at the key',
        ...looking,
        reports: [`a new grant lets ${app} kms:DescribeKey on ${key}`],
      },
    ],
    unsure: [
      {
        says: 'for whom is known only after apply',
        grant: grant(hole('var.grantee'), 'Decrypt'),
        before: { grant: decrypt },
        reports: [
          `a grant lets a principal that is not known yet (var.grantee) kms:Decrypt on ${key}; it let ${given}`,
        ],
      },
    ],
  },
})

function grant(grantee_principal: ExampleValue, ...operations: readonly string[]) {
  return { grantee_principal, operations }
}
