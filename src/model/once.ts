/** Remembers an answer that is only sometimes asked for, and then often. */
export function once<Answer>(ask: () => Answer): () => Answer {
  let kept: { readonly answer: Answer } | undefined
  return () => {
    kept ??= { answer: ask() }
    return kept.answer
  }
}
