import type { Step } from '../../model/access.ts'
import { intersection, noActions, overlaps, type ActionSet } from '../../model/action-set.ts'
import type { Key } from '../../model/key.ts'
import type { Principal } from '../../model/principal.ts'
import type { PolicyDocument } from '../../model/statement.ts'
import { text } from '../../model/text.ts'
import { isUnknown, type Unknown } from '../../model/unknown.ts'
import { action, useActions } from '../../policy/actions.ts'
import { factsOfPrincipal } from '../facts.ts'
import { limitsGrants } from '../grant-limits.ts'
import { guardedKey, type Guarded } from '../guarded.ts'
import { opinionOf } from '../opinion.ts'
import { policyOn } from '../own-policy.ts'
import { after, type Permit, type Refusal } from '../permit.ts'
import { whichPolicy } from '../which-policy.ts'
import { callerIn, policiesOver, type World } from '../world.ts'
import { aimAtArn } from './aims.ts'
import { called } from './approach.ts'
import type { Approaches } from './approaches.ts'
import { grantedUnder, whatGrants } from './grant-operations.ts'
import { identityActions } from './identity-actions.ts'
import { grantsToNamed } from './named-grantees.ts'
import { told } from './permits.ts'
import type { Powers } from './powers.ts'
import { joinedTerms, noTerms, type Terms } from './terms.ts'
import { opened, placeToChange, type Way } from './way.ts'

/** What somebody who has a way to a key can make of it. */
export type Opening = (way: Way) => readonly Way[]

/** The ways that lead on from an access to the key itself, the most direct first. */
export function openingsOf(
  world: World,
  key: Key,
  powers: Powers,
  approaches: Approaches,
): readonly Opening[] {
  const guarded = guardedKey(world, key)
  return [
    way => byKeyPolicy(world, guarded, way),
    way => byGrant(world, key, guarded, approaches, way),
    way => byReplica(key, guarded, world, powers, way),
  ]
}

const putKeyPolicy = action('kms:PutKeyPolicy')
const createGrant = action('kms:CreateGrant')
const replicateKey = action('kms:ReplicateKey')
const createKey = identityActions('kms:CreateKey')

/** Whoever writes the key policy allows itself, or anybody, everything (API Reference, PutKeyPolicy). */
function byKeyPolicy(world: World, guarded: Guarded, way: Way): readonly Way[] {
  if (!overlaps(way.actions, putKeyPolicy) || isService(way.principal)) return []
  const says = `${who(way)} can write the key policy anew, and allow anybody everything`
  const step: Step = { kind: 'put-key-policy', says, at: placeToChange(way) }
  const everything = opened(way, step, guarded.possible, 'put-key-policy')
  return left(everything, refusedByControls(world, guarded, way.principal))
}

/**
 * Whoever may create grants by a policy grants any operation to anybody, even what it lacks (Developer Guide, "Grants
 * in AWS KMS"); by a grant, only what that grant has.
 */
function byGrant(world: World, key: Key, guarded: Guarded, approaches: Approaches, way: Way): readonly Way[] {
  if (!overlaps(way.actions, createGrant) || way.via === 'kms-grant' || isService(way.principal)) return []
  const limited = limitsGrants(way)
  const toNamed = limited === 'no' ? [] : grantsToNamed(world, key, approaches, way)
  const refusals = refusedByControls(world, guarded, way.principal)
  const named = toNamed.flatMap(one => left(one, refusals))
  if (limited === 'yes') return named
  const step: Step = {
    kind: 'create-grant',
    says: `${who(way)} can create a grant, for itself or anybody`,
    at: placeToChange(way),
  }
  const { certain, perhaps } = grantedUnder(way, guarded.possible)
  const grant = (actions: ActionSet, hangsOn: readonly Unknown[]): readonly Way[] =>
    actions === noActions
      ? []
      : left({ ...opened(way, step, actions, 'create-grant'), hangsOn }, [
          ...refusedToEverybody(world, guarded, way.principal),
          ...refusals,
        ])
  const doubts = [...way.hangsOn, whatGrants(way)]
  return [
    ...named,
    ...grant(certain, limited === 'unknown' ? doubts : way.hangsOn),
    ...grant(perhaps, doubts),
  ]
}

/** A replica has the same key material, and a key policy of its own (API Reference, ReplicateKey). */
function byReplica(key: Key, guarded: Guarded, world: World, powers: Powers, way: Way): readonly Way[] {
  if (!overlaps(way.actions, replicateKey) || key.replica || key.multiRegion === false) return []
  const creating = creatingKeys(world, key, powers, way)
  if (creating === undefined) return []
  const hidden = isUnknown(key.multiRegion) ? [key.multiRegion] : []
  const says = `${who(way)} can replicate the key to another Region, under a key policy of its own (${creating.says})`
  const step: Step = { kind: 'replicate-key', says, at: placeToChange(way) }
  const terms = joinedTerms(joinedTerms(way, creating.terms), { ...noTerms, hangsOn: hidden })
  return [{ ...opened(way, step, intersection(useActions, guarded.possible), 'replicate-key'), ...terms }]
}

/** The half of the replica's Region: `kms:CreateKey` is for IAM policies alone. */
function creatingKeys(
  world: World,
  { account, at }: Key,
  powers: Powers,
  { principal }: Way,
): { readonly terms: Terms; readonly says: string } | undefined {
  if (principal.kind === 'root-user') return { terms: noTerms, says: 'as the root user it may create keys' }
  const identity = world.identityOf(principal)
  if (identity === undefined) {
    if (isService(principal)) return undefined
    const name = 'whether its IAM policies allow kms:CreateKey'
    const hole: Unknown = { kind: 'unknown', reason: 'not-in-input', name, shape: 'anything', at }
    return { terms: { ...noTerms, hangsOn: [hole] }, says: 'if its IAM policies allow kms:CreateKey' }
  }
  const [permit] = powers.permits(identity, createKey, aimAtArn(account, text('*')))
  return permit === undefined ? undefined : { terms: permit, says: `kms:CreateKey: ${told(permit)}` }
}

function who({ principal, address }: Way): string {
  return called(principal, address)
}

/** A service does what its owner's resources ask for, and changes no access by itself. */
function isService({ kind }: Principal): boolean {
  return kind === 'service' || kind === 'services-for'
}

/** What refusals leave of a way. */
function left(way: Way, refusals: readonly Refusal[]): readonly Way[] {
  const permit: Permit = { ...way, steps: [] }
  return refusals
    .reduce<readonly Permit[]>(after, [permit])
    .map(({ actions, conditions, unless, hangsOn }) => ({ ...way, actions, conditions, unless, hangsOn }))
}

/** What the key policy denies everybody stops grants too; what it denies the caller alone, another grantee can do. */
function refusedToEverybody(world: World, guarded: Guarded, principal: Principal): readonly Refusal[] {
  const { caller } = callerIn(world, principal)
  const facts = factsOfPrincipal(principal, caller.roleArn)
  const all = guarded.documents.flatMap(
    document => policyOn(forEverybody(document), { guarded, caller, facts }).refuses,
  )
  if (guarded.documents.length === 1) return all
  return all.map(refusal => ({ ...refusal, hangsOn: [...refusal.hangsOn, whichPolicy(guarded)] }))
}

function forEverybody(document: PolicyDocument): PolicyDocument {
  const statements = document.statements.filter(
    ({ principals }) =>
      principals?.negated === true ||
      principals?.items.some(({ principal }) => principal.kind === 'everyone') === true,
  )
  return { ...document, statements, holes: [] }
}

/** Resource control policies stand above the key policy. */
function refusedByControls(
  world: World,
  { account, inIam }: Guarded,
  principal: Principal,
): readonly Refusal[] {
  const { caller } = callerIn(world, principal)
  const facts = factsOfPrincipal(principal, caller.roleArn)
  return policiesOver(world, 'rcp', account).flatMap(({ name, document, hangsOn }) => {
    const { statements, holes, at } = document
    return opinionOf({ kind: 'organization-policy', name, statements, holes, at, hangsOn }, facts, inIam)
      .refuses
  })
}
