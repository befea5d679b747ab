import { isKeyType, isReplicaType } from './key-types.ts'
import { keeps, type Plan, type ResourceChange } from './plan.ts'

const ofKeys: ReadonlySet<string> = new Set([
  'aws_kms_key_policy',
  'aws_kms_alias',
  'aws_iam_policy_document',
  'aws_caller_identity',
  'aws_partition',
  'aws_region',
])

/** Whether a plan is about keys and their policies alone, and destroys nothing: much need not be loaded for it. */
export function isAboutKeysAlone(plan: Plan): boolean {
  const { resource_changes: changes, resource_drift: drift = [], prior_state: state } = plan
  return (
    changes !== undefined &&
    [...changes, ...drift].every(staysKey) &&
    state.every(({ type }) => isOfKeys(type) || !keeps(type))
  )
}

/** Whether the configuration has nothing that could name a key besides its policies and aliases. */
export function namesNoKey({ configuration: { root_module: root = {} } }: Plan): boolean {
  const { resources = [], module_calls: calls = {}, outputs = {} } = root
  return (
    Object.keys(calls).length + Object.keys(outputs).length === 0 &&
    resources.every(({ type }) => isOfKeys(type) && !isReplicaType(type))
  )
}

function staysKey({ type, change }: ResourceChange): boolean {
  // An alias that is given another key may be taken from one that stands elsewhere.
  const isMoved = type === 'aws_kms_alias' && change.actions.includes('update')
  return (
    isOfKeys(type) && !isMoved && !change.actions.includes('delete') && !change.actions.includes('forget')
  )
}

function isOfKeys(type: string): boolean {
  return isKeyType(type) || ofKeys.has(type)
}
