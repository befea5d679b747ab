import type { SharedAccess, Step, Via } from '../../model/access.ts'
import type { ActionSet } from '../../model/action-set.ts'
import type { Principal } from '../../model/principal.ts'
import type { SourceLocation } from '../../model/source-location.ts'
import type { Approach, Link } from './approach.ts'
import { joinedTerms, type Terms } from './terms.ts'

/** A way of somebody to a key; a chain shares its end with the ways that it is made of. */
export interface Way extends Terms {
  readonly principal: Principal
  readonly address?: string
  readonly via: Via
  readonly actions: ActionSet
  /** The first steps. */
  readonly steps: readonly [Step, ...Step[]]
  /** Whose way it goes on with. */
  readonly rest?: Way
}

/** An access as things stand. */
export function directWay(access: SharedAccess): Way {
  const { principal, principalAddress, via, actions, path, conditions, unless, unknowns } = access
  const address = principalAddress === undefined ? {} : { address: principalAddress }
  return { principal, ...address, via, actions, steps: path, conditions, unless, hangsOn: unknowns }
}

/** The way of somebody who becomes the one whose way it is. */
export function approached(way: Way, { principal, address, via }: Approach, link: Link): Way {
  return {
    principal,
    ...(address === undefined ? {} : { address }),
    via,
    actions: way.actions,
    ...joinedTerms(link, way),
    steps: link.steps,
    rest: way,
  }
}

/** The same way after a first step of the same principal, with what that step gives. */
export function opened(way: Way, step: Step, actions: ActionSet, via: Via): Way {
  return { ...way, via, actions, steps: [step, ...way.steps] }
}

/**
 * Where to take from somebody what a way gives: the statement of his own policy, where a key policy leaves it to those.
 */
export function placeToChange({ steps }: Pick<Way, 'steps'>): SourceLocation {
  return (steps.find(({ kind }) => kind === 'iam-policy') ?? steps[0]).at
}

/** A longer chain is told by its beginning and its end. */
const mostLinks = 24

/** The access that a way is, with the whole path. */
export function accessOfWay(way: Way): SharedAccess {
  const { principal, address, via, actions, conditions, unless, hangsOn } = way
  return {
    principal,
    ...(address === undefined ? {} : { principalAddress: address }),
    via,
    actions,
    certainty: hangsOn.length === 0 ? 'certain' : 'possible',
    path: pathOf(way),
    conditions,
    unless,
    unknowns: hangsOn,
  }
}

function pathOf(way: Way): readonly [Step, ...Step[]] {
  const links: Way[] = []
  for (let link = way.rest; link !== undefined; link = link.rest) links.push(link)
  const half = mostLinks / 2
  const skipped = links.slice(half, -half)
  const [first] = skipped
  if (links.length <= mostLinks || first === undefined) {
    return [...way.steps, ...links.flatMap(({ steps }) => steps)]
  }
  const { kind, at } = first.steps[0]
  const between: Step = { kind, says: `and so on, through ${skipped.length} more`, at }
  const stepsOf = (some: readonly Way[]) => some.flatMap(({ steps }) => steps)
  return [...way.steps, ...stepsOf(links.slice(0, half)), between, ...stepsOf(links.slice(-half))]
}
