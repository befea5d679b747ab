import { noActions, type ActionSet } from '../../model/action-set.ts'
import { actionCatalogue } from '../../policy/action-catalogue.ts'
import compute from '../../policy/aws/compute-actions.json' with { type: 'json' }

/** What a service does for whoever may do all that it needs, under a role that trusts it. */
export interface ComputeUse {
  /** `lambda` of `lambda.amazonaws.com`. */
  readonly service: string
  readonly needs: readonly string[]
  /** To follow "can": `run a Lambda function of its own`. */
  readonly does: string
  /** What else has to start it, where the caller cannot: the input does not tell whether anything does. */
  readonly startedBy?: string
}

/** Uses that start something under a role that the caller passes (aws/compute-actions.json). */
export const startedUses: readonly ComputeUse[] = compute.passed

/** Uses that change something that runs already, perhaps under the role. */
export const changedUses: readonly ComputeUse[] = compute.changed

const names = [
  'iam:PassRole',
  'iam:UpdateAssumeRolePolicy',
  'iam:PutRolePolicy',
  'iam:AttachRolePolicy',
  'iam:PutUserPolicy',
  'iam:AttachUserPolicy',
  'iam:PutGroupPolicy',
  'iam:AttachGroupPolicy',
  'iam:AddUserToGroup',
  'iam:CreatePolicyVersion',
  'iam:SetDefaultPolicyVersion',
  'iam:DeleteRolePermissionsBoundary',
  'iam:PutRolePermissionsBoundary',
  'iam:DeleteUserPermissionsBoundary',
  'iam:PutUserPermissionsBoundary',
  'iam:CreateAccessKey',
  'iam:CreateLoginProfile',
  'iam:UpdateLoginProfile',
  'kms:CreateKey',
  'kms:CreateAlias',
  'kms:UpdateAlias',
  'kms:DeleteAlias',
  ...new Set([...startedUses, ...changedUses].flatMap(({ needs }) => needs)),
]
const bits: ReadonlyMap<string, ActionSet> = new Map(
  names.map((name, index) => [name.toLowerCase(), 1n << BigInt(index)]),
)

/** The actions on identities, compute and aliases that lead to a key without being actions on it. */
export const identityCatalogue = actionCatalogue(
  bits,
  [...bits.values()].reduce((all, bit) => all | bit, noActions),
)

/** The set of these actions; throws a `RangeError` for one that is not in the catalogue. */
export function identityActions(...wanted: readonly string[]): ActionSet {
  return wanted.reduce((set, name) => {
    const bit = bits.get(name.toLowerCase())
    if (bit === undefined) throw new RangeError(`no identity action \`${name}\``)
    return set | bit
  }, noActions)
}
