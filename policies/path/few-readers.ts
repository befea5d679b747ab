import { countOfReaders, hole, manyReachPlaintext, rule } from 'keyplan'

const own = 'arn:aws:iam::111122223333:role'

export default rule({
  id: 'GRAPH004',
  name: 'few-readers',
  title: 'Few principals should be able to decrypt with one key',
  about: 'key',
  profile: 'strict',
  severity: 'medium',
  options: { principals: { says: 'How many principals may reach plaintext of a key.', default: 10 } },
  why: 'With each principal that can decrypt, one more stolen credential is enough to read the data.',
  fix: 'Take `kms:Decrypt` from those who do not need it, or split the key by who uses what.',
  references: ['https://docs.aws.amazon.com/kms/latest/developerguide/determining-access.html'],

  forbid: manyReachPlaintext,

  message: (key, world) => `${countOfReaders(key, world)} principals can reach plaintext of ${key.address}`,

  examples: {
    good: [
      { says: 'as many as are allowed', statements: admitting(2), options: { principals: 2 } },
      {
        says: 'a principal in two statements is one',
        statements: [admitting(1), admitting(1)],
        options: { principals: 1 },
      },
      { says: 'without plaintext', statements: admitting(3, 'kms:Encrypt'), options: { principals: 2 } },
    ],
    bad: [
      {
        says: 'more by the key policy',
        statements: admitting(3),
        options: { principals: 2 },
        reports: ['3 principals can reach plaintext of aws_kms_key.example'],
      },
      {
        says: 'more than by default',
        statements: admitting(11),
        reports: ['11 principals can reach plaintext of aws_kms_key.example'],
      },
      {
        says: 'one by IAM policies',
        role: { policies: { Effect: 'Allow', Action: 'kms:Decrypt', Resource: '*' } },
        options: { principals: 1 },
        reports: ['2 principals can reach plaintext of aws_kms_key.example'],
      },
    ],
    unsure: [
      {
        says: 'one of them is not told',
        statements: [admitting(1), { ...admitting(1), Principal: { AWS: hole('var.reader') } }],
        options: { principals: 1 },
        reports: ['2 principals can reach plaintext of aws_kms_key.example'],
      },
    ],
  },
})

function admitting(count: number, Action = 'kms:Decrypt') {
  const names = Array.from({ length: count }, (_, index) => `${own}/r${index}`)
  return { Effect: 'Allow', Principal: { AWS: names }, Action, Resource: '*' }
}
