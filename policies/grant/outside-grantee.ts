import {
  grantedToOutsider,
  grantInWords,
  grantsNoPlaintext,
  grantsOnlyReads,
  hole,
  isGrantTold,
  rule,
  showPrincipal,
  text,
  type ExampleValue,
} from 'keyplan'

const own = 'arn:aws:iam::111122223333'
const partner = 'arn:aws:iam::444455556666'
const elsewhere = 'arn:aws:kms:us-west-2:777788889999:key/1234abcd-12ab-34cd-56ef-1234567890ab'
const partnerDecrypts =
  'arn:aws:iam::444455556666:role/App can kms:Decrypt on aws_kms_key.example by a grant, from outside its account'

export default rule({
  id: 'GRANT001',
  name: 'outside-grantee',
  title: 'Only trusted accounts may get grants from outside',
  about: 'grant',
  severity: 'high',
  eased: [
    ['low', grantsOnlyReads],
    ['medium', grantsNoPlaintext],
  ],
  why: 'A grant needs nothing else: no statement of the key policy shows it, and no IAM policy of the other account has to allow it.',
  fix: 'Remove the grant. After review, name the account under `trusted.accounts` in keyplan.yaml.',
  references: [
    'https://docs.aws.amazon.com/kms/latest/developerguide/grants.html',
    'https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-modifying-external-accounts.html',
  ],
  reportedUnder: ['DIFF002'],

  forbid: grantedToOutsider,

  message: (grant, world) =>
    `${showPrincipal(grant.grantee)} can ${grantInWords(grant)} by a grant, ${isGrantTold(grant, world) ? '' : 'perhaps '}from outside its account`,

  examples: {
    good: [
      { says: 'a role of the own account', grant: decrypt(`${own}:role/App`) },
      {
        says: 'a trusted account',
        grant: decrypt(`${partner}:role/App`),
        trust: { accounts: ['444455556666'] },
      },
      { says: 'an AWS service', grant: decrypt('dynamodb.us-west-2.amazonaws.com') },
      {
        says: 'somebody of the own account, not known before apply',
        grant: decrypt(text(`${own}:`, hole('local.reader'))),
      },
      {
        says: "a role of this account on another account's key, which let this account create grants",
        grant: {
          ...decrypt(`${own}:role/aws-service-role/autoscaling.amazonaws.com/AWSServiceRoleForAutoScaling`),
          key_id: elsewhere,
        },
      },
      {
        says: "the owner of another account's key",
        grant: { ...decrypt('arn:aws:iam::777788889999:role/App'), key_id: elsewhere },
      },
      {
        says: 'a role of this account, on a key that is not told',
        grant: { ...decrypt(`${own}:role/App`), key_id: hole('var.key_id') },
      },
    ],
    bad: [
      {
        says: 'a role of another account',
        grant: decrypt(`${partner}:role/App`),
        reports: [partnerDecrypts],
      },
      {
        says: 'another account as a whole',
        grant: decrypt(`${partner}:root`),
        reports: [
          'account 444455556666 can kms:Decrypt on aws_kms_key.example by a grant, from outside its account',
        ],
      },
      {
        says: 'a constraint on the encryption context does not say who calls',
        grant: {
          ...decrypt(`${partner}:role/App`),
          constraints: { encryption_context_equals: { department: 'finance' } },
        },
        reports: [partnerDecrypts],
      },
      {
        says: 'a third account, on the key of another',
        grant: { ...decrypt(`${partner}:role/App`), key_id: elsewhere },
        reports: [
          `arn:aws:iam::444455556666:role/App can kms:Decrypt on ${elsewhere} by a grant, from outside its account`,
        ],
      },
      {
        says: 'the right to pass the grant on is worth as much as plaintext',
        grant: { grantee_principal: `${partner}:role/App`, operations: ['CreateGrant', 'Encrypt'] },
        reports: [
          'arn:aws:iam::444455556666:role/App can kms:CreateGrant and kms:Encrypt on aws_kms_key.example by a grant, from outside its account',
        ],
      },
      {
        says: 'use without plaintext',
        grant: { grantee_principal: `${partner}:role/App`, operations: ['Encrypt'] },
        severity: 'medium',
        reports: [
          'arn:aws:iam::444455556666:role/App can kms:Encrypt on aws_kms_key.example by a grant, from outside its account',
        ],
      },
      {
        says: 'only reading about the key',
        grant: { grantee_principal: `${partner}:role/App`, operations: ['DescribeKey'] },
        severity: 'low',
        reports: [
          'arn:aws:iam::444455556666:role/App can kms:DescribeKey on aws_kms_key.example by a grant, from outside its account',
        ],
      },
      {
        says: 'which operations comes from a variable: it is outside all the same',
        grant: { grantee_principal: `${partner}:role/App`, operations: [hole('var.operation')] },
        reports: [
          'arn:aws:iam::444455556666:role/App can use operations that are not told on aws_kms_key.example by a grant, from outside its account',
        ],
      },
    ],
    unsure: [
      {
        says: 'the grantee comes from a variable',
        grant: decrypt(hole('var.grantee')),
        reports: [
          'a principal that is not known yet (var.grantee) can kms:Decrypt on aws_kms_key.example by a grant, perhaps from outside its account',
        ],
      },
      {
        says: "the grantee's account comes from a variable",
        grant: decrypt(text('arn:aws:iam::', hole('var.partner', 'account-id'), ':role/App')),
        reports: [
          'arn:aws:iam::${var.partner}:role/App can kms:Decrypt on aws_kms_key.example by a grant, from outside its account',
        ],
      },
      {
        says: "the key's account is not known",
        account: 'unknown',
        grant: decrypt(`${own}:role/App`),
        reports: [
          'arn:aws:iam::111122223333:role/App can kms:Decrypt on aws_kms_key.example by a grant, perhaps from outside its account',
        ],
      },
      {
        says: 'another account, on a key that is not told',
        grant: { ...decrypt(`${partner}:role/App`), key_id: hole('var.key_id') },
        reports: [
          'arn:aws:iam::444455556666:role/App can kms:Decrypt on a key that is not told by a grant, from outside its account',
        ],
      },
      {
        says: 'a user or role by its id, whose account nobody sees',
        grant: decrypt('AROA1234567890EXAMPLE'),
        reports: [
          'the user or role with id AROA1234567890EXAMPLE can kms:Decrypt on aws_kms_key.example by a grant, from outside its account',
        ],
      },
    ],
  },
})

function decrypt(grantee_principal: ExampleValue) {
  return { grantee_principal, operations: ['Decrypt'] }
}
