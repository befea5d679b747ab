import type { Account } from '../../model/account.ts'
import type { OrganizationPolicy } from '../../model/organization.ts'
import type { Unknown } from '../../model/unknown.ts'
import { argument } from './configuration.ts'
import { word } from './json-value.ts'
import { leavesOf } from './references.ts'
import type { Instance, Resources } from './resources.ts'
import { unknownLeaves } from './slots.ts'
import { attribute, hole, isHole } from './values.ts'

/** Accounts that an attachment reaches, and what hides whether it does. */
export type Reached = Pick<OrganizationPolicy, 'accounts' | 'hangsOn'>

/** Where accounts and organizational units hang, as far as the plan shows it. */
export interface OrganizationTree {
  readonly reachedBy: (attachment: Instance) => readonly Reached[]
}

/** Nobody nests deeper: AWS allows five levels below the root. */
const deepest = 8
const mostAccounts = 10_000

const account = 'aws_organizations_account'
const unit = 'aws_organizations_organizational_unit'

/** Indexes the accounts and units of a plan by what they hang on. */
export function organizationTree(resources: Resources): OrganizationTree {
  const children = new Map<string, Instance[]>()
  const members = resources.managed.filter(({ type }) => type === account || type === unit)
  const byId = new Map(members.map(member => [idOf(member), member]))
  for (const member of members) {
    const parent = placeOf(resources, byId, member, 'parent_id')
    const siblings = children.get(parent.id)
    if (siblings === undefined) children.set(parent.id, [member])
    else siblings.push(member)
  }
  const below = new Map<string, readonly Account[]>()
  return {
    reachedBy: attachment => {
      const { id, instance, at } = placeOf(resources, byId, attachment, 'target_id')
      if (/^\d{12}$/.test(id)) return [{ accounts: [id], hangsOn: [] }]
      if (instance?.type === account) return [{ accounts: [accountOf(instance)], hangsOn: [] }]
      const accounts = below.get(id) ?? accountsBelow(children, id)
      below.set(id, accounts)
      // Accounts that the plan does not declare can be below it too.
      const others: Unknown = hole(at, `which accounts are below ${id}`, 'anything', 'not-in-input')
      const every: Reached = { accounts: 'every', hangsOn: [others] }
      return accounts.length === 0 ? [every] : [{ accounts, hangsOn: [] }, every]
    },
  }
}

interface Place {
  /** An id of AWS, else the address of the resource that will have it, else the place that names it. */
  readonly id: string
  readonly instance?: Instance
  readonly at: Unknown['at']
}

function placeOf(
  resources: Resources,
  byId: ReadonlyMap<string, Instance>,
  resource: Instance,
  name: string,
): Place {
  const value = attribute(resource.values, name)
  const { at } = value
  const known = isHole(value) ? undefined : word(value.json)
  if (known !== undefined) {
    const instance = byId.get(known)
    return instance === undefined ? { id: known, at } : { id: known, instance, at }
  }
  const leaves = unknownLeaves(leavesOf(resources, resource, argument(resource.block, name)))
  const [leaf, ...more] = leaves
  if (leaf?.kind !== 'resource' || more.length > 0) return { id: `${resource.address} ${name}`, at }
  const [instance, ...others] = leaf.instances
  const isMember = instance?.type === account || instance?.type === unit
  if (instance === undefined || others.length > 0 || !isMember) return { id: leaf.reference, at }
  return { id: idOf(instance), instance, at }
}

function idOf({ values, address }: Instance): string {
  const id = attribute(values, 'id')
  return (isHole(id) ? undefined : word(id.json)) ?? address
}

function accountOf(instance: Instance): Account {
  const id = idOf(instance)
  return /^\d{12}$/.test(id)
    ? id
    : hole(attribute(instance.values, 'id').at, `${instance.address}.id`, 'account-id')
}

function accountsBelow(children: ReadonlyMap<string, readonly Instance[]>, id: string): readonly Account[] {
  const found: Account[] = []
  const seen = new Set([id])
  let level: readonly string[] = [id]
  for (let depth = 0; depth < deepest && level.length > 0; depth += 1) {
    const next: string[] = []
    for (const member of level.flatMap(parent => children.get(parent) ?? [])) {
      if (found.length === mostAccounts) return found
      if (member.type === account) found.push(accountOf(member))
      else if (!seen.has(idOf(member))) next.push(idOf(member))
      seen.add(idOf(member))
    }
    level = next
  }
  return found
}
