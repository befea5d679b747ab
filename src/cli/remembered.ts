import type { Chunks } from '../readers/head.ts'
import type { Input } from '../readers/input.ts'

const mostRemembered = 64 * 1024 * 1024

/** What comes only once, such as standard input, to be read twice: it is kept unless it is larger than 64 MiB. */
export function remembered(chunks: Chunks): Pick<Input, 'chunks' | 'again'> {
  const kept: Uint8Array[] = []
  let length = 0
  let isWhole = false
  async function* first(): AsyncGenerator<Uint8Array> {
    for await (const chunk of chunks) {
      length += chunk.length
      // A copy, since a chunk can be a small part of a large buffer.
      if (length <= mostRemembered) kept.push(Buffer.from(chunk))
      else kept.length = 0
      yield chunk
    }
    isWhole = length <= mostRemembered
  }
  return { chunks: first(), again: () => (isWhole ? kept : undefined) }
}
