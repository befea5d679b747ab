/**
 * The three answers to a question about a policy. Words, not booleans: `if (tri)` is then
 * always true, which the linter reports. The logic is Kleene's.
 */
export type Tri = 'yes' | 'no' | 'unknown'

/** `yes` or `no`. */
export function tri(condition: boolean): Tri {
  return condition ? 'yes' : 'no'
}

/** Yes when all are; no as soon as one is; `yes` for an empty list. */
export function allOf(answers: Iterable<Tri>): Tri {
  let result: Tri = 'yes'
  for (const answer of answers) {
    if (answer === 'no') return 'no'
    if (answer === 'unknown') result = 'unknown'
  }
  return result
}

/** Yes as soon as one is; no when all are; `no` for an empty list. */
export function anyOf(answers: Iterable<Tri>): Tri {
  let result: Tri = 'no'
  for (const answer of answers) {
    if (answer === 'yes') return 'yes'
    if (answer === 'unknown') result = 'unknown'
  }
  return result
}

/** The opposite; unknown stays unknown. */
export function opposite(answer: Tri): Tri {
  if (answer === 'unknown') return 'unknown'
  return answer === 'yes' ? 'no' : 'yes'
}
