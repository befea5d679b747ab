import { difference, intersection, noActions, overlaps, union, type ActionSet } from '../model/action-set.ts'
import type { Key } from '../model/key.ts'
import type { SourceLocation } from '../model/source-location.ts'
import type { Condition, Statement } from '../model/statement.ts'
import { holesOf, literal, showText, type Text } from '../model/text.ts'
import { distinctUnknowns, isUnknown, type Unknown } from '../model/unknown.ts'
import { action, actionNamed, actionsOfKeyType, coverOf, keyActions } from '../policy/actions.ts'
import { matchesWildcard } from '../policy/wildcard.ts'
import { holesOfActions } from './action-holes.ts'
import { allowedBy } from './allow.ts'
import { aliveUnder } from './callers.ts'
import { isOnlyInSomeRequests, meaningOf } from './condition-keys.ts'
import { noFacts } from './facts.ts'
import { isContradiction } from './satisfiable.ts'
import { keyPolicyTarget } from './target.ts'

/** Why a statement of a key policy, or a part of it, never counts. */
export interface Lifeless {
  readonly kind: 'element' | 'resource' | 'iam-only' | 'retire-only' | 'key-type' | 'conditions' | 'actions'
  /** To follow the name of the statement, or of its actions, and a colon. */
  readonly says: string
  readonly at: SourceLocation
  /** Empty: certain. */
  readonly hangsOn: readonly Unknown[]
  /** Of `actions`, which of a statement that has others: those that are dead, by their names as written. */
  readonly names?: readonly string[]
}

/**
 * Why no request is ever decided by a statement of a key policy, or by some actions that it lists by name. Nothing where
 * each of them can count. A statement without a principal that KMS could take is not looked at: that is another fault.
 */
export function lifelessIn(statement: Statement, key: Key): Lifeless | undefined {
  const { effect, principals } = statement
  if (principals === undefined || !isForSomebody(principals)) return undefined
  if (!isUnknown(effect)) return lifelessAs(statement, key)
  const allowing = lifelessAs({ ...statement, effect: 'Allow' }, key)
  const denying = lifelessAs({ ...statement, effect: 'Deny' }, key)
  const either = allowing ?? denying
  if (either === undefined) return undefined
  const hidden = allowing?.kind === denying?.kind ? [] : [effect]
  return { ...either, hangsOn: distinctUnknowns([...either.hangsOn, ...hidden]) }
}

function lifelessAs(statement: Statement, key: Key): Lifeless | undefined {
  const { actions, resources, at } = statement
  const element = actions === undefined ? 'Action' : resources === undefined ? 'Resource' : undefined
  if (element !== undefined) return { kind: 'element', says: `it has no \`${element}\``, at, hangsOn: [] }
  return (
    offTarget(statement, key) ??
    withoutActions(statement, key) ??
    unmet(statement, key) ??
    partly(statement, key)
  )
}

function isForSomebody({ items }: NonNullable<Statement['principals']>): boolean {
  return items.some(({ principal: { kind } }) => kind !== 'unusable' && kind !== 'federated')
}

/** `*`, the key's own ARN or a pattern for it (Developer Guide, "Key policies in AWS KMS", Resource). */
function offTarget({ resources, at }: Statement, key: Key): Lifeless | undefined {
  const match = keyPolicyTarget(key).covered(resources, noFacts)
  if (match.is === 'yes') return undefined
  const listed = (resources?.items ?? []).slice(0, 2).map(({ text }) => showText(text))
  const shown = listed.length === 0 ? 'its list of resources is empty' : `its resource ${listed.join(', ')}`
  const says = listed.length === 0 ? shown : `${shown} is not this key`
  const holes = match.is === 'unknown' ? match.hangsOn : []
  return { kind: 'resource', says, at: resources?.at ?? at, hangsOn: holes }
}

const retireGrant = action('kms:RetireGrant')

/**
 * A Deny on it counts (Developer Guide, "Retiring and revoking grants"), though no Allow in a key policy does. An action
 * that is not told is no such Deny yet: whether it is one is what its effect hangs on.
 */
function deniesRetiring({ effect, actions }: Statement): boolean {
  if (effect !== 'Deny' || actions === undefined) return false
  const names = actions.items.some(({ text }) => {
    const widest = text.map(part => (isUnknown(part) ? '*' : part)).join('')
    const isTold = !text.some(isUnknown) || actions.negated
    return isTold && matchesWildcard(widest.toLowerCase(), 'kms:retiregrant')
  })
  return names !== actions.negated
}

/** What hides whether a Deny is one of retiring grants, too. */
function maybeRetiring({ effect, actions }: Statement): readonly Unknown[] {
  if (effect !== 'Deny' || actions === undefined || actions.negated) return []
  return actions.items.flatMap(({ text }) => holesOf(text))
}

/** What of its actions some request can ask for: of this type of key, with the condition keys that are asked for. */
function living(statement: Statement, key: Key) {
  const { must, may } = coverOf(statement.actions)
  const ofType = actionsOfType(key)
  const alive = aliveUnder(statement.conditions, keyPolicyTarget(key), intersection(may, ofType))
  const holes = [...alive.hangsOn, ...(may === must ? [] : holesOfActions(statement.actions))]
  return {
    may,
    ofType: intersection(may, ofType),
    certain: intersection(alive.actions, must),
    sure: alive.actions,
    perhaps: union(alive.actions, alive.perhaps),
    holes,
  }
}

function actionsOfType({ spec, usage }: Key): ActionSet {
  return actionsOfKeyType(isUnknown(spec) ? undefined : spec, isUnknown(usage) ? undefined : usage)
}

function withoutActions(statement: Statement, key: Key): Lifeless | undefined {
  const { actions, at } = statement
  if (deniesRetiring(statement)) return undefined
  const { may, ofType, certain, perhaps, holes } = living(statement, key)
  const place = { at: actions?.at ?? at }
  if (may === noActions) return withoutKeyActions(statement, place.at)
  if (ofType === noActions) {
    const says = `no key of type ${knownType(key)} can do what it lists`
    return { kind: 'key-type', says, ...place, hangsOn: [] }
  }
  if (certain !== noActions) return undefined
  const keys = statement.conditions.map(one => one.key).filter(isOnlyInSomeRequests)
  if (perhaps === noActions)
    return {
      kind: 'conditions',
      says: `no request for its actions carries ${[...new Set(keys)].join(' and ')}`,
      ...place,
      hangsOn: maybeRetiring(statement),
    }
  return { kind: 'actions', says: 'its actions are not told', ...place, hangsOn: distinctUnknowns(holes) }
}

function knownType({ spec, usage }: Key): string {
  const written = isUnknown(spec) ? usage : spec
  return isUnknown(written) ? 'this' : written
}

/** An action that KMS does not have is told by the grammar; one of another service, or of IAM policies alone, here. */
function withoutKeyActions({ actions }: Statement, at: SourceLocation): Lifeless | undefined {
  const names = (actions?.items ?? []).map(({ text }) => literal(text) ?? '')
  if (names.length === 0) return { kind: 'element', says: 'its list of actions is empty', at, hangsOn: [] }
  if (actions?.negated === true || !names.every(name => actionNamed(name) !== undefined || isElsewhere(name)))
    return undefined
  const retires = names.every(name => actionNamed(name) === retireGrant)
  const all = names.every(isElsewhere)
  const says = all ? 'its actions are none of KMS' : 'only IAM policies can allow its actions'
  return { kind: retires ? 'retire-only' : all ? 'element' : 'iam-only', says, at, hangsOn: [] }
}

/** `s3:GetObject`; a wildcard in the place of the service may be KMS. */
function isElsewhere(name: string): boolean {
  return /^[a-z0-9-]+:/i.test(name) && !/^kms:/i.test(name)
}

/** The conditions rule out everybody whom the statement names, whatever the call is. */
function unmet(statement: Statement, key: Key): Lifeless | undefined {
  const { principals, conditions, effect } = statement
  if (principals?.negated === true || deniesRetiring(statement)) return undefined
  if (coverOf(statement.actions).may === noActions) return undefined
  const candidates = allowedBy({ ...statement, effect: 'Allow' }, keyPolicyTarget(key)).filter(
    candidate =>
      overlaps(candidate.actions, actionsOfType(key)) &&
      !isContradiction({ conditions: [...candidate.met, ...candidate.conditions], unless: [] }),
  )
  const about = conditions.filter(({ key: name }) => tellsWho(name))
  const ignored = [effect, ...(about.length === 0 ? namedHoles(statement) : [])].filter(isUnknown)
  const doubts = candidates.map(({ hangsOn }) =>
    hangsOn.filter(
      hole => !ignored.some(one => one.name === hole.name) && !isOfDeleted(hole) && !isOfBeing(hole),
    ),
  )
  if (doubts.some(holes => holes.length === 0)) return undefined
  const [first] = conditions
  return {
    kind: 'conditions',
    says: 'no call can meet its conditions',
    at: first?.at ?? statement.at,
    hangsOn: distinctUnknowns([...doubts.flat(), ...maybeRetiring(statement)]),
  }
}

function namedHoles({ principals }: Statement): readonly Unknown[] {
  const kinds = (principals?.items ?? []).map(({ principal }) => principal)
  return kinds.flatMap(principal => (principal.kind === 'unknown' ? [principal.unknown] : []))
}

/** Whether a statement is there at all is no matter of its conditions. */
function isOfBeing({ reason, ofBeing }: Unknown): boolean {
  return reason === 'undecided-condition' || ofBeing === true
}

/** Whether a deleted principal is one is no matter of conditions. */
function isOfDeleted({ name }: Unknown): boolean {
  return name.endsWith(' still exists')
}

function tellsWho(name: string): boolean {
  return !['request', 'resource', 'via-service'].includes(meaningOf(name))
}

/** Actions that are listed by name beside others which count; what a wildcard covers is never told one by one. */
function partly(statement: Statement, key: Key): Lifeless | undefined {
  const { actions, effect, conditions } = statement
  const conditionHoles = statement.conditionHoles.filter(hole => !isOfBeing(hole))
  if (actions === undefined || actions.negated) return undefined
  const { perhaps, sure, holes } = living(statement, key)
  const spared =
    effect === 'Deny' ? union(retireGrant, difference(keyActions, actionsOfType(key))) : noActions
  const without = (alive: ActionSet) => actions.items.filter(item => isDead(item.text, union(alive, spared)))
  const dead = without(perhaps)
  // What is hidden may be such an action, or a condition that such an action cannot meet.
  const isOpen = conditionHoles.length > 0 || conditions.some(one => isOnlyInSomeRequests(one.key))
  const hidden = isOpen ? [...conditionHoles, ...actions.items.flatMap(item => holesOf(item.text))] : []
  const doubtful = dead.length > 0 ? [] : hidden.length > 0 ? actions.items.slice(0, 1) : without(sure)
  const [first] = [...dead, ...doubtful]
  if (first === undefined) return undefined
  return {
    kind: 'actions',
    says: becauseOf(conditions),
    at: first.at,
    hangsOn: dead.length > 0 ? [] : distinctUnknowns([...hidden, ...holes]),
    names: dead.length > 0 ? dead.map(({ text }) => showText(text)) : ['an action'],
  }
}

/** An action by its name that is none of these. */
function isDead(written: Text, alive: ActionSet): boolean {
  const one = actionNamed(literal(written) ?? '')
  return one !== undefined && !overlaps(one, alive)
}

function becauseOf(conditions: readonly Condition[]): string {
  return conditions.some(({ key }) => isOnlyInSomeRequests(key))
    ? 'a key policy cannot give them, or not under these conditions'
    : 'a key policy cannot give them for this key'
}
