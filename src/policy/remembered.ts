/** Answers that are kept at most: questions come from strangers. */
const mostKept = 10_000

/** The same function, which works out each answer once. */
export function remembered<Question extends string | bigint, Answer>(
  ask: (question: Question) => Answer,
): (question: Question) => Answer {
  const known = new Map<Question, Answer>()
  return question => {
    const kept = known.get(question)
    if (kept !== undefined) return kept
    const answer = ask(question)
    if (known.size < mostKept) known.set(question, answer)
    return answer
  }
}
