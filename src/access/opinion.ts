import { difference, intersection, noActions, union, type ActionSet } from '../model/action-set.ts'
import type { Step } from '../model/access.ts'
import type { IdentityPolicy } from '../model/identity.ts'
import { nameOf, type Condition, type Statement } from '../model/statement.ts'
import { isUnknown, type Unknown } from '../model/unknown.ts'
import { aliveUnder } from './callers.ts'
import { settle, type Facts } from './facts.ts'
import type { Permit, Refusal } from './permit.ts'
import { holesOfActions } from './action-holes.ts'
import type { Target } from './target.ts'

/** What documents say about one caller and one target. */
export interface Opinion {
  readonly allows: readonly Permit[]
  readonly refuses: readonly Refusal[]
}

/** A document that speaks of a caller, and how its statements are told to people. */
export interface Speaker {
  readonly kind: Step['kind']
  /** `key policy`, `inline policy "decrypt" of role/App`. */
  readonly name: string
  readonly statements: readonly Statement[]
  /** Parts of it that cannot be read. */
  readonly holes: readonly Unknown[]
  readonly at: Step['at']
  /** Holes that hide whether it speaks of the caller at all. */
  readonly hangsOn: readonly Unknown[]
}

/** A policy of an identity as one who speaks. */
export function speakerOf({ name, document, hangsOn }: IdentityPolicy, at: Step['at']): Speaker {
  const { statements, holes } = document
  const place = document.at.address === '' ? at : document.at
  return { kind: 'iam-policy', name, statements, holes, at: place, hangsOn }
}

/** What a document says whose statements hold for whoever it is attached to. */
export function opinionOf(speaker: Speaker, caller: Facts, target: Target): Opinion {
  const allows: Permit[] = []
  const refuses: Refusal[] = []
  for (const statement of speaker.statements) {
    const asked = statementOn(statement, caller, target)
    if (asked === undefined) continue
    const hangsOn = [...speaker.hangsOn, ...asked.hangsOn]
    if (statement.effect !== 'Deny') allows.push(...permitsOf(statement, asked, hangsOn, speaker))
    if (statement.effect !== 'Allow') refuses.push(refusalOf(statement, asked, hangsOn, speaker))
  }
  const told = { allows, refuses }
  return speaker.holes.length === 0 ? told : together([told, unreadOf(speaker, target)])
}

/** A statement as it applies to a caller and a target. */
export interface Asked {
  readonly must: ActionSet
  readonly may: ActionSet
  /** What lies between the two hangs on these. */
  readonly actionHoles: readonly Unknown[]
  readonly conditions: readonly Condition[]
  readonly hangsOn: readonly Unknown[]
}

/** Nothing when it can never apply: other resources, no action of the target's, a condition that never holds. */
export function statementOn(statement: Statement, caller: Facts, target: Target): Asked | undefined {
  const resource = target.covered(statement.resources, caller)
  if (resource.is === 'no') return undefined
  const cover = target.catalogue.coverOf(statement.actions)
  if (cover.may === noActions) return undefined
  const conditions: Condition[] = [...(resource.conditions ?? [])]
  const hangsOn: Unknown[] = [...resource.hangsOn, ...statement.conditionHoles]
  if (isUnknown(statement.effect)) hangsOn.push(statement.effect)
  const facts: Facts = key => caller(key) ?? target.facts(key)
  for (const condition of statement.conditions) {
    const effect = settle(condition, facts)
    if (effect.is === 'never') return undefined
    if (effect.is === 'unknown') hangsOn.push(...effect.hangsOn)
    if (effect.is === 'open') conditions.push(condition)
  }
  const alive = aliveUnder(conditions, target, cover.may)
  const may = union(alive.actions, alive.perhaps)
  if (may === noActions) return undefined
  const actionHoles = [...holesOfActions(statement.actions), ...alive.hangsOn]
  return { must: intersection(cover.must, alive.actions), may, actionHoles, conditions, hangsOn }
}

/** The parts of an Allow that are certain, and that hang on holes in its actions. */
export function permitsOf(
  statement: Statement,
  asked: Asked,
  hangsOn: readonly Unknown[],
  speaker: Speaker,
): readonly Permit[] {
  const { must, may, actionHoles, conditions } = asked
  const steps = [
    { kind: speaker.kind, says: `${speaker.name}, ${nameOf(statement)}, allows`, at: statement.at },
  ]
  const perhaps = difference(may, must)
  const shared = { conditions, unless: [], steps }
  return [
    ...(must === noActions ? [] : [{ ...shared, actions: must, hangsOn }]),
    ...(perhaps === noActions
      ? []
      : [{ ...shared, actions: perhaps, hangsOn: [...hangsOn, ...actionHoles] }]),
  ]
}

/** A Deny, or a statement that may be one. */
export function refusalOf(
  statement: Statement,
  { must, may, actionHoles, conditions }: Asked,
  hangsOn: readonly Unknown[],
  speaker: Speaker,
): Refusal {
  const says = `${speaker.name}, ${nameOf(statement)}, denies`
  return { statement, says, must, may, actionHoles, conditions, hangsOn }
}

/** What cannot be read may allow and deny anything. */
export function unreadOf(speaker: Speaker, target: Target): Opinion {
  const { kind, name, holes, at } = speaker
  const hangsOn = [...speaker.hangsOn, ...holes]
  const { all } = target.catalogue
  const steps = [{ kind, says: `${name} perhaps allows: it cannot be read before apply`, at }]
  const refusal: Refusal = {
    says: `${name} perhaps denies: it cannot be read before apply`,
    must: noActions,
    may: all,
    actionHoles: [],
    conditions: [],
    hangsOn,
  }
  return {
    allows: [{ actions: all, conditions: [], unless: [], hangsOn, steps }],
    refuses: [refusal],
  }
}

/** Several opinions as one. */
export function together(opinions: readonly Opinion[]): Opinion {
  return {
    allows: opinions.flatMap(({ allows }) => allows),
    refuses: opinions.flatMap(({ refuses }) => refuses),
  }
}
