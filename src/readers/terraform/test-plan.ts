import { parseAddress } from './address.ts'
import { besidesKeys } from './besides-keys.ts'
import { readPlan } from './inventory.ts'
import { readResources } from './resources.ts'
import { items, property, word } from './json-value.ts'
import { keeps, type Plan } from './plan.ts'
import type { ReadInput } from '../../model/inventory.ts'
import type { PolicyDocument } from '../../model/statement.ts'

/** For tests only: what the scanner makes of a plan, without its checks. */
export function planOf(json: unknown): Plan {
  const changes = property(json, 'resource_changes')
  const plan: unknown = {
    ...Object(json),
    variables: property(json, 'variables') ?? {},
    configuration: property(json, 'configuration') ?? {},
    ...(changes === undefined ? {} : { resource_changes: items(changes).filter(isKept) }),
    planned_values: resourcesIn(property(property(json, 'planned_values'), 'root_module')).filter(isKept),
    prior_state: resourcesIn(property(property(property(json, 'prior_state'), 'values'), 'root_module')),
  }
  if (!isPlan(plan)) throw new Error('no plan')
  return plan
}

function isPlan(plan: unknown): plan is Plan {
  return property(plan, 'format_version') !== undefined
}

function isKept(resource: unknown): boolean {
  return keeps(word(property(resource, 'type')) ?? '')
}

function resourcesIn(module: unknown): readonly unknown[] {
  return [
    ...items(property(module, 'resources')),
    ...items(property(module, 'child_modules')).flatMap(resourcesIn),
  ]
}

/** For tests only: an entry of `resource_changes`, to be created unless it says otherwise. */
export function changed(
  address: string,
  after: object | null,
  { actions = ['create'], ...change }: { actions?: readonly string[]; [part: string]: unknown } = {},
): object {
  const [type, name] = (parseAddress(address)?.block ?? '').split('.').slice(-2)
  const mode = parseAddress(address)?.block.startsWith('data.') === true ? 'data' : 'managed'
  return { address, mode, type, name, change: { actions, after, ...change } }
}

/** For tests only: a block of the configuration. */
export function block(address: string, expressions: object = {}, rest: object = {}): object {
  const [name, type, mode] = address.split('.').toReversed()
  return {
    address,
    mode: mode ?? 'managed',
    type,
    name,
    provider_config_key: 'aws',
    expressions,
    ...rest,
  }
}

/** For tests only: reads a plan of these changes, this root module and these providers. */
export function readChanges(
  changes: readonly object[],
  root: object = {},
  providers: object = {},
  rest: object = {},
): ReadInput {
  const plan = {
    format_version: '1.2',
    resource_changes: changes,
    configuration: { root_module: root, provider_config: providers },
    ...rest,
  }
  return readPlan(
    readResources(planOf(plan), 'plan.json'),
    { accountFor: () => undefined },
    besidesKeys(() => undefined),
  )
}

/** For tests only: reads a key whose policy is a document that is read during apply, with some more resources. */
export function documentPlan(
  after: object,
  unknown: object,
  expressions: object,
  more: readonly object[] = [],
): PolicyDocument {
  const document = changed('data.aws_iam_policy_document.d', after, {
    actions: ['read'],
    after_unknown: { json: true, ...unknown },
  })
  const key = changed('aws_kms_key.k', {}, { after_unknown: { arn: true, policy: true } })
  const blocks = [
    block('aws_kms_key.k', { policy: { references: ['data.aws_iam_policy_document.d.json'] } }),
    block('data.aws_iam_policy_document.d', expressions),
    block('data.aws_iam_policy_document.other', {}),
    block('data.aws_caller_identity.me'),
    block('aws_iam_role.r', {}, { for_each_expression: {} }),
    block('aws_iam_user.u'),
  ]
  const aws = {
    name: 'aws',
    expressions: {
      region: { constant_value: 'cn-north-1' },
      allowed_account_ids: { constant_value: ['111122223333'] },
    },
  }
  const input = readChanges([key, document, ...more], { resources: blocks }, { aws })
  const policy = input.inventory.keys[0]?.policies[0]
  if (policy === undefined) throw new Error('no key')
  return policy.document
}
