import {
  allow,
  holdsExampleNamesOnly,
  holdsPlaceholders,
  nameOfDocument,
  placeholderIn,
  rule,
  type ExampleValue,
} from 'keyplan'

const foreign = 'arn:aws:iam::444455556666:root'
const called = { StringEquals: { 'kms:CallerAccount': '444455556666' } }
const example = "the account id 444455556666 of AWS's examples"

export default rule({
  id: 'KMS027',
  name: 'placeholders',
  title: 'Nothing of an example may be left in a key policy',
  about: 'statement',
  severity: 'medium',
  eased: [['info', holdsExampleNamesOnly]],
  why: 'A copied example admits a stranger, or nobody.',
  fix: 'Put your own account, role or user in its place; an account that is really yours can stand under `trusted.accounts` in keyplan.yaml.',
  references: [
    'https://repost.aws/knowledge-center/kms-prevent-access',
    'https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-default.html',
  ],
  reportedUnder: ['KMS002'],

  forbid: holdsPlaceholders,

  message: (subject, world) =>
    `${placeholderIn(subject, world)} is left in the policy of ${nameOfDocument(subject)}`,

  examples: {
    good: [
      { says: 'a real account', statements: admit('arn:aws:iam::739204518362:role/App') },
      { says: "the key's own account, whatever its id", statements: admit('arn:aws:iam::111122223333:root') },
      { says: 'a trusted account', statements: admit(foreign), trust: { accounts: ['444455556666'] } },
      { says: 'digits in a number', statements: admit('arn:aws:iam::739204518362:role/n-4444555566661') },
      { says: 'an IAM policy', role: { policies: allow({ Resource: 'arn:aws:kms:*:444455556666:key/*' }) } },
    ],
    bad: [
      { says: "an account of AWS's examples", statements: admit(foreign), ...left(example) },
      { says: 'one in a condition', statements: admit('*', called), ...left(example) },
      { says: 'a blank', statements: admit('<account-id>'), ...left('the blank <account-id>') },
      {
        says: 'the name of an example, which may well be meant',
        statements: admit('arn:aws:iam::111122223333:role/ExampleRole'),
        severity: 'info',
        ...left('the name role/ExampleRole of an example'),
      },
    ],
    unsure: [
      { says: 'it may be the own account', account: 'unknown', statements: admit(foreign), ...left(example) },
    ],
  },
})

function admit(AWS: string, Condition: ExampleValue = {}) {
  return allow({ Principal: { AWS }, Condition })
}

function left(what: string) {
  return { reports: [`${what} is left in the policy of aws_kms_key.example`] }
}
