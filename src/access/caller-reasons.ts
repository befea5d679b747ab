import { sameAccount } from '../model/account.ts'
import { difference, intersection, noActions, overlaps, union, type ActionSet } from '../model/action-set.ts'
import type { Identity } from '../model/identity.ts'
import type { KeyUse } from '../model/key-use.ts'
import { showAccount } from '../model/principal.ts'
import { isUnknown, type Unknown } from '../model/unknown.ts'
import { callerActionsOf, callerCatalogue, type CallerAction } from '../policy/caller-actions.ts'
import {
  callerStatements,
  isBroad,
  permitsOf,
  unreadOf,
  type CallerPermit,
  type CallerStatement,
} from './caller-permits.ts'
import { indexEncrypted, type EncryptedIndex, type EncryptedUse } from './encrypted-index.ts'
import { whichKey } from './which-key.ts'

/** Something that an identity may do with an encrypted resource, and what it needs of the key to do it. */
export interface Reason {
  readonly row: string
  readonly use: KeyUse
  readonly encrypted: EncryptedUse['encrypted']
  readonly name: string
  readonly actions: ActionSet
  readonly unknowns: readonly Unknown[]
  readonly isBroad: boolean
}

/** Resources of one row of the table of services that one key encrypts. */
export interface Kind {
  readonly row: string
  readonly index: EncryptedIndex
  readonly bits: ActionSet
}

/** Makes the resources of a row ready to be asked about. */
export function kindOf(row: string, uses: readonly KeyUse[]): Kind {
  const types = new Set(uses.map(({ type }) => type))
  const bits = [...types].flatMap(type => callerActionsOf(row, type).map(({ bit }) => bit))
  return { row, index: indexEncrypted(row, uses), bits: bits.reduce(union, noActions) }
}

/** A pattern for all is told with a few of them. */
export const mostExamples = 3

/** A policy with thousands of statements is compared with so many resources, and no more. */
const mostLooked = 60

/** Why an identity needs the key of these resources: for each of its actions a few of them. */
export function reasonsOf(identity: Identity, kind: Kind): readonly Reason[] {
  const { row, index } = kind
  const unread = unreadOf(identity).flatMap(hole =>
    index
      .referredTo(hole.name, hole.at)
      .slice(0, mostExamples)
      .flatMap(one => reasonsBy(row, one, callerCatalogue.all, [hole], false)),
  )
  const look = lookFor(identity, kind)
  return [...callerStatements(identity).flatMap(look), ...unread]
}

/** Asks one statement after the other, as long as it tells more. */
function lookFor(
  identity: Identity,
  { row, index, bits }: Kind,
): (one: CallerStatement) => readonly Reason[] {
  const permitsOn = permitsOf(identity)
  let looked = 0
  let told = noActions
  return one => {
    const allowed = intersection(callerCatalogue.coverOf(one.statement.actions).may, bits)
    if (difference(allowed, told) === noActions) return []
    const { found, more } = index.named(one.statement)
    const reasons: Reason[] = []
    let reached = 0
    for (const candidate of found) {
      if (looked === mostLooked || reached === mostExamples) break
      looked += 1
      const some = permitsOn(one, candidate.encrypted).flatMap(permit =>
        reasonsFor(identity, row, candidate, permit),
      )
      reasons.push(...some)
      if (some.length > 0) reached += 1
    }
    if (reached === mostExamples && reasons.every(({ unknowns }) => unknowns.length === 0))
      told = union(told, allowed)
    const [first] = found
    const isDone = more === 0 && looked < mostLooked
    if (reached > 0 || isDone || first === undefined) return reasons
    return reasonsBy(row, first, allowed, [beyond(one)], isBroad(one.statement))
  }
}

function beyond({ policy, statement }: CallerStatement): Unknown {
  const name = `whether ${policy.name} reaches one of more resources than were looked at`
  return { kind: 'unknown', reason: 'undecided-condition', name, shape: 'anything', at: statement.at }
}

function reasonsFor(
  identity: Identity,
  row: string,
  candidate: EncryptedUse,
  { actions, hangsOn, isBroad: broad }: CallerPermit,
): readonly Reason[] {
  const { address, account } = candidate.encrypted
  const isForeign = sameAccount(identity.account, account) === 'no'
  // Hundreds of roles elsewhere may read all buckets that let them.
  if (isForeign && broad) return []
  const { at } = candidate.use
  const whether = (name: string): Unknown => ({
    kind: 'unknown',
    reason: 'not-in-input',
    name,
    shape: 'anything',
    at,
  })
  const unknowns = [
    ...hangsOn,
    ...(broad
      ? [whether(`whether ${nameOf(identity)}, which may do it everywhere, does it with ${address}`)]
      : []),
    ...(isForeign ? [whether(`whether ${address} admits ${showAccount(identity.account)}`)] : []),
  ]
  return reasonsBy(row, candidate, actions, unknowns, broad)
}

function reasonsBy(
  row: string,
  { use, encrypted }: EncryptedUse,
  actions: ActionSet,
  unknowns: readonly Unknown[],
  broad: boolean,
): readonly Reason[] {
  const open = [...whichKey(use), ...unknowns]
  return callerActionsOf(row, use.type)
    .filter(({ bit }) => overlaps(actions, bit))
    .flatMap(action => {
      const shared = { row, use, encrypted, name: action.name, isBroad: broad }
      const perhaps = sometimes(action, use)
      return [
        ...(action.needs === noActions ? [] : [{ ...shared, actions: action.needs, unknowns: open }]),
        ...(perhaps === undefined
          ? []
          : [{ ...shared, actions: action.sometimes, unknowns: [...open, perhaps] }]),
      ]
    })
}

function sometimes({ name, sometimes: some }: CallerAction, { at }: KeyUse): Unknown | undefined {
  if (some === noActions) return undefined
  return {
    kind: 'unknown',
    reason: 'not-in-input',
    name: `whether its calls of ${name} are of those that need it`,
    shape: 'anything',
    at,
  }
}

/** `role/app`, or the address as long as the name is not told. */
export function nameOf({ arn, address }: Identity): string {
  const last = arn.at(-1)
  return (isUnknown(last) ? undefined : /:((?:role|user)\/.+)$/.exec(last ?? '')?.[1]) ?? address
}
