import { overlaps, type ActionSet } from '../../model/action-set.ts'
import type { Answer } from '../../model/answer.ts'
import type { Identity } from '../../model/identity.ts'
import type { Statement } from '../../model/statement.ts'
import { holesOf, literal } from '../../model/text.ts'
import { anyOf, type Tri } from '../../model/tri.ts'
import type { Unknown } from '../../model/unknown.ts'
import { action, coverOf } from '../../policy/actions.ts'
import { answer, hangsOn } from '../answers.ts'
import { ofHolders } from '../asked-holders.ts'
import { amongResources, standsForKeys, standsForNoKey } from '../key-resources.ts'
import { itemsOf } from '../listed-items.ts'
import { joined } from '../logic.ts'
import type { IdentityStatement, PolicyStatement, Word, World } from '../word.ts'

const onAliases = ['kms:CreateAlias', 'kms:UpdateAlias', 'kms:DeleteAlias'].map(name => ({
  name,
  set: action(name),
}))

/**
 * It names actions on aliases for aliases alone or keys alone, and nothing else gives those who have it the other half
 * (Developer Guide, "Controlling access to aliases").
 */
export const lacksHalfOfAliasAction: Word<PolicyStatement> = {
  says: 'an action on aliases is allowed on the alias alone or on the key alone',
  ask: (subject, world) => {
    if (subject.in !== 'identity-policy') return answer(false)
    const { alias, key } = halvesIn(subject.statement)
    if (alias === key && alias !== 'unknown') return answer(false)
    const holes = itemsOf(subject.statement.actions).flatMap(({ text }) => holesOf(text))
    return joined(
      [
        ...namedIn(subject.statement).map(({ set }) => lacks(subject, set, world)),
        ...holes.map(hole => hangsOn([hole])),
      ],
      anyOf,
    )
  },
}

/** What is allowed on which half, and what is missing, in words. */
export function aliasHalfInWords({ statement }: PolicyStatement): string {
  const names = namedIn(statement).map(({ name }) => name)
  const { alias } = halvesIn(statement)
  const [has, lacking] = alias === 'no' ? ['keys', 'aliases'] : ['aliases', 'the key']
  return `${names.join(', ')} on ${has} alone: it is needed on ${lacking}, too`
}

/** By its name or a pattern for aliases: of `kms:*` on a key nobody expects aliases. */
function namedIn({ actions, at }: Statement): typeof onAliases {
  const items = itemsOf(actions).filter(({ text }) => /alias/i.test(literal(text) ?? ''))
  const { must } = coverOf({ negated: false, items, at })
  return onAliases.filter(({ set }) => overlaps(must, set))
}

function lacks(subject: IdentityStatement, wanted: ActionSet, world: World): Answer {
  const { alias, key } = halvesIn(subject.statement)
  if (alias === 'unknown' || key === 'unknown') return hangsOn(holesIn(subject.statement))
  const missing = alias === 'yes' ? 'key' : 'alias'
  return joined(
    ofHolders(subject, asked, holder => lackOf(holder, wanted, missing, world)),
    anyOf,
  )
}

/** Of a policy that many have. */
const asked = 20

function lackOf(holder: Identity, wanted: ActionSet, missing: 'alias' | 'key', world: World): Answer {
  const given = givenTo(holder, wanted)[missing]
  if (given === 'yes') return answer(false)
  // What gives the key half can be its policy; aliases have none.
  const byKey = missing === 'key' ? world.mayReach(holder, wanted) : 'no'
  if (byKey === 'yes') return answer(false)
  const isTold = given === 'no' && byKey === 'no' && holder.complete
  return isTold ? answer(true) : hangsOn([whatElse(holder)])
}

function holesIn({ resources }: Statement): readonly Unknown[] {
  return (resources?.items ?? []).flatMap(({ text }) => holesOf(text))
}

interface Halves {
  readonly alias: Tri
  readonly key: Tri
}

const known = new WeakMap<Identity, Map<ActionSet, Halves>>()

/** By all IAM policies of a role or user: asked for each statement, and worked out once. */
function givenTo(holder: Identity, wanted: ActionSet): Halves {
  const ofHolder = known.get(holder) ?? new Map<ActionSet, Halves>()
  known.set(holder, ofHolder)
  const found = ofHolder.get(wanted)
  if (found !== undefined) return found
  const halves = holder.policies
    .flatMap(({ document }) => document.statements)
    .filter(({ effect, actions }) => effect !== 'Deny' && overlaps(coverOf(actions).may, wanted))
    .map(statement => perhaps(halvesIn(statement), isSure(statement, wanted)))
  const unread = holder.policies.some(({ document }) => document.holes.length > 0) ? ['unknown' as const] : []
  const given = {
    alias: anyOf([...halves.map(({ alias }) => alias), ...unread]),
    key: anyOf([...halves.map(({ key }) => key), ...unread]),
  }
  ofHolder.set(wanted, given)
  return given
}

function isSure({ effect, actions, conditionHoles }: Statement, wanted: ActionSet): boolean {
  return effect === 'Allow' && conditionHoles.length === 0 && overlaps(coverOf(actions).must, wanted)
}

function perhaps({ alias, key }: Halves, sure: boolean): Halves {
  const doubted = (is: Tri): Tri => (is === 'yes' && !sure ? 'unknown' : is)
  return { alias: doubted(alias), key: doubted(key) }
}

/** Which of the two the resources of a statement are. */
function halvesIn(statement: Statement): Halves {
  const { resources } = statement
  if (resources === undefined) return { alias: 'no', key: 'no' }
  const isBoth = resources.negated || resources.items.some(({ text }) => everything.test(literal(text) ?? ''))
  if (isBoth) return { alias: 'yes', key: 'yes' }
  return {
    alias: amongResources(resources, standsForNoKey).is,
    key: amongResources(resources, standsForKeys).is,
  }
}

/** `*`, `arn:aws:kms:*`, `arn:aws:kms:us-west-2:111122223333:*` */
const everything = /^(?:\*|arn:[^:]+:(?:kms|\*)(?::[^:]*){0,2}:\*)$/

function whatElse({ address, at }: Identity): Unknown {
  const name = `what else ${address} may do with aliases and keys`
  return { kind: 'unknown', reason: 'not-in-input', name, shape: 'anything', at }
}
