import type { Inventory } from '../model/inventory.ts'
import { resourceName, type SourceLocation } from '../model/source-location.ts'

/** Stands for text of a policy that Terraform marks as sensitive. */
export const hidden = '(sensitive)'

/** Whether what stands at this place must not be printed. */
export type Hides = (at: SourceLocation) => boolean

/** Tells the places inside of policies and grants that are marked as sensitive. */
export function sensitivePlaces(inventories: readonly Inventory[]): Hides {
  const pointers = new Map<string, string[]>()
  for (const at of inventories.flatMap(marked)) {
    const resource = resourceName(at)
    const known = pointers.get(resource)
    if (known === undefined) pointers.set(resource, [at.pointer])
    else known.push(at.pointer)
  }
  if (pointers.size === 0) return () => false
  return at => (pointers.get(resourceName(at)) ?? []).some(pointer => isInside(at.pointer, pointer))
}

function marked({ keys, identities, grants }: Inventory): readonly SourceLocation[] {
  const policies = [
    ...keys.flatMap(key => key.policies),
    ...identities.flatMap(identity => [...identity.policies, identity.boundary ?? []].flat()),
  ]
  return [
    ...policies.filter(({ sensitive }) => sensitive).map(({ document }) => document.at),
    ...identities.flatMap(({ trust, trustIsSensitive }) =>
      trust !== undefined && trustIsSensitive === true ? [trust.at] : [],
    ),
    ...grants.filter(({ sensitive }) => sensitive === true).map(({ at }) => at),
  ]
}

/** Names that AWS and its provider give the parts of policies and grants: they tell nothing of what stands there. */
const plainNames: ReadonlySet<string> = new Set(
  `
    Version Id Statement Sid Effect Action NotAction Resource NotResource Principal NotPrincipal
    Condition policy statement sid effect actions not_actions resources not_resources principals
    not_principals identifiers condition values encryption_context_equals encryption_context_subset
  `
    .trim()
    .split(/\s+/),
)

/** A pointer into something sensitive, up to where a name could be made by its author. */
export function plainPointer(pointer: string): string {
  const [root = '', attribute = '', ...steps] = pointer.split('/')
  const end = steps.findIndex(step => !plainNames.has(step) && !/^\d{1,6}$/.test(step))
  const kept = end === -1 ? steps : steps.slice(0, end)
  return attribute === '' ? pointer : [root, attribute, ...kept].join('/')
}

function isInside(pointer: string, outer: string): boolean {
  return pointer === outer || pointer.startsWith(`${outer}/`)
}
