import type { Budget } from './budget.ts'

/** Which points of each dimension are still open, a bit for each. */
export type Box = readonly bigint[]

/** That the point of one dimension is one of these. */
export interface Demand {
  readonly dimension: number
  readonly points: bigint
}

/** One of these lists of demands must be met as a whole. */
export type Choice = readonly (readonly Demand[])[]

/** Whether the search found what was looked for, or knows that there is none; `unknown` when the budget ended first. */
export type Found = 'yes' | 'no' | 'unknown'

export interface Search {
  /** Asked for each box of which all points meet every choice; `true` ends the search. */
  readonly isGood: (box: Box) => boolean
  readonly budget: Budget
}

/**
 * Looks for points that meet all choices: the choice with the fewest ways left is tried first. What one way has tried
 * the next ones leave out.
 */
export function find(box: Box, choices: readonly Choice[], search: Search): Found {
  if (box.includes(0n)) return 'no'
  const open: { readonly choice: Choice; readonly ways: Choice }[] = []
  for (const choice of choices) {
    if (!search.budget.spend(1 + choice.length)) return 'unknown'
    if (choice.some(way => isMet(box, way))) continue
    const ways = choice.filter(way => narrowed(box, way) !== undefined)
    if (ways.length === 0) return 'no'
    open.push({ choice, ways })
  }
  const [first, ...others] = open.toSorted((one, other) => one.ways.length - other.ways.length)
  if (first === undefined) return search.isGood(box) ? 'yes' : 'no'
  const rest = others.map(({ ways }) => ways)
  let left = box
  let unsure = false
  for (const way of first.ways) {
    const inside = narrowed(left, way)
    if (inside === undefined) continue
    const found = find(inside, rest, search)
    if (found === 'yes') return 'yes'
    if (found === 'unknown') unsure = true
    const [only] = way
    if (only !== undefined && way.length === 1) left = without(left, only)
  }
  return unsure ? 'unknown' : 'no'
}

function isMet(box: Box, way: readonly Demand[]): boolean {
  return way.every(({ dimension, points }) => ((box[dimension] ?? 0n) & ~points) === 0n)
}

function narrowed(box: Box, way: readonly Demand[]): Box | undefined {
  const inside = [...box]
  for (const { dimension, points } of way) {
    const left = (inside[dimension] ?? 0n) & points
    if (left === 0n) return undefined
    inside[dimension] = left
  }
  return inside
}

function without(box: Box, { dimension, points }: Demand): Box {
  return box.map((left, index) => (index === dimension ? left & ~points : left))
}
