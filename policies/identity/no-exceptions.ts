import {
  actionsInWords,
  all,
  allow,
  allowsAllBut,
  deny,
  exceptionsInWords,
  holdersInWords,
  hole,
  isOfAws,
  resourcesInWords,
  revealsOrPermits,
  rule,
  type ExampleAttributes,
} from 'keyplan'

const one = 'arn:aws:kms:us-west-2:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab'
const untold = everything('${var.a}')
const butOne = `aws_iam_role.App can kms:Decrypt on everything but ${one} (kms:Decrypt), by inline policy "example" of role/App`

export default rule({
  id: 'IAM013',
  name: 'no-exceptions',
  title: 'An IAM policy must not allow everything but a list',
  about: 'permission',
  severity: 'high',
  // `PowerUserAccess`, as `AdministratorAccess`, is a matter of other tools: told once, for information.
  eased: [['info', isOfAws]],
  why: 'Whatever the list leaves out is allowed: all of KMS, and each service and action that AWS adds.',
  fix: 'List under `Action` and `Resource` what is needed. `NotAction` and `NotResource` are for Deny statements.',
  references: [
    'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_notaction.html',
    'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_notresource.html',
  ],
  replaces: ['cfn_nag:W14', 'cfn_nag:W15', 'cfn_nag:W21', 'cfn-guard:IAM_ROLE_NO_ALLOW_PLUS_NOT_ACTION'],

  forbid: all(allowsAllBut, revealsOrPermits),

  message: permission =>
    `${holdersInWords(permission.holders)} can ${actionsInWords(permission.actions)} on ${resourcesInWords(permission)} (${exceptionsInWords(permission)}), by ${permission.policy.name}`,

  examples: {
    good: [
      { says: 'listed actions', ...having({ Action: 'kms:Decrypt' }) },
      { says: 'all of KMS is left out', ...having({ NotAction: ['iam:*', 'kms:*'] }) },
      { says: 'a Deny, as it guards Regions', role: { policies: deny({ NotAction: 'iam:*' }) } },
      { says: 'on another service', ...having({ NotAction: 's3:Get*', Resource: 'arn:aws:s3:::bucket' }) },
      { says: 'only reading about keys', ...having({ Action: 'kms:DescribeKey', NotResource: one }) },
    ],
    bad: [
      { says: 'every action but IAM', ...having({ NotAction: 'iam:*' }), reports: [everything('iam:*')] },
      { says: 'every key but one', ...having({ NotResource: one }), reports: [butOne] },
      {
        says: 'a policy of AWS, which whoever attaches it cannot mend',
        role: { managed: ['arn:aws:iam::aws:policy/PowerUserAccess'] },
        severity: 'info',
        reports: [everything('iam:*', 'AWS managed policy PowerUserAccess')],
      },
    ],
    unsure: [{ says: 'a variable lists them', ...having({ NotAction: hole('var.a') }), reports: [untold] }],
  },
})

function everything(but: string, policy = 'inline policy "example" of role/App') {
  return `aws_iam_role.App can kms:* on every key (every action but ${but}), by ${policy}`
}

function having(given: ExampleAttributes) {
  return { role: { policies: allow(given) } }
}
