import type { JsonObject, Plan, ResourceChange } from './plan.ts'

/**
 * The plan that would change nothing of what existed before this one: each resource with the values that Terraform
 * read last, at the address that it has from now on. What is created is not in it, nor what is read during apply; what
 * will be destroyed, replaced or forgotten is, and so is what an earlier replacement left behind (deposed).
 * Nothing if none of it existed; the plan itself if it changes nothing (refresh-only, a state).
 */
export function planBefore(plan: Plan): Plan | undefined {
  const { resource_changes: changes } = plan
  if (changes === undefined) return plan
  const existing = changes.flatMap(({ change, ...resource }) =>
    unchanged(resource, change.before, change.before_sensitive),
  )
  return existing.length === 0 ? undefined : standing(plan, existing)
}

/** The same with the values that Terraform had recorded at its last apply, for what it then found changed or gone. */
export function planRecorded(plan: Plan): Plan {
  const drift = plan.resource_drift ?? []
  const recorded = drift.flatMap(({ change, ...resource }) =>
    unchanged(resource, change.before, change.before_sensitive),
  )
  const addresses = new Set(drift.map(({ address, deposed }) => addressOf(address, deposed)))
  return standing(plan, [...existingIn(plan).filter(({ address }) => !addresses.has(address)), ...recorded])
}

function existingIn(plan: Plan): readonly ResourceChange[] {
  const { resource_changes: changes, planned_values: values } = plan
  if (changes !== undefined) return planBefore(plan)?.resource_changes ?? []
  return values.flatMap(({ values: before, sensitive_values: sensitive, ...resource }) =>
    unchanged(resource, before, sensitive),
  )
}

function standing(plan: Plan, existing: readonly ResourceChange[]): Plan {
  return { ...plan, resource_changes: existing, planned_values: [] }
}

/** Of an object that is deposed, the one that took its place has the address. */
function addressOf(address: string, deposed: string | undefined): string {
  return deposed === undefined ? address : `${address} (deposed ${deposed})`
}

function unchanged(
  { mode, deposed, address, ...rest }: Omit<ResourceChange, 'change'>,
  before: JsonObject | null | undefined,
  sensitive: ResourceChange['change']['before_sensitive'] = false,
): readonly ResourceChange[] {
  if (mode !== 'managed' || before === null || before === undefined) return []
  return [
    {
      ...rest,
      mode,
      address: addressOf(address, deposed),
      change: {
        actions: ['no-op'],
        before,
        after: before,
        after_unknown: {},
        before_sensitive: sensitive,
        after_sensitive: sensitive,
      },
    },
  ]
}
