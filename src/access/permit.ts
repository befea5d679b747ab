import { difference, intersection, noActions, union, type ActionSet } from '../model/action-set.ts'
import type { Step } from '../model/access.ts'
import type { Condition, Statement } from '../model/statement.ts'
import { distinctUnknowns, type Unknown } from '../model/unknown.ts'

/** What lets some actions of one caller on one target through, with all that is still open about it. */
export interface Permit {
  readonly actions: ActionSet
  /** All must hold when the call is made. */
  readonly conditions: readonly Condition[]
  /** Deny statements that stop the call when all conditions of one list hold. */
  readonly unless: readonly (readonly Condition[])[]
  /** Empty: certain. */
  readonly hangsOn: readonly Unknown[]
  /** The statements that allow, first to last. */
  readonly steps: readonly Step[]
}

/** What stops some actions of one caller on one target. */
export interface Refusal {
  readonly statement?: Statement
  /** One line for people: `key policy, statement 2, denies`. */
  readonly says: string
  /** The actions that it stops: for certain, and at most. */
  readonly must: ActionSet
  readonly may: ActionSet
  /** What lies between the two hangs on these. */
  readonly actionHoles: readonly Unknown[]
  /** All must hold for it to stop anything; none: it always does. */
  readonly conditions: readonly Condition[]
  /** Holes that may keep it from stopping anything. */
  readonly hangsOn: readonly Unknown[]
}

/** Whether nothing about it is open. */
export function isFree({ conditions, unless, hangsOn }: Permit): boolean {
  return conditions.length === 0 && unless.length === 0 && hangsOn.length === 0
}

/** The actions that are given with nothing open. */
export function freeActions(permits: readonly Permit[]): ActionSet {
  return permits
    .filter(isFree)
    .map(({ actions }) => actions)
    .reduce(union, noActions)
}

/** The same permits without those parts that another gives with nothing open; the free ones first. */
export function simplified(permits: readonly Permit[]): readonly Permit[] {
  let free = noActions
  const left: Permit[] = []
  for (const permit of [...permits.filter(isFree), ...permits.filter(one => !isFree(one))]) {
    const actions = difference(permit.actions, free)
    if (actions === noActions) continue
    left.push(actions === permit.actions ? permit : { ...permit, actions })
    if (isFree(permit)) free = union(free, actions)
  }
  return left
}

/** Statements can be written so that their combinations are more than anybody reads: beyond this nobody tells. */
const mostCombinations = 2000

/** What both let through. */
export function both(one: readonly Permit[], other: readonly Permit[]): readonly Permit[] {
  if (one.length * other.length > mostCombinations) return [tooIntricate(one, other)].filter(isAny)
  return one.flatMap(first => other.map(second => joined(first, second)).filter(isAny))
}

function isAny({ actions }: Permit): boolean {
  return actions !== noActions
}

function joined(first: Permit, second: Permit): Permit {
  return {
    actions: intersection(first.actions, second.actions),
    conditions: distinct(first.conditions, second.conditions),
    unless: distinct(first.unless, second.unless),
    hangsOn: distinctUnknowns([...first.hangsOn, ...second.hangsOn]),
    steps: [...first.steps, ...second.steps],
  }
}

function distinct<Item>(first: readonly Item[], second: readonly Item[]): readonly Item[] {
  if (second.length === 0) return first
  return first.length === 0 ? second : [...new Set([...first, ...second])]
}

/** What a limit (a boundary, an organization's policy) leaves: it is named only where it adds something open. */
export function within(permits: readonly Permit[], limit: readonly Permit[]): readonly Permit[] {
  const free = freeActions(limit)
  const open = limit.filter(one => !isFree(one))
  const passed = permits.flatMap(permit => only(permit, free))
  const others = permits.flatMap(permit => without(permit, free))
  return others.length === 0 || open.length === 0 ? passed : [...passed, ...both(others, open)]
}

/** The part of a permit with these actions. */
export function only(permit: Permit, actions: ActionSet): readonly Permit[] {
  return part(permit, intersection(permit.actions, actions))
}

/** The part of a permit without these actions. */
function without(permit: Permit, actions: ActionSet): readonly Permit[] {
  return part(permit, difference(permit.actions, actions))
}

function part(permit: Permit, actions: ActionSet): readonly Permit[] {
  if (actions === noActions) return []
  return actions === permit.actions ? [permit] : [{ ...permit, actions }]
}

/** The same, for which more is hidden. */
export function doubted(permit: Permit, holes: readonly Unknown[]): Permit {
  return holes.length === 0 ? permit : { ...permit, hangsOn: distinctUnknowns([...permit.hangsOn, ...holes]) }
}

/** What a refusal leaves. */
export function after(permits: readonly Permit[], refusal: Refusal): readonly Permit[] {
  return permits.flatMap(permit => {
    const touched = intersection(permit.actions, refusal.may)
    if (touched === noActions) return [permit]
    const certain = intersection(touched, refusal.must)
    return [
      ...without(permit, touched),
      ...only(permit, certain).flatMap(one => stopped(one, refusal, refusal.hangsOn)),
      ...only(permit, difference(touched, certain)).flatMap(one =>
        stopped(one, refusal, [...refusal.hangsOn, ...refusal.actionHoles]),
      ),
    ]
  })
}

function stopped(permit: Permit, { conditions }: Refusal, hangsOn: readonly Unknown[]): readonly Permit[] {
  // Whether this Deny fires at all is not known, so that its conditions guard nothing either.
  if (hangsOn.length > 0) return [doubted(permit, hangsOn)]
  return conditions.length === 0 ? [] : [{ ...permit, unless: [...permit.unless, conditions] }]
}

function tooIntricate(one: readonly Permit[], other: readonly Permit[]): Permit {
  const actions = (permits: readonly Permit[]) =>
    permits.map(permit => permit.actions).reduce(union, noActions)
  const steps = [...(one[0]?.steps ?? []), ...(other[0]?.steps ?? [])]
  const name = `what more than ${mostCombinations} combinations of statements allow`
  const at = steps[0]?.at ?? { file: '', address: '', pointer: '' }
  return {
    actions: intersection(actions(one), actions(other)),
    conditions: [],
    unless: [],
    hangsOn: [{ kind: 'unknown', reason: 'undecided-condition', name, shape: 'anything', at }],
    steps,
  }
}
