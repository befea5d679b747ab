import { useTypes } from './uses/use-types.ts'

/**
 * The parts of `terraform show -json` that are kept, in Terraform's own names and shapes.
 * https://developer.hashicorp.com/terraform/internals/json-format
 */
export interface Plan {
  readonly format_version: string
  readonly terraform_version?: string
  /** Absent in plans of older Terraform versions. */
  readonly applyable?: boolean
  readonly complete?: boolean
  readonly errored?: boolean
  /** Values of the root module's variables. */
  readonly variables: Readonly<Record<string, { readonly value?: Json }>>
  /** Absent in a refresh-only plan, and in one that failed early. Only the types that `keeps` names. */
  readonly resource_changes?: readonly ResourceChange[]
  /** What was found changed since the last apply; absent where that is nothing. Only the types that `keeps` names. */
  readonly resource_drift?: readonly ResourceChange[]
  /** All modules' resources in one list. Only the types that `keeps` names. */
  readonly planned_values: readonly ResourceValues[]
  /** All modules' resources in one list. The types that `keeps` names, and a sample of others whose ARN tells an account. */
  readonly prior_state: readonly ResourceValues[]
  readonly configuration: Configuration
  /** Set for a state: a plan that changes nothing, without a configuration, and what exists is its `prior_state`. */
  readonly isState?: true
}

/** A value as JSON holds it. */
export type Json = null | boolean | number | string | readonly Json[] | JsonObject
export interface JsonObject {
  readonly [name: string]: Json
}

/** An entry of `resource_changes`. */
export interface ResourceChange {
  readonly address: string
  readonly previous_address?: string
  readonly module_address?: string
  readonly mode: 'managed' | 'data'
  readonly type: string
  readonly name: string
  readonly index?: string | number
  readonly provider_name?: string
  /** The key of a deposed object: the address then occurs twice. */
  readonly deposed?: string
  readonly action_reason?: string
  readonly change: Change
}

/** Before and after, with the overlays of what is unknown and sensitive: `true` at a value or at an ancestor of it. */
export interface Change {
  readonly actions: readonly string[]
  readonly before?: JsonObject | null
  readonly after?: JsonObject | null
  readonly after_unknown?: Json
  readonly after_sensitive?: Json
  readonly before_sensitive?: Json
}

/** A resource under `planned_values` or `prior_state.values`. */
export interface ResourceValues {
  readonly address: string
  readonly mode: 'managed' | 'data'
  readonly type: string
  readonly name: string
  readonly index?: string | number
  /** Absent when none of them is known. */
  readonly values?: JsonObject
  readonly sensitive_values?: Json
  readonly deposed_key?: string
}

/** The configuration: per block, not per instance. */
export interface Configuration {
  readonly provider_config?: Readonly<Record<string, ProviderConfig>>
  readonly root_module?: ConfigModule
}

export interface ProviderConfig {
  readonly name: string
  readonly alias?: string
  readonly module_address?: string
  readonly expressions?: Expressions
}

export interface ConfigModule {
  readonly resources?: readonly ConfigResource[]
  readonly module_calls?: Readonly<Record<string, ModuleCall>>
  readonly outputs?: Readonly<Record<string, { readonly expression?: Expression }>>
  readonly variables?: Readonly<Record<string, { readonly default?: Json; readonly sensitive?: boolean }>>
}

export interface ConfigResource {
  readonly address: string
  readonly mode: 'managed' | 'data'
  readonly type: string
  readonly name: string
  readonly provider_config_key?: string
  readonly expressions?: Expressions
  readonly count_expression?: Expression
  readonly for_each_expression?: Expression
}

export interface ModuleCall {
  readonly source?: string
  readonly expressions?: Expressions
  readonly count_expression?: Expression
  readonly for_each_expression?: Expression
  readonly module?: ConfigModule
}

/** Argument → expression; nested blocks are lists of the same. Dynamic blocks are left out by Terraform. */
export interface Expressions {
  readonly [argument: string]: Expression | Expressions | readonly Expressions[]
}

/** `{}` for an expression without references, such as `jsonencode({…})` of constants. */
export interface Expression {
  readonly constant_value?: Json
  /** Most exact first: `["aws_iam_role.app.arn", "aws_iam_role.app"]`. */
  readonly references?: readonly string[]
}

/** The types of resources that the reader needs. */
export const keptTypes: ReadonlySet<string> = new Set([
  'aws_kms_key',
  'aws_kms_replica_key',
  'aws_kms_external_key',
  'aws_kms_replica_external_key',
  'aws_kms_key_policy',
  'aws_kms_alias',
  'aws_kms_grant',
  'aws_iam_role',
  'aws_iam_user',
  'aws_iam_group',
  'aws_iam_role_policy',
  'aws_iam_user_policy',
  'aws_iam_group_policy',
  'aws_iam_policy',
  'aws_iam_policy_attachment',
  'aws_iam_role_policy_attachment',
  'aws_iam_user_policy_attachment',
  'aws_iam_group_policy_attachment',
  'aws_iam_role_policies_exclusive',
  'aws_iam_user_policies_exclusive',
  'aws_iam_group_policies_exclusive',
  'aws_iam_role_policy_attachments_exclusive',
  'aws_iam_user_policy_attachments_exclusive',
  'aws_iam_group_policy_attachments_exclusive',
  'aws_iam_group_membership',
  'aws_iam_user_group_membership',
  'aws_iam_policy_document',
  'aws_organizations_organization',
  'aws_organizations_policy',
  'aws_organizations_policy_attachment',
  'aws_organizations_account',
  'aws_organizations_organizational_unit',
  'aws_ssoadmin_permission_set_inline_policy',
  'aws_ssoadmin_managed_policy_attachment',
  'aws_ssoadmin_customer_managed_policy_attachment',
  'aws_vpc_endpoint',
  'aws_vpc_endpoint_policy',
  'aws_caller_identity',
  'aws_partition',
  'aws_region',
  ...useTypes,
])

/** Whether the reader needs resources of this type. */
export function keeps(type: string): boolean {
  return keptTypes.has(type)
}
