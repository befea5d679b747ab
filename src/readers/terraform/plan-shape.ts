import type {
  Change,
  ConfigModule,
  ConfigResource,
  Configuration,
  Expression,
  ModuleCall,
  Plan,
  ProviderConfig,
  ResourceChange,
  ResourceValues,
} from './plan.ts'
import {
  anything,
  flag,
  index,
  isObject,
  listOf,
  membersOf,
  nullable,
  object,
  oneOf,
  optional,
  record,
  text,
  type Shape,
} from './shape.ts'

const mode = oneOf('managed', 'data')

const change = record<Change>({
  actions: listOf(text),
  before: nullable(object),
  after: nullable(object),
  after_unknown: anything,
  after_sensitive: anything,
  before_sensitive: anything,
})

/** An entry of `resource_changes`. */
export const changeShape: Shape<ResourceChange> = record<ResourceChange>({
  address: text,
  mode,
  type: text,
  name: text,
  previous_address: optional(text),
  module_address: optional(text),
  index: optional(index),
  provider_name: optional(text),
  deposed: optional(text),
  action_reason: optional(text),
  change: change.faultIn,
})

/** A resource of `planned_values` or `prior_state`. */
export const valuesShape: Shape<ResourceValues> = record<ResourceValues>({
  address: text,
  mode,
  type: text,
  name: text,
  index: optional(index),
  values: optional(object),
  sensitive_values: anything,
  deposed_key: optional(text),
})

const expression = record<Expression>({ constant_value: anything, references: optional(listOf(text)) })

const expressions = membersOf(argument)

/** An expression, a block, or a list of blocks: told apart by what they hold, since blocks carry no mark. */
function argument(value: unknown): string | undefined {
  if (Array.isArray(value)) return listOf(expressions)(value)
  const isExpression =
    isObject(value) && (Object.hasOwn(value, 'constant_value') || Array.isArray(value['references']))
  return isExpression ? expression.faultIn(value) : expressions(value)
}

const configResource = record<ConfigResource>({
  address: text,
  // Later versions of Terraform know more modes than two.
  mode: text,
  type: text,
  name: text,
  provider_config_key: optional(text),
  expressions: optional(expressions),
  count_expression: optional(expression.faultIn),
  for_each_expression: optional(expression.faultIn),
})

const moduleCall = record<ModuleCall>({
  source: optional(text),
  expressions: optional(expressions),
  count_expression: optional(expression.faultIn),
  for_each_expression: optional(expression.faultIn),
  module: optional(value => configModule.faultIn(value)),
})

const configModule: Shape<ConfigModule> = record<ConfigModule>({
  resources: optional(listOf(configResource.faultIn)),
  module_calls: optional(membersOf(moduleCall.faultIn)),
  outputs: optional(
    membersOf(record<{ expression: Expression }>({ expression: optional(expression.faultIn) }).faultIn),
  ),
  variables: optional(
    membersOf(
      record<{ default: unknown; sensitive: boolean }>({ default: anything, sensitive: optional(flag) })
        .faultIn,
    ),
  ),
})

const providerConfig = record<ProviderConfig>({
  name: text,
  alias: optional(text),
  module_address: optional(text),
  expressions: optional(expressions),
})

/** The whole of `configuration`. */
export const configurationShape: Shape<Configuration> = record<Configuration>({
  provider_config: optional(membersOf(providerConfig.faultIn)),
  root_module: optional(configModule.faultIn),
})

/** The whole of `variables`. */
export const variablesShape: Shape<Plan['variables']> = { faultIn: membersOf(object) }

/** `terraform_version` and its like. */
export const textShape: Shape<string> = { faultIn: text }

/** `errored` and its like. */
export const flagShape: Shape<boolean> = { faultIn: flag }
