import { TextDecoder } from 'node:util'
import { InputError } from '../model/input-error.ts'
import { withHead, type Chunks } from './head.ts'
import { firstPlace, placeAfter } from './terraform/place.ts'

const longestMark = 3

/**
 * The same text in UTF-8 without a byte-order mark. UTF-16 is known by its mark: Windows PowerShell 5 writes
 * it for `>`. Bytes without a mark pass as they are.
 */
export async function* decode(chunks: Chunks, file: string): AsyncGenerator<Uint8Array, void> {
  let recode: Recode | undefined
  for await (const chunk of withHead(chunks, longestMark)) {
    recode ??= recoderFor(chunk, file)
    yield recode(chunk)
  }
  if (recode !== undefined) yield recode()
}

/** The chunk in UTF-8; without a chunk, what is left of the last one. */
type Recode = (chunk?: Uint8Array) => Uint8Array

function recoderFor(head: Uint8Array, file: string): Recode {
  if (startsWith(head, [0xff, 0xfe])) return fromUtf16(new TextDecoder('utf-16le', { fatal: true }), file)
  if (startsWith(head, [0xfe, 0xff])) return fromUtf16(new TextDecoder('utf-16be', { fatal: true }), file)
  let mark = startsWith(head, [0xef, 0xbb, 0xbf]) ? longestMark : 0
  return (chunk = new Uint8Array(0)) => {
    const text = chunk.subarray(mark)
    mark = 0
    return text
  }
}

function startsWith(bytes: Uint8Array, mark: readonly number[]): boolean {
  return mark.every((byte, index) => bytes[index] === byte)
}

function fromUtf16(decoder: TextDecoder, file: string): Recode {
  let place = firstPlace
  return chunk => {
    try {
      const bytes = Buffer.from(
        chunk === undefined ? decoder.decode() : decoder.decode(chunk, { stream: true }),
      )
      place = placeAfter(place, bytes)
      return bytes
    } catch (error) {
      if (!(error instanceof TypeError)) throw error
      const hint = 'write the plan anew: `terraform show -json tfplan | Out-File -Encoding utf8 plan.json`'
      throw new InputError('the UTF-16 text is broken somewhere behind this place', {
        input: file,
        hint,
        ...place,
      })
    }
  }
}
