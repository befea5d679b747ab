// For tests only: the key policies that AWS's guides recommend, each with its guide, as examples of account 111122223333.
import { ofServices } from './recommended-of-services.ts'
import {
  allow,
  everyone,
  guard,
  named,
  policy,
  region,
  root,
  use,
  type Recommended,
} from './recommended-statements.ts'

/** Nothing of these may be objected to at `medium` or above. */
export const recommended: readonly Recommended[] = [
  policy('the default', 'kms/latest/developerguide/key-policy-default.html', [root]),
  policy(
    'administrators and users, as the console writes them',
    'kms/latest/developerguide/key-policy-default.html',
    [root, ...named],
  ),
  policy('the root user alone, with names', 'https://repost.aws/knowledge-center/kms-prevent-access', [
    guard,
    ...named,
  ]),
  policy('through services, for callers of the account', 'kms/latest/developerguide/conditions-kms.html', [
    root,
    everyone([...use, 'kms:CreateGrant', 'kms:ListGrants'], {
      StringEquals: { 'kms:ViaService': [`ec2.${region}.amazonaws.com`, `rds.${region}.amazonaws.com`] },
    }),
  ]),
  policy(
    'the organization',
    'IAM/latest/UserGuide/reference_policies_condition-keys.html',
    [root, allow('*', use, { StringEquals: { 'aws:PrincipalOrgID': 'o-a1b2c3d4e5' } })],
    { trust: { organizations: ['o-a1b2c3d4e5'] } },
  ),
  policy('EBS, for everybody who may use EC2', 'kms/latest/developerguide/key-policy-services.html', [
    root,
    everyone([...use, 'kms:CreateGrant'], {
      StringEquals: { 'kms:ViaService': `ec2.${region}.amazonaws.com` },
    }),
  ]),
  policy(
    'a role of a trusted account',
    'kms/latest/developerguide/key-policy-modifying-external-accounts.html',
    [root, allow({ AWS: 'arn:aws:iam::444455556666:role/Partner' }, use)],
    { trust: { accounts: ['444455556666'] } },
  ),
  policy('grants by a Deny for direct calls', 'controltower/latest/controlreference/kms-rules.html', [
    root,
    {
      ...allow('*', 'kms:CreateGrant', {
        BoolIfExists: { 'kms:GrantIsForAWSResource': 'false', 'aws:PrincipalIsAWSService': 'false' },
      }),
      Effect: 'Deny',
    },
  ]),
  ...ofServices,
]
