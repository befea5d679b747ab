import { isUtf8 } from 'node:buffer'
import type { InputError } from '../../model/input-error.ts'
import { readLeaf } from './leaf.ts'
import { placeAfter } from './place.ts'
import { scan } from './scan.ts'
import type { Slice } from './slice.ts'
import { broken, type Listener } from './walk.ts'

/** The value of a slice. A fault in it is an `InputError` with its place in the file. */
export function parseSlice(slice: Slice, file: string): unknown {
  if (!isUtf8(slice.bytes)) {
    const valid = slice.bytes.subarray(0, lengthOfUtf8(slice.bytes))
    throw broken(file, placeAfter(slice.place(), valid), 'the text is not UTF-8')
  }
  try {
    return JSON.parse(slice.bytes.toString())
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error
    throw faultIn(slice, file)
  }
}

/** Node's versions word the place differently in their messages, and some leave it out: it is looked for anew. */
function faultIn(slice: Slice, file: string): InputError {
  const leaf = readLeaf(slice.bytes)
  if (!isContainer(slice.bytes) && leaf.kind === 'fault') {
    return broken(file, placeAfter(slice.place(), slice.bytes.subarray(0, leaf.at)), leaf.says)
  }
  const walk = scan({ kind: 'everything' }, file, deaf, slice.place())
  walk.write(slice.bytes)
  walk.end()
  return broken(file, slice.place(), 'this is not JSON')
}

const ignore = (): void => {}
const deaf: Listener = { name: ignore, list: ignore, slice: ignore }

function isContainer(bytes: Buffer): boolean {
  const [first] = bytes
  return first === 0x7b || first === 0x5b
}

/** Decoding replaces what is not UTF-8; encoded again, the text differs from there on. */
function lengthOfUtf8(bytes: Buffer): number {
  const again = Buffer.from(bytes.toString())
  const at = bytes.findIndex((byte, index) => byte !== again[index])
  return at === -1 ? bytes.length : at
}
