/** No string of a plan is longer; what would be is not made. */
export const longestText = 1_000_000

/** No list of a plan has more elements; what would have is not made. */
export const mostItems = 100_000
