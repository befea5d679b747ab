import { allow, losesItsName, own, rule, showPrincipal } from 'keyplan'

const Principal = own('role/App')
const replaced = [Principal.AWS]
const statements = allow({ Principal })
const grant = { grantee_principal: Principal.AWS, operations: ['Decrypt'] }
const other = { name: 'Other', trust: { Effect: 'Allow', Principal, Action: 'sts:AssumeRole' } }
const ofApp = { ArnEquals: { 'aws:PrincipalArn': Principal.AWS } }
const underCondition = allow({ Principal: own('root'), Condition: ofApp })
const inKey = { statements, role: {} }
const ofKey = 'the policy of aws_kms_key.example'
const inTrust = 'the trust policy of aws_iam_role.Other'
const fails = (where: string) => [`${Principal.AWS} is created anew, and ${where} goes on naming the old one`]

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
        role: { policies: allow({ Action: 's3:GetObject' }) },
        before: { statements, role: {} },
      },
      { says: 'named by a condition alone', ...anew({ statements: underCondition, role: {} }) },
    ],
    bad: [
      { says: 'the key policy stays as it is', ...anew(inKey), reports: fails(ofKey) },
      { says: 'a grant', ...anew({ grant, role: {} }), reports: fails('grant aws_kms_grant.example') },
      { says: 'a trust policy', ...anew({ role: [{}, other] }), reports: fails(inTrust) },
    ],
    unsure: [
      {
        says: 'another input replaces it, and nothing tells whether this one is applied again',
        ...anew({ statements }),
        reports: fails(ofKey),
      },
    ],
  },
})

function anew<Given extends object>(given: Given) {
  return { ...given, replaced, before: given }
}
