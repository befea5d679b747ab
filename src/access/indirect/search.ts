import type { Assumption } from '../../model/access.ts'
import { noActions, overlaps } from '../../model/action-set.ts'
import { groupedBy } from '../../model/grouped-by.ts'
import type { Identity } from '../../model/identity.ts'
import type { Key } from '../../model/key.ts'
import { principalId } from '../../model/principal.ts'
import { guardedKey } from '../guarded.ts'
import { mentionsIn } from '../mentions.ts'
import { principalOf } from '../shared-accesses.ts'
import type { World } from '../world.ts'
import { approachesIn, type Approaches } from './approaches.ts'
import { byLift, liftsIn, type Lift } from './boundaries.ts'
import { chainsTo } from './chains.ts'
import { byIamChange, changesIn } from './delegated.ts'
import { byLabels, whoAsksForLabels } from './labels.ts'
import type { IamChange } from './iam-changes.ts'
import { labelActions } from './label-means.ts'
import type { Ledger } from './ledger.ts'
import { openingsOf } from './opening.ts'
import { powersIn, type Powers } from './powers.ts'
import type { Way } from './way.ts'

/** Looks for indirect ways to a key; what is found is in the ledger, too. */
export interface Search {
  /** By assuming roles as things stand. */
  readonly assumed: (direct: readonly Way[], ledger: Ledger) => readonly Way[]
  /** In all other ways, from the accesses that keys of a kind share, and from those who need none. */
  readonly changedForKind: (key: Key, found: Found, ledger: Ledger) => readonly Way[]
  /** In all other ways, from the accesses to this very key; `labelling` are those that it shares. */
  readonly changed: (key: Key, found: Found, labelling: readonly Way[], ledger: Ledger) => readonly Way[]
  /** Ways of those who can give a key tags or aliases, and whose policies ask for some. */
  readonly labelling: (ways: readonly Way[]) => readonly Way[]
}

/** What is found already. */
export interface Found {
  readonly direct: readonly Way[]
  readonly assumed: readonly Way[]
}

/** Indexes the world for it. */
export function searchIn(world: World, assumptionsOf: (role: Identity) => readonly Assumption[]): Search {
  const powers = powersIn(world)
  const approaches = approachesIn(world, assumptionsOf, powers)
  const changesFor = changesIn(world, powers, approaches)
  const lifts = liftsIn(world, powers)
  const asksForLabels = whoAsksForLabels(world)
  const some = [...lifts.map(({ identity }) => identity), ...world.identities.filter(asksForLabels)]
  const mentions = mentionsIn({ ...world, identities: [...new Set(some)] })
  const groundOf = (key: Key, ledger: Ledger): Ground => ({ world, powers, approaches, key, ledger })
  const labelling = (ways: readonly Way[]) =>
    ways.filter(({ principal, actions }) => {
      const identity = overlaps(actions, labelActions) ? world.identityOf(principal) : undefined
      return identity !== undefined && asksForLabels(identity)
    })
  return {
    assumed: (direct, ledger) => chainsTo(world, direct, ledger, approaches.assuming),
    changedForKind: (key, found, ledger) => {
      const ground = groundOf(key, ledger)
      return foundFrom(ground, found, function* () {
        yield* labelled(ground, labelling(found.direct))
        yield* changed(ground, changesFor(key))
        const free = lifts.filter(({ identity }) => mentions.reachesMany(identity))
        yield* lifted(ground, free)
      })
    },
    changed: (key, found, alike, ledger) => {
      const ground = groundOf(key, ledger)
      const named = new Set(mentions.allowedOn(key))
      return foundFrom(ground, found, function* () {
        const own = labelling(found.direct)
        yield* labelled(ground, [...own, ...alsoOf(world, alike, named, own)])
        const free = lifts.filter(({ identity }) => named.has(identity))
        yield* lifted(ground, free)
      })
    },
    labelling,
  }
}

/** What policies ask for of a key by its name is not the same for keys that are alike. */
function alsoOf(
  world: World,
  alike: readonly Way[],
  named: ReadonlySet<Identity>,
  own: readonly Way[],
): readonly Way[] {
  if (named.size + own.length === 0) return []
  const ids = new Set(own.map(({ principal }) => principalId(principal)))
  return alike.filter(({ principal }) => {
    const identity = world.identityOf(principal)
    return (identity !== undefined && named.has(identity)) || ids.has(principalId(principal))
  })
}

interface Ground {
  readonly world: World
  readonly powers: Powers
  readonly approaches: Approaches
  readonly key: Key
  readonly ledger: Ledger
}

/** What changes give, the most direct first, then chains of all kinds. */
function foundFrom(
  { world, powers, approaches, key, ledger }: Ground,
  { direct, assumed }: Found,
  others: () => Iterable<Way>,
): readonly Way[] {
  const opened: Way[] = []
  const take = (ways: Iterable<Way>) => {
    for (const way of ways) {
      const actions = ledger.further(way.principal, way.actions, way)
      if (actions === noActions) continue
      const further = actions === way.actions ? way : { ...way, actions }
      ledger.add(further)
      opened.push(further)
    }
  }
  const { possible } = guardedKey(world, key)
  for (const opening of openingsOf(world, key, powers, approaches)) {
    for (const way of direct) {
      // What it opens has no less open than the way itself.
      if (ledger.further(way.principal, possible, way) !== noActions) take(opening(way))
    }
  }
  take(others())
  return [...opened, ...chainsTo(world, [...direct, ...assumed, ...opened], ledger, approaches.all)]
}

function* labelled({ world, key, powers }: Ground, ways: readonly Way[]): Generator<Way> {
  const groups = groupedBy(ways, ({ principal }) => principalId(principal))
  for (const own of groups.values()) yield* byLabels(world, key, powers, own)
}

function* changed({ world, key, ledger }: Ground, changes: readonly IamChange[]): Generator<Way> {
  const { possible } = guardedKey(world, key)
  for (const change of changes) {
    if (ledger.further(principalOf(change.by), possible, change) === noActions) continue
    yield* byIamChange(world, key, change)
  }
}

function* lifted({ world, key, ledger }: Ground, lifts: readonly Lift[]): Generator<Way> {
  const { possible } = guardedKey(world, key)
  for (const lift of lifts) {
    if (ledger.further(principalOf(lift.identity), possible, lift.terms) === noActions) continue
    yield* byLift(world, key, lift)
  }
}
