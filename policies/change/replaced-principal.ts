import { losesItsName, rule, showPrincipal } from 'keyplan'

const app = 'arn:aws:iam::111122223333:role/App'
const replaced = [app]
const statements = { Effect: 'Allow', Principal: { AWS: app }, Action: 'kms:Decrypt', Resource: '*' }
const trust = { Effect: 'Allow', Principal: { AWS: app }, Action: 'sts:AssumeRole' }
const fails = (where: string) => `${app} is created anew, and ${where} goes on naming the old one`

export default rule({
  id: 'DIFF012',
  name: 'replaced-principal',
  title: 'What names a role or user must be written again when that is replaced',
  about: 'principal-change',
  severity: 'high',
  why: 'AWS keeps the unique id behind the ARN: the new role has the same name and no access.',
  fix: 'Change the text of what names it in the same change (another `Sid` is enough) so that it is written again, or name it by a condition on `aws:PrincipalArn`.',
  references: ['https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html'],

  forbid: losesItsName,

  message: ({ principal, namedBy }) =>
    `${showPrincipal(principal)} is created anew, and ${namedBy} goes on naming the old one`,

  examples: {
    good: [
      {
        says: 'updated in place',
        statements,
        role: { policies: statement('*') },
        before: { statements, role: {} },
      },
      {
        says: 'named by a condition alone',
        statements: {
          ...statements,
          Principal: { AWS: '111122223333' },
          Condition: { ArnEquals: { 'aws:PrincipalArn': app } },
        },
        role: {},
        replaced,
        before: { role: {} },
      },
    ],
    bad: [
      {
        says: 'the key policy stays as it is',
        statements,
        role: {},
        replaced,
        before: { statements, role: {} },
        reports: [fails('the policy of aws_kms_key.example')],
      },
      {
        says: 'a grant',
        grant: { grantee_principal: app, operations: ['Decrypt'] },
        role: {},
        replaced,
        before: { grant: { grantee_principal: app, operations: ['Decrypt'] }, role: {} },
        reports: [fails('grant aws_kms_grant.example')],
      },
      {
        says: 'a trust policy',
        role: [{}, { name: 'Other', trust }],
        replaced,
        before: { role: [{}, { name: 'Other', trust }] },
        reports: [fails('the trust policy of aws_iam_role.Other')],
      },
    ],
    unsure: [
      {
        says: 'another input replaces it, and nothing tells whether this one is applied again',
        statements,
        replaced,
        before: { statements },
        reports: [fails('the policy of aws_kms_key.example')],
      },
    ],
  },
})

function statement(Resource: string) {
  return { Effect: 'Allow', Action: 's3:GetObject', Resource }
}
