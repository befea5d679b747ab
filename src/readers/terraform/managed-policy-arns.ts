import { items, property } from './json-value.ts'
import type { Plan } from './plan.ts'

const names = ['policy_arn', 'policy_arns', 'managed_policy_arns', 'permissions_boundary'] as const

const awsManaged = /^arn:aws[a-z-]*:iam::aws:policy\//

/** Whether some argument names a policy that AWS manages: only then is their table worth loading. */
export function namesManagedPolicy(plan: Plan): boolean {
  const { resource_changes: changes, resource_drift: drift = [], prior_state: state } = plan
  if (changes !== undefined)
    return [...changes, ...drift].some(({ change }) => namesOne(change.after) || namesOne(change.before))
  return (
    drift.some(({ change }) => namesOne(change.before)) ||
    [...plan.planned_values, ...state].some(({ values }) => namesOne(values))
  )
}

function namesOne(values: unknown): boolean {
  return names.some(name => {
    const value = property(values, name)
    return [value, ...items(value)].some(each => typeof each === 'string' && awsManaged.test(each))
  })
}
