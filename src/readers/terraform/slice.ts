import type { Place } from './place.ts'

/** The bytes of one JSON value. They are valid only while they are handed over: copy what stays. */
export interface Slice {
  readonly bytes: Buffer
  /** Where the value begins: counted on demand, since few are asked. */
  readonly place: () => Place
}

/** Bytes that were put aside because a value goes on in the next chunk. */
export interface Carried {
  bytes: Buffer
  length: number
  readonly place: Place
}

/** A larger value is refused: the memory that a plan may take is bounded by it. */
export const largestSlice = 64 * 1024 * 1024

/** Nothing yet, of a value that begins here. */
export function carryFrom(place: Place): Carried {
  return { bytes: Buffer.alloc(0), length: 0, place }
}

/** Copies the bytes to the end. The room doubles, so that chunks of one byte cost no more than large ones. */
export function carry(carried: Carried, bytes: Uint8Array): void {
  const length = carried.length + bytes.length
  if (length > carried.bytes.length) {
    const roomier = Buffer.allocUnsafe(Math.max(length, 2 * carried.bytes.length))
    carried.bytes.copy(roomier, 0, 0, carried.length)
    carried.bytes = roomier
  }
  carried.bytes.set(bytes, carried.length)
  carried.length = length
}
