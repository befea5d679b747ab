declare const actions: unique symbol

/**
 * A set of KMS actions, a bit for each: the set operations are the bitwise ones.
 * Which bit is which action is known to `policy/actions.ts` alone.
 */
export type ActionSet = bigint & { readonly [actions]?: true }

/** The set without an action. */
export const noActions: ActionSet = 0n

/** What both have. */
export function intersection(one: ActionSet, other: ActionSet): ActionSet {
  return one & other
}

/** What either has. */
export function union(one: ActionSet, other: ActionSet): ActionSet {
  return one | other
}

/** What the first has and the second has not. */
export function difference(one: ActionSet, other: ActionSet): ActionSet {
  return one & ~other
}

/** Whether the first has all that the second has. */
export function includes(one: ActionSet, other: ActionSet): boolean {
  return (one & other) === other
}

/** Whether they have an action in common. */
export function overlaps(one: ActionSet, other: ActionSet): boolean {
  return (one & other) !== noActions
}
