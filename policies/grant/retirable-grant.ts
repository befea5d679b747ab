import { hole, isHardToEnd, rule, type ExampleValue } from 'keyplan'

const app = 'arn:aws:iam::111122223333:role/App'
const message = 'aws_kms_grant.example has no name, and nobody is named who may retire it'

export default rule({
  id: 'GRANT006',
  name: 'retirable-grant',
  title: 'A grant should have a name and somebody who may retire it',
  about: 'grant',
  profile: 'strict',
  severity: 'info',
  why: 'Grants never expire: somebody has to be able to find them and to end them.',
  fix: 'Set `name` and `retiring_principal`.',
  references: [
    'https://docs.aws.amazon.com/kms/latest/developerguide/grant-delete.html',
    'https://docs.aws.amazon.com/kms/latest/developerguide/grant-best-practices.html',
  ],

  forbid: isHardToEnd,

  message: grant => `${grant.address} has no name, and nobody is named who may retire it`,

  examples: {
    good: [
      { says: 'a name and a retiring principal', grant: decrypt({ name: 'app', retiring_principal: app }) },
      { says: 'a name', grant: decrypt({ name: 'app' }) },
      { says: 'the grantee may retire it', grant: decrypt({ operations: ['Decrypt', 'RetireGrant'] }) },
    ],
    bad: [{ says: 'neither', grant: decrypt({}), reports: [message] }],
    unsure: [
      {
        says: 'an operation comes from a variable',
        grant: decrypt({ operations: [hole('var.operation')] }),
        reports: [message],
      },
    ],
  },
})

function decrypt(more: Readonly<Record<string, ExampleValue>>) {
  return { grantee_principal: app, operations: ['Decrypt'], ...more }
}
