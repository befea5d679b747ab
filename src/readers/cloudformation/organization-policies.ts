import type { OrganizationPolicy } from '../../model/organization.ts'
import type { Unknown } from '../../model/unknown.ts'
import { property, listOf, type Declared } from './declared.ts'
import { documentOf } from './documents.ts'
import { hole, wordOf } from './evaluate/node-parts.ts'
import { organizationTree } from './organization-tree.ts'
import type { StackReading } from './reading.ts'

/** A policy as it reads, before it is told whom it reaches. */
interface Read {
  readonly policy: Pick<OrganizationPolicy, 'kind' | 'name' | 'document' | 'at'>
  readonly hangsOn: readonly Unknown[]
}

/** The service and resource control policies of a stack, one entry for each of their targets. */
export function readOrganizationPolicies(
  reading: StackReading,
  existed: (id: string) => boolean = () => false,
): readonly OrganizationPolicy[] {
  const declared = reading.declared.filter(({ type }) => type === 'AWS::Organizations::Policy')
  if (declared.length === 0) return []
  const tree = organizationTree(reading)
  return declared.flatMap(resource => {
    const read = readPolicy(resource)
    if (read === undefined) return []
    const reached = listOf(resource, 'TargetIds').flatMap(target =>
      tree.reachedBy(target.node).map(({ accounts, hangsOn }) => ({
        ...read.policy,
        accounts,
        hangsOn: [...read.hangsOn, ...target.hangsOn, ...hangsOn],
      })),
    )
    if (existed(resource.id)) return [...reached, elsewhere(resource, read)]
    return reached.length === 0 ? [unattached(read)] : reached
  })
}

function readPolicy(resource: Declared): Read | undefined {
  const { id, at } = resource
  const type = property(resource, 'Type')
  const word = wordOf(type)
  // A policy of a kind that is not told can be one that limits.
  const kind = kindOf(word ?? 'SERVICE_CONTROL_POLICY')
  const { document, noneIf } = documentOf(resource, 'Content')
  if (kind === undefined || document === undefined) return undefined
  const name = wordOf(property(resource, 'Name'))
  const shown = name === undefined ? id : JSON.stringify(name)
  const untold = word === undefined ? [hole(type?.at ?? at, `the type of ${id}`, 'undecided-condition')] : []
  return {
    policy: { kind, name: `${words[kind]} ${shown}`, document, at },
    hangsOn: [...resource.hangsOn, ...noneIf, ...untold],
  }
}

const words = { scp: 'service control policy', rcp: 'resource control policy' } as const

function kindOf(type: string): 'scp' | 'rcp' | undefined {
  if (type === 'SERVICE_CONTROL_POLICY') return 'scp'
  return type === 'RESOURCE_CONTROL_POLICY' ? 'rcp' : undefined
}

/** A policy without targets limits nobody yet: it is there to be judged as a text. */
function unattached({ policy, hangsOn }: Read): OrganizationPolicy {
  return { ...policy, accounts: [], hangsOn }
}

/** A policy that exists already can be attached where the template does not show it. */
function elsewhere({ at, id }: Declared, { policy, hangsOn }: Read): OrganizationPolicy {
  const unknown = hole(at, `where else ${id} is attached`, 'not-in-input')
  return { ...policy, accounts: 'every', hangsOn: [...hangsOn, unknown] }
}
