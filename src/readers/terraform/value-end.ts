/** A value whose end is being looked for, chunk by chunk. */
export interface OpenValue {
  readonly kind: 'string' | 'literal' | 'container'
  /** How many brackets are open, those around the value included. */
  depth: number
  /** How many were open before it. */
  readonly outside: number
  /** For each open bracket the one that closes it. */
  readonly closers: Uint8Array
  /** What the last byte left open: a string, or in it an escape. */
  within: 'value' | 'string' | 'escape'
}

/** Says at which byte of the chunk the text breaks the grammar, and how. */
export type Refuse = (at: number, says: string) => never

/** Deeper nesting is refused; Terraform's own stays far below. */
export const deepest = 512

// Plain numbers, since a bundler writes those into the loops.
const quote = 0x22
const backslash = 0x5c

/** The bytes that values begin with. */
export const openers = { object: 0x7b, list: 0x5b, string: quote }
/** The bytes that close containers. */
export const closers = { object: 0x7d, list: 0x5d }

/** How `endOfString` says that the string goes on beyond these bytes. */
const cut = -1
const cutInEscape = -2

/** What may stand in a number, `true`, `false` or `null`. */
const literalBytes = bytesOf('0123456789+-.eEtrufalsn')
/** What may stand in a string, unless it is escaped. */
const stringBytes = new Uint8Array(256).fill(1, 0x20)
stringBytes[quote] = 0
stringBytes[backslash] = 0
/** What may stand outside strings and is no bracket. A look-up is twice as fast as comparisons. */
const plainBytes = bytesOf('0123456789+-.eEtrufalsn,: \t\r\n')

/** Room for the brackets of one value after the other: one for each is too slow. */
export function closersRoom(): Uint8Array {
  return new Uint8Array(deepest)
}

/** The value that begins with this byte inside so many brackets, or nothing if none does. */
export function openValue(byte: number, outside: number, room: Uint8Array): OpenValue | undefined {
  const kind = kindOf(byte)
  return kind && { kind, depth: outside, outside, closers: room, within: 'value' }
}

function kindOf(byte: number): OpenValue['kind'] | undefined {
  if (byte === quote) return 'string'
  if (byte === openers.object || byte === openers.list) return 'container'
  return literalBytes[byte] === 1 ? 'literal' : undefined
}

/**
 * The index behind the value's last byte, or -1 when it goes on beyond these bytes.
 * Inside containers it checks strings, brackets and which characters stand outside strings, not the order
 * of names, colons and commas: `JSON.parse` does that for what is kept.
 */
export function endOfValue(value: OpenValue, bytes: Uint8Array, from: number, refuse: Refuse): number {
  switch (value.kind) {
    case 'literal':
      return endOfLiteral(bytes, from)
    case 'string':
      return goOnInString(value, bytes, value.within === 'value' ? from + 1 : from, refuse)
    case 'container':
      return endOfContainer(value, bytes, from, refuse)
  }
}

function endOfLiteral(bytes: Uint8Array, from: number): number {
  const length = bytes.subarray(from).findIndex(byte => literalBytes[byte] !== 1)
  return length === -1 ? -1 : from + length
}

function endOfContainer(value: OpenValue, bytes: Uint8Array, from: number, refuse: Refuse): number {
  let at = value.within === 'value' ? from : goOnInString(value, bytes, from, refuse)
  while (at >= 0 && at < bytes.length) {
    const byte = bytes[at] ?? 0
    if (plainBytes[byte] === 1) {
      at += 1
    } else if (byte === quote) {
      at = endOfString(bytes, at + 1, refuse)
      if (at < 0) value.within = at === cutInEscape ? 'escape' : 'string'
    } else {
      turn(value, byte, at, refuse)
      at += 1
      if (value.depth === value.outside) return at
    }
  }
  return -1
}

function goOnInString(value: OpenValue, bytes: Uint8Array, from: number, refuse: Refuse): number {
  const end = endOfString(bytes, value.within === 'escape' ? from + 1 : from, refuse)
  value.within = end === cutInEscape ? 'escape' : end < 0 ? 'string' : 'value'
  return end < 0 ? -1 : end
}

/** A plain loop: jumping with `indexOf` is no faster, since policies are strings full of escaped quotes. */
function endOfString(bytes: Uint8Array, from: number, refuse: Refuse): number {
  const { length } = bytes
  let at = from
  for (;;) {
    while (at < length && stringBytes[bytes[at] ?? 0] === 1) at += 1
    if (at >= length) return at > length ? cutInEscape : cut
    const byte = bytes[at]
    if (byte === quote) return at + 1
    if (byte !== backslash) refuse(at, 'a control character stands in a string')
    at += 2
  }
}

function turn(value: OpenValue, byte: number, at: number, refuse: Refuse): void {
  if (byte === openers.object || byte === openers.list) {
    if (value.depth === deepest) refuse(at, `the JSON is nested deeper than ${deepest} levels`)
    value.closers[value.depth] = byte === openers.object ? closers.object : closers.list
    value.depth += 1
  } else if (byte === closers.object || byte === closers.list) {
    value.depth -= 1
    if (value.closers[value.depth] !== byte) refuse(at, 'a bracket is closed by one of another kind')
  } else {
    refuse(at, 'a character stands here that JSON does not allow outside strings')
  }
}

function bytesOf(characters: string): Uint8Array {
  const table = new Uint8Array(256)
  for (const character of characters) table[character.charCodeAt(0)] = 1
  return table
}
