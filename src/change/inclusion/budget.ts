/** How much work is left for one comparison, so that hostile conditions end in `unknown` and not in a long wait. */
export interface Budget {
  /** Takes this much off; false when nothing is left. */
  spend(work: number): boolean
}

/** A budget of so many steps. */
export function budgetOf(steps: number): Budget {
  let left = steps
  return {
    spend: work => {
      left -= work
      return left >= 0
    },
  }
}
