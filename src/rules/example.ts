import type { SourceLocation } from '../model/source-location.ts'
import { text as modelText, type Text } from '../model/text.ts'
import type { Unknown, UnknownShape } from '../model/unknown.ts'
import type { OptionValue, Profile } from './word.ts'

/**
 * A small world: one key, named `aws_kms_key.example` unless `type` says otherwise, in account 111122223333
 * and Region us-west-2, with roles, users and a grant. Attributes have Terraform's names, policies are plain IAM JSON.
 */
export interface Example {
  readonly says: string
  readonly key?: ExampleAttributes
  /** The statements of the key's policy: short for `key: { policy: { Version: '2012-10-17', Statement: … } }`. */
  readonly statements?: ExampleValue
  /** The key's resource type; `aws_kms_key` when absent. */
  readonly type?: string
  /** ARNs of roles and users that have a permissions boundary. */
  readonly bounded?: readonly string[]
  /** Roles of the key's account, which this change creates. */
  readonly role?: ExampleRole | readonly ExampleRole[]
  /** A user of the key's account. */
  readonly user?: ExampleIdentity
  /** The statements of a managed policy, `aws_iam_policy.shared`, that all these roles and users have. */
  readonly attached?: ExampleValue
  /** `aws_kms_grant.example`, by its arguments; its `key_id` is the example's key when it is absent. */
  readonly grant?: ExampleAttributes
  /**
   * Whatever else the plan holds, by address, with Terraform's arguments: resources that the key encrypts, aliases, more
   * keys, grants, VPC endpoints. A hole named like a reference is that reference: `hole('aws_kms_key.example.arn')`.
   */
  readonly resources?: Readonly<Record<string, ExampleAttributes>>
  /** What was before the change, which the rest of the example is after; absent: everything is created. */
  readonly before?: Omit<Example, 'says' | 'before' | 'trust' | 'options' | 'profile'>
  /** ARNs of roles and users that the change destroys and creates anew, while what names them stays as it is. */
  readonly replaced?: readonly string[]
  /** `unknown`: nothing tells the account of the key, and of everything else. */
  readonly account?: 'unknown'
  /** What the configuration declares. */
  readonly trust?: ExampleTrust
  /** What the rule's options are set to. */
  readonly options?: Readonly<Record<string, OptionValue>>
  /** `default` when absent, `strict` for rules that are asked there alone. */
  readonly profile?: Profile
}

/** A role or user: `aws_iam_role.App`, `aws_iam_user.App`. */
export interface ExampleIdentity {
  /** `App` when absent. */
  readonly name?: string
  /** Its account, where that is not the key's. */
  readonly account?: string
  /** The statements of its inline policy. */
  readonly policies?: ExampleValue
  /** ARNs of policies of AWS. */
  readonly managed?: readonly string[]
  /** The statements of its permissions boundary. */
  readonly boundary?: ExampleValue
  /** It stood before this change: more policies may be attached to it elsewhere. */
  readonly exists?: boolean
}

/** A role with the statements of its trust policy. */
export interface ExampleRole extends ExampleIdentity {
  /** `ec2.amazonaws.com` may assume it when absent. */
  readonly trust?: ExampleValue
}

/** The part of `keyplan.yaml` that an example may set. */
export interface ExampleTrust {
  readonly accounts?: readonly string[]
  readonly organizations?: readonly string[]
  readonly organization?: string
  readonly administrators?: readonly string[]
  readonly sensitive?: readonly string[]
  readonly deployer?: string
}

export interface ExampleAttributes {
  readonly [name: string]: ExampleValue
}

/** JSON with holes. */
export type ExampleValue =
  | null
  | boolean
  | number
  | string
  | Unknown
  | ExampleText
  | ExampleAttributes
  | readonly ExampleValue[]

/** A string with holes in it. */
export interface ExampleText {
  readonly kind: 'text'
  readonly text: Text
}

const nowhere: SourceLocation = { file: '', address: '', pointer: '' }

/** A value known only after apply, by the name of what it will come from. */
export function hole(name: string, shape: UnknownShape = 'anything'): Unknown {
  return { kind: 'unknown', reason: 'known-after-apply', name, shape, at: nowhere }
}

/** The ARN of a resource that the example creates, as a policy has it that refers to it. */
export function arnOf(address: string): ExampleText {
  const at = { file: 'example', address, pointer: '/arn' }
  return text({ ...hole(`${address}.arn`, 'arn'), at })
}

/** A string with holes: `text('arn:aws:iam::', hole('var.account'), ':root')`. */
export function text(...parts: readonly (string | Unknown)[]): ExampleText {
  return { kind: 'text', text: modelText(...parts) }
}
