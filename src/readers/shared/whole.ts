import { Buffer } from 'node:buffer'
import type { InputError } from '../../model/input-error.ts'
import type { Chunks } from '../head.ts'

/** All bytes of an input. Throws what `tooLarge` makes for more than `most` of them. */
export async function wholeOf(chunks: Chunks, most: number, tooLarge: () => InputError): Promise<Buffer> {
  const parts: Uint8Array[] = []
  let length = 0
  for await (const chunk of chunks) {
    length += chunk.length
    if (length > most) throw tooLarge()
    // A copy, since whoever hands the chunk over may use its memory again.
    parts.push(Buffer.from(chunk))
  }
  return Buffer.concat(parts)
}
