import { expect, test } from 'vitest'
import { decode } from './decode.ts'
import { inChunks } from './in-chunks.ts'

const text = '{"é": "€😀"}\n'
const bigEndian = (written: string) => Buffer.from(written, 'utf16le').swap16()

async function decoded(bytes: Uint8Array, size: number): Promise<string> {
  const chunks: Uint8Array[] = []
  for await (const chunk of decode(inChunks(bytes, size), 'plan.json')) chunks.push(Buffer.from(chunk))
  return Buffer.concat(chunks).toString()
}

test.each([
  ['UTF-8', Buffer.from(text)],
  ['UTF-8 with a mark', Buffer.from(`\uFEFF${text}`)],
  ['UTF-16 little endian with its mark', Buffer.from(`\uFEFF${text}`, 'utf16le')],
  ['UTF-16 big endian with its mark', bigEndian(`\uFEFF${text}`)],
])('reads %s in chunks of any size', async (_, bytes) => {
  for (const size of [1, 2, 3, 5, 1000]) expect(await decoded(bytes, size)).toBe(text)
})

test('passes short and empty inputs on', async () => {
  for (const short of ['', '{', '{}']) expect(await decoded(Buffer.from(short), 1)).toBe(short)
  expect(await decoded(Buffer.from('\uFEFF'), 1)).toBe('')
})

test('says behind which place UTF-16 is broken', async () => {
  const lone = Buffer.from('\uFEFF{"a":\n"\uD800x"}', 'utf16le')
  await expect(decoded(lone, 2)).rejects.toMatchObject({
    message: 'the UTF-16 text is broken somewhere behind this place',
    place: { input: 'plan.json', line: 2, column: 2 },
  })
  const half = Buffer.concat([Buffer.from('\uFEFF{}', 'utf16le'), Buffer.from([0x20])])
  await expect(decoded(half, 100)).rejects.toMatchObject({ place: { line: 1, column: 3 } })
})
