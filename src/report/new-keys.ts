import type { AccessGraph } from '../model/access.ts'
import { counted } from '../model/counted.ts'
import type { Key } from '../model/key.ts'
import { showPrincipal } from '../model/principal.ts'
import type { ReportChange } from '../model/report.ts'
import { hidden } from './who-sensitive.ts'

/** Names that are told of one key, and keys of one report. */
const mostNames = 3
export const mostLines = 20

/**
 * What a change does that finds nothing of what it is about: all keys are new. Templates do not tell what they find: they
 * are taken to be new, and whether they are is unknown.
 */
export function onlyNewKeys(
  graph: AccessGraph,
  { taken = false }: { readonly taken?: boolean } = {},
): ReportChange {
  const keys = graph.keys.filter(({ declared }) => declared)
  const count = keys.length
  const told = keys.slice(0, mostLines)
  const changes = count === 0 ? 'no' : 'yes'
  return {
    changes: taken ? 'unknown' : changes,
    says: taken ? takenAsNew(count) : allNew(count),
    lines: told.map(key => ({ what: 'created', says: newKey(key, graph) })),
    more: count - told.length,
  }
}

function allNew(count: number): string {
  if (count === 0) return 'Nothing of this existed before, and no key is among it'
  return `${count === 1 ? '1 key is' : `${count} keys are`} new, and nothing of this existed before`
}

function takenAsNew(count: number): string {
  const keys = count === 0 ? 'No key, and all else' : `${counted(count, 'key')},`
  return `${keys} taken as new: name what is deployed now with --before to see the change`
}

/** Whom the policy of a new key admits, in one line; the rules judge it. */
export function newKey(key: Key, graph: AccessGraph): string {
  const { address, policies } = key
  if (policies.some(({ sensitive }) => sensitive)) return `${address} is new: its policy is ${hidden}`
  const names = [...new Set(graph.accessesTo(key).map(({ principal }) => showPrincipal(principal)))]
  const isUnread = policies.some(({ document }) => document.holes.length > 0)
  const told = names.slice(0, mostNames).join(', ')
  const rest = names.length > mostNames ? ` and ${names.length - mostNames} more` : ''
  const admits = names.length === 0 ? 'admits nobody that is told' : `admits ${told}${rest}`
  return `${address} is new: its policy ${admits}${isUnread ? ', and perhaps others' : ''}`
}
