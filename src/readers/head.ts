/** Bytes that come in pieces. */
export type Chunks = Iterable<Uint8Array> | AsyncIterable<Uint8Array>

/** The same bytes, the first chunk of which has at least so many, or all that there are. */
export async function* withHead(chunks: Chunks, least: number): AsyncGenerator<Uint8Array, void> {
  const head: Uint8Array[] = []
  let missing = least
  for await (const chunk of chunks) {
    if (missing <= 0 || (head.length === 0 && chunk.length >= missing)) {
      missing = 0
      yield chunk
      continue
    }
    // A copy, since whoever hands the chunk over may use its memory again.
    head.push(Buffer.from(chunk))
    missing -= chunk.length
    if (missing <= 0) yield Buffer.concat(head.splice(0))
  }
  if (missing > 0) yield Buffer.concat(head)
}

/** The first chunk, and all of them once more. */
export async function peeked(
  chunks: AsyncGenerator<Uint8Array, void>,
): Promise<{ readonly head: Uint8Array; readonly chunks: Chunks }> {
  const first = await chunks.next()
  if (first.done === true) return { head: new Uint8Array(0), chunks: [] }
  // Read before the next one is asked for, which may use its memory again.
  const head = first.value
  return { head, chunks: follow(head, chunks) }
}

async function* follow(
  first: Uint8Array,
  chunks: AsyncGenerator<Uint8Array, void>,
): AsyncGenerator<Uint8Array, void> {
  yield first
  yield* chunks
}
