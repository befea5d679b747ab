import { InputError } from '../../model/input-error.ts'
import { readLeaf } from './leaf.ts'
import type { Outline } from './outline.ts'
import { firstPlace, placeAfter, type Place } from './place.ts'
import { planCommand } from './plan-command.ts'
import { carry, carryFrom, largestSlice, type Slice } from './slice.ts'
import { closersRoom, endOfValue, type OpenValue } from './value-end.ts'
import { broken, notA, placeAt, step, takeName, type Listener, type Walk } from './walk.ts'

/** Takes a document in chunks of any size; every fault in it is an `InputError` with its place. */
export interface Scan {
  readonly write: (bytes: Uint8Array) => void
  /** To be called behind the last chunk: what is still open then was cut off. */
  readonly end: () => void
}

/**
 * Follows the outline through a UTF-8 document and hands over its slices. Values beside the outline are
 * skipped: of them only brackets, strings and the characters outside strings are checked.
 */
export function scan(outline: Outline, file: string, listener: Listener, from: Place = firstPlace): Scan {
  const walk: Walk = {
    file,
    listener,
    refuse: (at, says) => {
      throw broken(file, placeAt(walk, at), says)
    },
    frames: [],
    room: closersRoom(),
    expects: 'value',
    outline,
    value: undefined,
    role: 'skipped',
    bytes: Buffer.alloc(0),
    from: 0,
    carried: undefined,
    place: from,
    counted: 0,
  }
  return { write: bytes => feed(walk, bytes), end: () => finish(walk) }
}

function feed(walk: Walk, bytes: Uint8Array): void {
  walk.bytes = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length)
  walk.counted = 0
  walk.from = 0
  let at = 0
  while (at < bytes.length) at = walk.value === undefined ? step(walk, at) : passOver(walk, walk.value, at)
  if (walk.value !== undefined && walk.role !== 'skipped') putAside(walk, bytes.length)
  placeAt(walk, bytes.length)
}

function finish(walk: Walk): void {
  if (walk.expects === 'nothing' && walk.value === undefined) return
  throw new InputError('the JSON ends early: the file was cut off', {
    input: walk.file,
    hint: `run ${planCommand} again and see that it succeeds; in a pipe, \`set -o pipefail\` shows it`,
    ...walk.place,
  })
}

function passOver(walk: Walk, value: OpenValue, at: number): number {
  const end = endOfValue(value, walk.bytes, at, walk.refuse)
  if (end === -1) return walk.bytes.length
  if (walk.role !== 'skipped') take(walk, sliceUpTo(walk, end))
  if (walk.role === 'name') walk.expects = 'colon'
  else walk.expects = walk.frames.length === 0 ? 'nothing' : 'comma or end'
  walk.value = undefined
  walk.carried = undefined
  return end
}

function putAside(walk: Walk, end: number): void {
  checkSize(walk, end)
  walk.carried ??= carryFrom(placeAt(walk, walk.from))
  carry(walk.carried, walk.bytes.subarray(walk.from, end))
}

function sliceUpTo(walk: Walk, end: number): Slice {
  const { from, carried } = walk
  if (carried === undefined) {
    checkSize(walk, end)
    return { bytes: walk.bytes.subarray(from, end), place: () => placeAt(walk, from) }
  }
  putAside(walk, end)
  return { bytes: carried.bytes.subarray(0, carried.length), place: () => carried.place }
}

function checkSize(walk: Walk, end: number): void {
  if ((walk.carried?.length ?? 0) + end - walk.from <= largestSlice) return
  const { outline, role, carried } = walk
  const whose = outline?.kind === 'slice' && role === 'slice' ? `\`${outline.part}\`` : 'the plan'
  throw broken(
    walk.file,
    carried?.place ?? placeAt(walk, walk.from),
    `a single value of ${whose} is larger than ${largestSlice / 1024 / 1024} MiB`,
    'split the configuration, and check each part on its own',
  )
}

function take(walk: Walk, slice: Slice): void {
  const { outline } = walk
  if (walk.role === 'slice' && outline?.kind === 'slice') {
    walk.listener.slice(outline.part, slice)
    return
  }
  const leaf = readLeaf(slice.bytes)
  if (leaf.kind === 'fault') {
    throw broken(walk.file, placeAfter(slice.place(), slice.bytes.subarray(0, leaf.at)), leaf.says)
  }
  if (walk.role === 'name') takeName(walk, String(leaf.value), slice.place)
  // Some writers say `null` for what is absent.
  else if (outline !== undefined && 'name' in outline && leaf.value !== null) {
    throw broken(walk.file, slice.place(), notA(outline))
  }
}
