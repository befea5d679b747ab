import type { AccessGraph } from '../model/access.ts'
import type { Identity } from '../model/identity.ts'
import type { KeyUse } from '../model/key-use.ts'
import type { Text } from '../model/text.ts'
import { isUnknown } from '../model/unknown.ts'
import { callerNeeds } from './caller-needs.ts'
import { callerStatements, isBroad, unreadOf } from './caller-permits.ts'
import { byStart } from './indirect/by-start.ts'
import { needsOf } from './needed.ts'
import { lacked } from './still-needed.ts'

/**
 * What roles and users need of a key, since their IAM policies let them use what it encrypts or a resource names them,
 * and have by nothing that the input shows. Whoever may do something with all resources of a kind, or with one whose name
 * is not told, needs no key in particular. Of a role that a resource names, the guides tell what it may take: it lacks
 * that where it has none of it.
 */
export function lackedNeedsIn(built: () => AccessGraph): AccessGraph['lackedOn'] {
  let near: ((use: KeyUse) => readonly Identity[]) | undefined
  return key => {
    const graph = built()
    const uses = graph.usesOf(key)
    if (uses.length === 0) return []
    near ??= callersNear(graph.identities)
    const callers = new Set(uses.flatMap(near))
    const ofCaller = callerNeeds(uses)
    const ofRoles = needsOf(graph, key).named.filter(
      ({ principal }) => principal.kind === 'role' && graph.identityOf(principal) !== undefined,
    )
    return [
      ...[...callers]
        .flatMap(ofCaller)
        .filter(need => need.certainty === 'certain')
        .flatMap(need => lacked(graph, key, need)),
      ...ofRoles.flatMap(need => lacked(graph, key, need).filter(({ actions }) => actions === need.actions)),
    ]
  }
}

/** Those whose policies may be about what a resource encrypts, so that nobody is compared with everything. */
function callersNear(identities: readonly Identity[]): (use: KeyUse) => readonly Identity[] {
  const byResource = byStart<Identity>()
  const unread = identities.filter(one => unreadOf(one).length > 0)
  for (const identity of identities) {
    for (const { statement } of callerStatements(identity)) {
      if (isBroad(statement)) continue
      for (const { text } of statement.resources?.items ?? []) byResource.add(startOf(text), identity)
    }
  }
  return ({ encrypted }) => {
    if (encrypted === undefined) return []
    const { arn } = encrypted
    return [...unread, ...byResource.alike(startOf(arn), false)]
  }
}

/** Up to the first wildcard or hole. */
function startOf([first]: Text): string {
  return first === undefined || isUnknown(first) ? '' : (first.split(/[*?]/)[0] ?? '')
}
