import type { AccessGraph } from '../model/access.ts'
import type { IdentityPolicy } from '../model/identity.ts'
import type { Principal } from '../model/principal.ts'
import type { PolicyDocument, Statement } from '../model/statement.ts'
import { holesOf } from '../model/text.ts'
import { isUnknown, type Unknown } from '../model/unknown.ts'
import { isFilledByCall } from '../policy/variables.ts'
import { identityIn } from './by-others.ts'

/** What cannot be read of the policies of a role or user, a few of many: it may give a way to a key. */
export function unreadOfPolicies(graph: AccessGraph, principal: Principal): readonly Unknown[] {
  const identity = identityIn(graph, principal)
  if (identity === undefined) return []
  const { policies, boundary } = identity
  return [...policies, ...(boundary === undefined ? [] : [boundary])].flatMap(unreadOf).slice(0, most)
}

const most = 20

function unreadOf({ hangsOn, document }: IdentityPolicy): readonly Unknown[] {
  return [...hangsOn, ...holesIn(document)]
}

const inDocuments = new WeakMap<PolicyDocument, readonly Unknown[]>()

/** A managed policy stands at many identities. */
function holesIn(document: PolicyDocument): readonly Unknown[] {
  const found = inDocuments.get(document)
  if (found !== undefined) return found
  const holes = [...document.holes, ...document.statements.flatMap(holesInStatement)].slice(0, most)
  inDocuments.set(document, holes)
  return holes
}

/** The ARN of what is created is a name all the same. */
function holesInStatement({
  effect,
  actions,
  resources,
  conditions,
  conditionHoles,
}: Statement): readonly Unknown[] {
  const texts = [
    ...(actions?.items ?? []).map(({ text }) => text),
    ...conditions.flatMap(({ values }) => values),
  ]
  const names = (resources?.items ?? []).map(({ text }) => text)
  return [
    ...(isUnknown(effect) ? [effect] : []),
    ...conditionHoles,
    ...texts.flatMap(holesOf).filter(hole => !isFilledByCall(hole)),
    ...names.flatMap(holesOf).filter(hole => hole.shape !== 'arn' && !isFilledByCall(hole)),
  ]
}
