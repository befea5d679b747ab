import type { OrganizationPolicy } from '../../model/organization.ts'
import { property, word } from '../terraform/json-value.ts'
import { documentOf } from './document.ts'
import { brokenSnapshot } from './hole.ts'
import { listIn } from './parts.ts'
import type { SnapshotFile } from './snapshot.ts'

/** AWS allows five levels of organizational units (User Guide of Organizations, "Quotas"). */
const deepest = 16

/** The root, an organizational unit or an account, with what is attached to it. */
interface Place {
  readonly json: unknown
  readonly depth: number
}

/**
 * Reads an organization as a tree: `Policies` with their `Content`, and `Children` down to accounts. What is attached
 * to a place is a level for all accounts below it, but for the one that manages the organization: AWS exempts it.
 */
export function readOrganizationTree(file: SnapshotFile): readonly OrganizationPolicy[] {
  const owner = managementAccountIn(file)
  return placesIn({ json: file.json, depth: 0 }, file.path).flatMap(place =>
    policiesAt(file.path, place, owner),
  )
}

/** The account that manages an organization, which its policies do not limit; the ARN of its root tells it. */
export function managementAccountIn({ json }: SnapshotFile): string | undefined {
  return /^arn:[^:]+:organizations::(\d{12}):/.exec(word(property(json, 'Arn')) ?? '')?.[1]
}

function placesIn(place: Place, file: string): readonly Place[] {
  if (place.depth > deepest) throw brokenSnapshot(file, 'the organization is nested deeper than AWS allows')
  const children = listIn(place.json, 'Children', file)
  return [place, ...children.flatMap(json => placesIn({ json, depth: place.depth + 1 }, file))]
}

/** The accounts at or below a place of an organization. */
function accountsIn(json: unknown, file: string): readonly string[] {
  const id = word(property(json, 'Id')) ?? ''
  if (/^\d{12}$/.test(id)) return [id]
  return listIn(json, 'Children', file).flatMap(child => accountsIn(child, file))
}

function policiesAt(file: string, place: Place, owner: string | undefined): readonly OrganizationPolicy[] {
  const id = word(property(place.json, 'Id'))
  if (id === undefined) throw brokenSnapshot(file, 'a part of the organization has no `Id`')
  const accounts = accountsIn(place.json, file).filter(account => account !== owner)
  return listIn(place.json, 'Policies', file).map(policy => {
    const kind = word(property(policy, 'Type')) === 'RESOURCE_CONTROL_POLICY' ? 'rcp' : 'scp'
    const name = word(property(policy, 'Name')) ?? word(property(policy, 'Id')) ?? 'without a name'
    const address = word(property(policy, 'Arn')) ?? name
    const at = { file, address, pointer: '' }
    return {
      kind,
      name: `${nameOfKind[kind]} "${name}"`,
      document: documentOf(property(policy, 'Content'), { ...at, pointer: '/Content' }),
      at,
      accounts,
      hangsOn: [],
      level: `${kind} at ${id}`,
    }
  })
}

/** How people call the kinds of policies of organizations. */
export const nameOfKind = { scp: 'service control policy', rcp: 'resource control policy' } as const
