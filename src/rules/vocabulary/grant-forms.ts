import { includes, noActions, overlaps, union, type ActionSet } from '../../model/action-set.ts'
import type { Answer } from '../../model/answer.ts'
import type { Grant, GrantConstraint } from '../../model/grant.ts'
import type { Key } from '../../model/key.ts'
import { principalId } from '../../model/principal.ts'
import { holesOf, literal, showText } from '../../model/text.ts'
import { anyOf, type Tri } from '../../model/tri.ts'
import { isUnknown, type Unknown } from '../../model/unknown.ts'
import { operationsOf } from '../../access/grant-permits.ts'
import { actionsOfKeyType, grantableOperations, plaintextActions } from '../../policy/actions.ts'
import { answer, hangsOn } from '../answers.ts'
import { listed } from '../phrases.ts'
import type { Word, World } from '../word.ts'

/** The grantee is an account as a whole. */
export const grantedToAccount: Word<Grant> = {
  says: 'the grantee is an account as a whole',
  ask: ({ grantee }) =>
    grantee.kind === 'unknown' ? hangsOn([grantee.unknown]) : answer(grantee.kind === 'account'),
}

/** The grantee may create further grants with it. */
export const passesGrantsOn: Word<Grant> = {
  says: '`CreateGrant` is among its operations',
  ask: grant => allows(grant, grantable('creategrant')),
}

/** The grantee is an AWS service, or a role that a service made for itself: it needs to pass grants on. */
export const grantedToService: Word<Grant> = {
  says: 'the grantee is an AWS service or a service-linked role',
  ask: ({ grantee }) => {
    if (grantee.kind === 'unknown') return hangsOn([grantee.unknown])
    return answer(grantee.kind === 'service' || principalId(grantee).includes(':role/aws-service-role/'))
  },
}

/** It gives plaintext of a symmetric key whatever the encryption context and the resource. */
export const lacksConstraint: Word<Grant> = {
  says: 'it gives plaintext of a symmetric key without a constraint',
  ask: (grant, world) => {
    const open = grant.constraints.flatMap(one => (one.kind === 'unknown' ? [one.unknown] : []))
    if (grant.constraints.length > open.length) return answer(false)
    const gives = allows(grant, plaintextActions)
    const symmetric = isSymmetric(grant, world)
    if (gives.is === 'no' || symmetric.is === 'no') return answer(false)
    const holes = [...open, ...gives.hangsOn, ...symmetric.hangsOn]
    return holes.length > 0 ? hangsOn(holes) : answer(true)
  },
}

/** A grant before it, on the same key, is the same in all but its address. */
export const repeatsGrant: Word<Grant> = {
  says: 'another grant on the key gives the same grantee the same',
  ask: (grant, world) => {
    const [twin] = twinsOf(grant, world)
    if (twin === undefined) return answer(false)
    const holes = [grant, twin].flatMap(({ grantee }) =>
      grantee.kind === 'unknown' ? [grantee.unknown] : [],
    )
    return holes.length > 0 ? hangsOn(holes) : answer(true)
  },
}

/** The grant that it repeats, by its address. */
export function twinOfGrant(grant: Grant, world: World): string {
  return twinsOf(grant, world)[0]?.address ?? 'another grant'
}

/** Whoever uses it can neither retire it nor find it by a name. */
export const isHardToEnd: Word<Grant> = {
  says: 'it has neither a name, nor a retiring principal, nor the operation `RetireGrant`',
  ask: grant => {
    if (grant.name !== undefined || grant.retiringPrincipal !== undefined) return answer(false)
    const retires = allows(grant, grantable('retiregrant'))
    return retires.is === 'unknown' ? retires : answer(retires.is === 'no')
  },
}

/** It asks for a part of the encryption context, and not for the whole. */
export const asksForSubset: Word<Grant> = {
  says: 'its constraint is a part of the encryption context (`EncryptionContextSubset`)',
  ask: ({ constraints }) => {
    const open = constraints.flatMap(one => (one.kind === 'unknown' ? [one.unknown] : []))
    if (constraints.some(({ kind }) => kind === 'subset')) return answer(true)
    return open.length > 0 ? hangsOn(open) : answer(false)
  },
}

/** KMS refuses it (API Reference, CreateGrant). */
export const grantIsRefused: Word<Grant> = {
  says: 'KMS refuses such a grant',
  ask: (grant, world) => {
    const faults = faultsOf(grant, world)
    const is = anyOf(faults.map(fault => fault.is))
    return is === 'unknown' ? hangsOn(faults.flatMap(fault => fault.hangsOn)) : answer(is === 'yes')
  },
}

/** Why KMS refuses it, in words. */
export function refusalsOf(grant: Grant, world: World): string {
  const faults = faultsOf(grant, world)
  const sure = faults.filter(({ is }) => is === 'yes')
  return listed((sure.length > 0 ? sure : faults).map(({ says }) => says))
}

interface GrantFault {
  readonly says: string
  readonly is: Tri
  readonly hangsOn: readonly Unknown[]
}

function faultsOf(grant: Grant, world: World): readonly GrantFault[] {
  return [...faultOfGrantee(grant), ...faultsOfOperations(grant, world), ...faultsOfConstraints(grant, world)]
}

function faultOfGrantee({ grantee }: Grant): readonly GrantFault[] {
  if (grantee.kind === 'unknown') return [untoldFault('who is the grantee is not told', [grantee.unknown])]
  if (grantee.kind !== 'unusable' && grantee.kind !== 'everyone') return []
  return [certain(`${principalId(grantee)} can be no grantee`)]
}

function untoldFault(says: string, holes: readonly Unknown[]): GrantFault {
  return { says, is: 'unknown', hangsOn: holes }
}

function certain(says: string): GrantFault {
  return { says, is: 'yes', hangsOn: [] }
}

function faultsOfOperations(grant: Grant, world: World): readonly GrantFault[] {
  const written = grant.operations.map(literal).filter(name => name !== undefined)
  const strange = written.filter(name => !grantableOperations.has(name.toLowerCase()))
  const unfit = (possible: ActionSet) =>
    written.filter(name => !includes(possible, grantable(name.toLowerCase())))
  const { can, untold } = possibleOf(grant, world)
  const wrong = unfit(can)
  const hidden = grant.operations.flatMap(holesOf)
  const isOpen = untold.length > 0 && unfit(ofEveryKey).length > 0
  return [
    ...(strange.length > 0 ? [certain(`${listed(strange)} can be in no grant`)] : []),
    ...(wrong.length > 0 ? [certain(`${listed(wrong)} is nothing that this kind of key does`)] : []),
    ...(isOpen ? [untoldFault('which operations the key has is not told', untold)] : []),
    ...(hidden.length > 0 ? [untoldFault('an operation is not told', hidden)] : []),
  ]
}

/** What a key of any kind can do. */
const ofEveryKey: ActionSet = ['describekey', 'creategrant', 'retiregrant'].map(grantable).reduce(union)

/** What the key can do, as far as it is told which one that is. */
function possibleOf(
  grant: Grant,
  world: World,
): { readonly can: ActionSet; readonly untold: readonly Unknown[] } {
  const [key, ...others] = world.keysOfGrant(grant)
  if (key === undefined || others.length > 0)
    return { can: actionsOfKeyType(undefined, undefined), untold: [kindOfKey(grant)] }
  const can = actionsOfKeyType(known(key.spec), known(key.usage))
  return { can, untold: [key.spec, key.usage].filter(isUnknown) }
}

function known(value: Key['spec']): string | undefined {
  return isUnknown(value) ? undefined : value
}

/** At most as many pairs of encryption context, with values of at most as many characters (API Reference, CreateGrant). */
const mostPairs = 8
const longestValue = 384

function faultsOfConstraints(grant: Grant, world: World): readonly GrantFault[] {
  const kinds = new Set(grant.constraints.map(({ kind }) => kind))
  const isTwice = kinds.has('equals') && kinds.has('subset')
  const faults = grant.constraints.flatMap(constraint => {
    if (constraint.kind === 'unknown') return [untoldFault('a constraint is not told', [constraint.unknown])]
    if (constraint.kind === 'source-arn') return []
    const symmetric = isSymmetric(grant, world)
    const hidden = [...constraint.pairs.values()].flatMap(holesOf)
    return [
      ...(hidden.length > 0 ? [untoldFault('a value of a constraint is not told', hidden)] : []),
      ...faultsOfPairs(constraint.pairs),
      ...(symmetric.is === 'no' ? [certain(noContext)] : []),
    ]
  })
  return isTwice
    ? [...faults, certain('it asks for a whole encryption context and for a part of one')]
    : faults
}

const noContext = 'a key that is not symmetric has no encryption context'

function faultsOfPairs(pairs: (GrantConstraint & { kind: 'equals' })['pairs']): readonly GrantFault[] {
  const long = [...pairs].filter(([, value]) => (literal(value)?.length ?? 0) > longestValue)
  return [
    ...(pairs.size > mostPairs ? [certain(`a constraint has more than ${mostPairs} pairs`)] : []),
    ...(long.length > 0
      ? [
          certain(
            `the value of ${listed(long.map(([name]) => name))} is longer than ${longestValue} characters`,
          ),
        ]
      : []),
  ]
}

function allows(grant: Grant, wanted: ActionSet): Answer {
  const parts = operationsOf(grant).filter(({ actions }) => overlaps(actions, wanted))
  if (parts.some(part => part.hangsOn.length === 0)) return answer(true)
  return parts.length === 0 ? answer(false) : hangsOn(parts.flatMap(part => part.hangsOn))
}

function grantable(operation: string): ActionSet {
  return grantableOperations.get(operation) ?? noActions
}

function isSymmetric(grant: Grant, world: World): Answer {
  const [key, ...others] = world.keysOfGrant(grant)
  if (key === undefined || others.length > 0) return hangsOn([kindOfKey(grant)])
  return isUnknown(key.spec) ? hangsOn([key.spec]) : answer(key.spec === 'SYMMETRIC_DEFAULT')
}

function kindOfKey({ address, at }: Grant): Unknown {
  const name = `which kind of key ${address} is on`
  return { kind: 'unknown', reason: 'not-in-input', name, shape: 'anything', at }
}

/** The first grant on one of its keys that is the same, where that is another. */
function twinsOf(grant: Grant, world: World): readonly Grant[] {
  return world.keysOfGrant(grant).flatMap(key => {
    const all = world.grantsOn(key)
    const first = firstOfEach(all, key).get(contentOf(grant))
    return first === undefined || first.address === grant.address ? [] : [first]
  })
}

const byKey = new WeakMap<Key, ReadonlyMap<string, Grant>>()

/** Asked for each grant on a key, and worked out once. */
function firstOfEach(grants: readonly Grant[], key: Key): ReadonlyMap<string, Grant> {
  const found = byKey.get(key)
  if (found !== undefined) return found
  const firsts = new Map<string, Grant>()
  for (const grant of grants) {
    const content = contentOf(grant)
    if (!firsts.has(content)) firsts.set(content, grant)
  }
  byKey.set(key, firsts)
  return firsts
}

function contentOf({ grantee, operations, constraints, name }: Grant): string {
  return JSON.stringify([
    principalId(grantee),
    operations.map(showText).toSorted(),
    constraints.map(wordsOf).toSorted(),
    name === undefined ? '' : showText(name),
  ])
}

function wordsOf(constraint: GrantConstraint): string {
  if (constraint.kind === 'unknown') return `unknown ${constraint.unknown.name}`
  if (constraint.kind === 'source-arn') return `source ${showText(constraint.arn)}`
  const pairs = [...constraint.pairs].map(([name, value]) =>
    JSON.stringify([name.toLowerCase(), showText(value)]),
  )
  return JSON.stringify([constraint.kind, pairs.toSorted()])
}
