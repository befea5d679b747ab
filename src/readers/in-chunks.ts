/** For tests only: the bytes in chunks of this size, each in memory that is overwritten once it was taken. */
export function* inChunks(text: string | Uint8Array, size: number): Generator<Uint8Array, void> {
  const bytes = Buffer.from(text)
  const room = Buffer.alloc(Math.min(size, bytes.length))
  for (let from = 0; from < bytes.length; from += size) {
    const length = bytes.copy(room, 0, from, from + size)
    yield room.subarray(0, length)
    room.fill(0)
  }
}
