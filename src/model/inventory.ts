import type { Account } from './account.ts'
import type { Grant } from './grant.ts'
import type { Identity, IdentityPolicy } from './identity.ts'
import type { Key } from './key.ts'
import type { KeyUse } from './key-use.ts'
import type { OrganizationPolicy } from './organization.ts'
import type { PlannedChanges } from './planned-changes.ts'
import type { SourceLocation } from './source-location.ts'
import type { PolicyDocument } from './statement.ts'
import type { Text } from './text.ts'
import type { Unknown } from './unknown.ts'
import type { WrittenWaiver } from './waiver.ts'

/** What one input holds of the world of KMS, as it will be once the change is applied. */
export interface Inventory {
  readonly keys: readonly Key[]
  readonly aliases: readonly Alias[]
  readonly identities: readonly Identity[]
  readonly grants: readonly Grant[]
  readonly uses: readonly KeyUse[]
  readonly organizationPolicies: readonly OrganizationPolicy[]
  /** Policies, attachments and the like of which it is not told whom or what they concern. */
  readonly loose: readonly Unknown[]
  /** Policies of the input that nobody has of whom it tells: without attachment, or of a group without members. */
  readonly unattached?: readonly IdentityPolicy[]
  /** Resources of types that can name a key, whether they name one or not; absent without any. */
  readonly encryptable?: readonly SourceLocation[]
  /** VPC endpoints of AWS KMS; absent without any. */
  readonly endpoints?: readonly VpcEndpoint[]
  /** The organization (`o-…`) of each account of which it is told. */
  readonly organizations?: ReadonlyMap<string, string>
}

/** An input without anything in it. */
export const emptyInventory: Inventory = {
  keys: [],
  aliases: [],
  identities: [],
  grants: [],
  uses: [],
  organizationPolicies: [],
  loose: [],
}

/** A VPC endpoint of AWS KMS (Developer Guide, "Connecting to AWS KMS through a VPC endpoint"). */
export interface VpcEndpoint {
  readonly address: string
  readonly at: SourceLocation
  /** Absent where none is written: AWS then lets everything through. */
  readonly policy?: { readonly document: PolicyDocument; readonly sensitive: boolean }
  /** What hides whether it is one of AWS KMS, and has this policy, at all; absent where that is told. */
  readonly hangsOn?: readonly Unknown[]
}

/** An alias and the key that it names, if that key is in the same input. */
export interface Alias {
  /** `alias/…`; absent when it is known only after apply. */
  readonly name?: string
  /** What of the name can be read already, where it is known only after apply: never without a hole. */
  readonly partOfName?: Text
  readonly key?: string
  /** The key as written, where that is known: an id or ARN of whichever key. */
  readonly target?: string
  readonly at: SourceLocation
}

/** Which fact told the account of a provider configuration. */
export type AccountOrigin =
  | 'flag'
  | 'config'
  | 'caller-identity'
  | 'arn'
  | 'provider'
  | 'assembly'
  | 'assumed'
  | 'unknown'

/** What inputs can be. */
export type InputKind = 'terraform-plan' | 'terraform-state' | 'cloudformation-template'

/** An input as it was read. */
export interface ReadInput {
  readonly path: string
  readonly kind: InputKind
  /** The accounts that the input's provider configurations act in. */
  readonly providers: readonly ProviderAccount[]
  /** False for a plan made with `-target`, and for one that has more to come. */
  readonly complete: boolean
  readonly errored: boolean
  /** What a reader of the report must know about this input, in sentences. */
  readonly notes: readonly string[]
  /** Names and the like that Terraform would not print: they are judged, and no report prints them. */
  readonly secrets?: readonly string[]
  /** How many resources of each type bear on access and are not judged by this version. */
  readonly notJudged: Readonly<Record<string, number>>
  readonly inventory: Inventory
  /** What there was before the change, at the addresses that hold afterwards; absent where nothing of it existed. */
  readonly before?: () => Inventory
  /**
   * What Terraform had recorded at its last apply, where it found something changed since: between that and `before`
   * lies what was done outside of Terraform.
   */
  readonly recorded?: () => Inventory
  /**
   * The same with whatever a deployment may give parameters that have their defaults in `inventory`; absent where there
   * are none.
   */
  readonly otherwise?: () => Inventory
  /** The names of the parameters that a template takes; absent for other inputs. */
  readonly parameters?: readonly string[]
  /**
   * What goes on existing of what a template holds when another one takes its place, or none: what its DeletionPolicy
   * and UpdateReplacePolicy retain. Absent where that is nothing.
   * https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-attribute-deletionpolicy.html
   */
  readonly retained?: (held: Inventory, successor: ReadInput | undefined) => Inventory
  /** Waivers that stand beside what they are about; absent without any. */
  readonly waivers?: readonly WrittenWaiver[]
  /** Stands for the stack of a template: what it is to others that are compared with it, only its reader knows. */
  readonly stack?: object
  /**
   * What a template is as an update of another one: what both have existed before. Nothing where the other one is no
   * template.
   */
  readonly since?: (before: ReadInput) => Pick<ReadInput, 'inventory' | 'changes' | 'notes'> | undefined
  /** What it does to things that exist already; absent where it leaves alone what its inventory does not have. */
  readonly changes?: PlannedChanges
}

/** A provider configuration (`aws`, `aws.replica`) and the account behind it. */
export interface ProviderAccount {
  readonly provider: string
  readonly account: Account
  readonly from: AccountOrigin
}

/** An account that the user states. */
export interface DeclaredAccount {
  readonly id: string
  readonly from: 'flag' | 'config'
}
