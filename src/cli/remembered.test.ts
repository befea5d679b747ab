import { expect, test } from 'vitest'
import { remembered } from './remembered.ts'

async function* pieces(count: number, size: number): AsyncGenerator<Uint8Array> {
  const piece = Buffer.alloc(size, 'x')
  for (let index = 0; index < count; index += 1) {
    yield piece
    await Promise.resolve()
  }
}

async function* broken(): AsyncGenerator<Uint8Array> {
  yield* pieces(1, 1)
  throw new Error('gone')
}

async function lengthOf(chunks: AsyncIterable<Uint8Array> | Iterable<Uint8Array>): Promise<number> {
  let length = 0
  for await (const chunk of chunks) length += chunk.length
  return length
}

test('what comes only once can be read again once it was read to its end', async () => {
  const { chunks, again } = remembered(pieces(3, 10))
  expect(again?.()).toBeUndefined()
  expect(await lengthOf(chunks)).toBe(30)
  const second = again?.()
  expect(second === undefined ? 0 : await lengthOf(second)).toBe(30)
})

test.each([
  [64, true],
  [65, false],
])('%d MiB: %s', async (count, isKept) => {
  const { chunks, again } = remembered(pieces(count, 1024 * 1024))
  expect(await lengthOf(chunks)).toBe(count * 1024 * 1024)
  expect(again?.() !== undefined).toBe(isKept)
})

test('what fails on the way is not offered again', async () => {
  const { chunks, again } = remembered(broken())
  await expect(lengthOf(chunks)).rejects.toThrow('gone')
  expect(again?.()).toBeUndefined()
})
