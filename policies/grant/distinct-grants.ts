import { hole, repeatsGrant, rule, showPrincipal, twinOfGrant, type ExampleValue } from 'keyplan'

const app = 'arn:aws:iam::111122223333:role/App'
const message = `aws_kms_grant.b gives ${app} the same as aws_kms_grant.a`

export default rule({
  id: 'GRANT005',
  name: 'distinct-grants',
  title: 'No two grants on a key should give the same',
  about: 'grant',
  severity: 'low',
  why: 'Whoever revokes one of them believes that the access is gone, and the other one keeps it.',
  fix: 'Remove one of them, and give the other a name: KMS then makes no second one.',
  references: [
    'https://docs.aws.amazon.com/kms/latest/developerguide/grant-best-practices.html',
    'https://docs.aws.amazon.com/kms/latest/APIReference/API_CreateGrant.html',
  ],

  forbid: repeatsGrant,

  message: (grant, world) =>
    `${grant.address} gives ${showPrincipal(grant.grantee)} the same as ${twinOfGrant(grant, world)}`,

  examples: {
    good: [
      { says: 'one grant', ...two({}, undefined) },
      { says: 'another grantee', ...two({}, { grantee_principal: 'arn:aws:iam::111122223333:role/Other' }) },
      { says: 'another operation', ...two({}, { operations: ['Encrypt'] }) },
      { says: 'another name', ...two({ name: 'a' }, { name: 'b' }) },
      {
        says: 'another constraint',
        ...two({}, { constraints: [{ encryption_context_equals: { department: 'finance' } }] }),
      },
    ],
    bad: [
      { says: 'two that are equal', ...two({}, {}), reports: [message] },
      {
        says: 'the order of operations is none',
        ...two({ operations: ['Decrypt', 'Encrypt'] }, { operations: ['Encrypt', 'Decrypt'] }),
        reports: [message],
      },
    ],
    unsure: [
      {
        says: 'both grantees come from one variable',
        ...two({ grantee_principal: hole('var.grantee') }, { grantee_principal: hole('var.grantee') }),
        reports: [
          'aws_kms_grant.b gives a principal that is not known yet (var.grantee) the same as aws_kms_grant.a',
        ],
      },
    ],
  },
})

type Attributes = Readonly<Record<string, ExampleValue>>

function two(first: Attributes, second: Attributes | undefined) {
  const grant = {
    key_id: hole('aws_kms_key.example.key_id'),
    grantee_principal: app,
    operations: ['Decrypt'],
  }
  return {
    resources: {
      'aws_kms_grant.a': { ...grant, ...first },
      ...(second === undefined ? {} : { 'aws_kms_grant.b': { ...grant, ...second } }),
    },
  }
}
