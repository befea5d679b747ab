import type { AccessGraph } from '../model/access.ts'
import { noActions } from '../model/action-set.ts'
import { groupedBy } from '../model/grouped-by.ts'
import type { Identity } from '../model/identity.ts'
import type { Key } from '../model/key.ts'
import type { KeyNeed, KeyUse } from '../model/key-use.ts'
import type { NeededAccess } from '../model/needed-access.ts'
import { principalId, type Principal } from '../model/principal.ts'
import { showText, text } from '../model/text.ts'
import { distinctUnknowns, type Unknown } from '../model/unknown.ts'
import { coverOf } from '../policy/actions.ts'
import { callerNeeds } from './caller-needs.ts'
import { mayUseOthers } from './caller-permits.ts'
import { whichKey } from './which-key.ts'

/** Who cannot work without a key, as far as the input tells. */
export interface Needs {
  /** Of services and of roles that resources name. */
  readonly named: readonly NeededAccess[]
  /** Of roles and users whose IAM policies let them use what the key encrypts. */
  readonly callers: () => readonly NeededAccess[]
  /** Those of one principal. */
  readonly of: (principal: Principal) => readonly NeededAccess[]
}

/**
 * What of the accesses to a key something in the input cannot work without: the services of the resources that it
 * encrypts, the roles that these resources name, and roles and users whose IAM policies allow something on them that
 * has KMS called in their name (AWS's guides, by row of the tables of services and of callers). An Allow of everything
 * on everything is no need. Service control policies are not looked at: they may take away what needs the key.
 */
export function needsOf(graph: AccessGraph, key: Key): Needs {
  const told = worked.get(graph) ?? new WeakMap<Key, Needs>()
  worked.set(graph, told)
  const needs = told.get(key) ?? workOut(graph, key)
  told.set(key, needs)
  return needs
}

/** Asked again for each access that a key lost. */
const worked = new WeakMap<AccessGraph, WeakMap<Key, Needs>>()

function workOut(graph: AccessGraph, key: Key): Needs {
  const uses = graph.usesOf(key)
  const { byArn, callers } = identitiesIn(graph)
  const named = namedNeeds(uses, byArn)
  const ofCaller = callerNeeds(uses)
  return {
    named,
    callers: () => callers.flatMap(ofCaller),
    of: principal => {
      const id = principalId(principal)
      const identity = byArn.get(id)
      return [
        ...named.filter(need => principalId(need.principal) === id),
        ...(identity === undefined ? [] : ofCaller(identity)),
      ]
    },
  }
}

/** All of them: of services first. */
export function neededOn(graph: AccessGraph, key: Key): readonly NeededAccess[] {
  const { named, callers } = needsOf(graph, key)
  return [...named, ...callers()]
}

interface Identities {
  readonly byArn: ReadonlyMap<string, Identity>
  /** Those whose policies are about something that may be encrypted: most are not. */
  readonly callers: readonly Identity[]
}

const known = new WeakMap<AccessGraph, Identities>()

function identitiesIn(graph: AccessGraph): Identities {
  const { identities } = graph
  const found = known.get(graph) ?? {
    byArn: new Map(identities.map(one => [showText(one.arn), one])),
    callers: identities.filter(mayUseOthers),
  }
  known.set(graph, found)
  return found
}

/** The need of one use. */
interface Named {
  readonly use: KeyUse
  readonly need: KeyNeed
  readonly principal: Principal
  readonly unknowns: readonly Unknown[]
}

function namedNeeds(
  uses: readonly KeyUse[],
  identities: ReadonlyMap<string, Identity>,
): readonly NeededAccess[] {
  const all = uses.flatMap(use => use.needs.flatMap(need => namedBy(use, need)))
  const groups = groupedBy(all, ({ principal, need, unknowns }) =>
    JSON.stringify([principalId(principal), need.row, unknowns.length > 0]),
  )
  return [...groups.values()]
    .map(group => needOf(group, identities))
    .filter(({ actions }) => actions !== noActions)
}

function namedBy(use: KeyUse, need: KeyNeed): readonly Named[] {
  const { by, needed, unverified, says } = need
  if (by === 'caller') return []
  const whether = (name: string): Unknown => ({
    kind: 'unknown',
    reason: 'not-in-input',
    name,
    shape: 'anything',
    at: use.at,
  })
  const unknowns = [
    ...whichKey(use),
    ...(by.kind === 'unknown' ? [by.unknown] : []),
    ...(needed.length === 0 ? [whether(`whether it takes all of this that ${says}`)] : []),
    ...(unverified && needed.length > 0 ? [whether(`whether it takes this that ${says}`)] : []),
  ]
  return [{ use, need, principal: by, unknowns }]
}

function needOf(
  group: readonly [Named, ...Named[]],
  identities: ReadonlyMap<string, Identity>,
): NeededAccess {
  const [{ need, principal, use, unknowns }, ...others] = group
  const address = identities.get(principalId(principal))?.address
  const more = new Set(others.map(other => other.use.address).filter(one => one !== use.address)).size
  return {
    principal,
    ...(address === undefined ? {} : { principalAddress: address }),
    actions: setOf(need.needed.length > 0 ? need.needed : need.documented),
    row: need.row,
    uses: [use, ...others.map(other => other.use)],
    certainty: unknowns.length === 0 ? 'certain' : 'possible',
    unknowns: distinctUnknowns(group.flatMap(one => one.unknowns)),
    says: `${need.says} (${use.address}${more === 0 ? '' : ` and ${more} more`})`,
  }
}

const nowhere = { file: '', address: '', pointer: '' }

function setOf(patterns: readonly string[]): NeededAccess['actions'] {
  const items = patterns.map(pattern => ({ text: text(pattern), at: nowhere }))
  return coverOf({ negated: false, items, at: nowhere }).must
}
