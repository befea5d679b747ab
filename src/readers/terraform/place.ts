import { isAscii } from 'node:buffer'

/** A place in a text: 1-based, columns counted in characters. */
export interface Place {
  readonly line: number
  readonly column: number
}

/** Where every text begins. */
export const firstPlace: Place = { line: 1, column: 1 }

const lineFeed = 0x0a

/** The place behind these bytes of UTF-8 that begin at `from`. */
export function placeAfter(from: Place, bytes: Buffer): Place {
  // Buffer's search is native, that of other typed arrays is not.
  const lastBreak = bytes.lastIndexOf(lineFeed)
  if (lastBreak === -1) return { line: from.line, column: from.column + countCharacters(bytes) }
  return {
    line: from.line + countLineFeeds(bytes),
    column: 1 + countCharacters(bytes.subarray(lastBreak + 1)),
  }
}

function countCharacters(bytes: Uint8Array): number {
  if (isAscii(bytes)) return bytes.length
  let count = 0
  // 10xxxxxx continues the character before it.
  for (const byte of bytes) if ((byte & 0xc0) !== 0x80) count += 1
  return count
}

function countLineFeeds(bytes: Uint8Array): number {
  let count = 0
  for (const byte of bytes) if (byte === lineFeed) count += 1
  return count
}
