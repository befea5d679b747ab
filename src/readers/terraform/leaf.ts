/** A string, number, `true`, `false` or `null`, or where its text breaks the grammar. */
export type Leaf =
  | { readonly kind: 'value'; readonly value: unknown }
  | { readonly kind: 'fault'; readonly at: number; readonly says: string }

/** Reads the bytes of one JSON leaf. */
export function readLeaf(bytes: Buffer): Leaf {
  try {
    const value: unknown = JSON.parse(bytes.toString())
    return { kind: 'value', value }
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error
    const text = bytes.toString('latin1')
    return text.startsWith('"')
      ? {
          kind: 'fault',
          at: faultInString(text),
          says: 'a string holds a control character or a wrong escape',
        }
      : { kind: 'fault', at: 0, says: 'a value stands here that JSON does not know' }
  }
}

/** Where the node versions word and place it differently, the text itself is asked. */
function faultInString(text: string): number {
  const escape = /\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})/y
  for (let at = 1; at < text.length; at++) {
    if (text.charCodeAt(at) < 0x20) return at
    if (text[at] !== '\\') continue
    escape.lastIndex = at
    if (!escape.test(text)) return at
    at = escape.lastIndex - 1
  }
  return 0
}
