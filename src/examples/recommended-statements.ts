// For tests only: statements of key policies as AWS's guides write them, for a key of account 111122223333.
import type { Example, ExampleAttributes, ExampleValue } from '../rules/example.ts'

/** The account of the key. */
export const own = '111122223333'
/** Its Region. */
export const region = 'us-west-2'
/** What ARNs of its principals begin with. */
export const iam = `arn:aws:iam::${own}`

/** The statement of the default policy. */
export const root = { Sid: 'Enable IAM User Permissions', ...allow({ AWS: `${iam}:root` }, 'kms:*') }
/** The same for the root user alone. */
export const guard = { ...root, Condition: { StringEquals: { 'aws:PrincipalType': 'Account' } } }
/** What users of a key do. */
export const use = ['kms:Encrypt', 'kms:Decrypt', 'kms:ReEncrypt*', 'kms:GenerateDataKey*', 'kms:DescribeKey']
/** What users of services do besides. */
export const grants = ['kms:CreateGrant', 'kms:ListGrants', 'kms:RevokeGrant']
/** Grants for AWS services alone. */
export const forServices = { Bool: { 'kms:GrantIsForAWSResource': true } }

/** The statements that the console writes for administrators and users. */
export const named = [
  allow({ AWS: `${iam}:role/KeyOperators` }, [
    'kms:Create*',
    'kms:Describe*',
    'kms:Enable*',
    'kms:List*',
    'kms:Put*',
    'kms:Update*',
    'kms:Revoke*',
    'kms:Disable*',
    'kms:Get*',
    'kms:Delete*',
    'kms:TagResource',
    'kms:UntagResource',
    'kms:ScheduleKeyDeletion',
    'kms:CancelKeyDeletion',
  ]),
  allow({ AWS: `${iam}:role/Application` }, use),
  allow({ AWS: `${iam}:role/Application` }, grants, forServices),
]

/** A key policy of a guide. */
export interface Recommended {
  readonly says: string
  /** Below https://docs.aws.amazon.com/, or a whole address. */
  readonly guide: string
  readonly statements: ExampleValue
  readonly more?: Partial<Pick<Example, 'trust' | 'resources' | 'key'>>
}

/** A key policy and its guide. */
export function policy(
  says: string,
  guide: string,
  statements: ExampleValue,
  more: Recommended['more'] = {},
): Recommended {
  return { says, guide, statements, more }
}

/** An Allow on the key. */
export function allow(
  Principal: ExampleValue,
  Action: ExampleValue,
  Condition: ExampleValue = {},
): ExampleAttributes {
  return { Effect: 'Allow', Principal, Action, Resource: '*', Condition }
}

/** An Allow for a service. */
export function service(name: string, Action: ExampleValue, Condition: ExampleValue = {}): ExampleAttributes {
  return allow({ Service: `${name}.amazonaws.com` }, Action, Condition)
}

/** `*`, for callers of the account. */
export function everyone(
  Action: ExampleValue,
  Condition: Record<string, ExampleAttributes>,
): ExampleAttributes {
  const equals = { ...Condition['StringEquals'], 'kms:CallerAccount': own }
  return allow({ AWS: '*' }, Action, { ...Condition, StringEquals: equals })
}
