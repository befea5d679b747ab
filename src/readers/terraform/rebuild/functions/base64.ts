import { derived, EvaluationError, stringValue, unsupported, type Value } from '../value.ts'
import { oneText, twoTexts } from './arguments.ts'
import { stringOf } from './string-of.ts'
import type { FunctionTable } from './table.ts'
import { knownOf, typeOf } from './text.ts'

/**
 * Base64 with the standard alphabet; of other encodings than UTF-8 only UTF-16 of little end, which Windows wants.
 * https://developer.hashicorp.com/terraform/language/functions/textencodebase64
 */
export const base64Functions: FunctionTable = {
  base64encode: args => {
    const text = oneText('base64encode', args)
    const known = knownOf(text)?.text
    return known === undefined
      ? derived('base64encode', args, typeOf(text))
      : stringValue(encoded(utf8(known)))
  },
  base64decode: args => {
    const known = knownOf(oneText('base64decode', args))?.text
    if (known === undefined) return derived('base64decode', args, 'string')
    return textValue(decoded(bytesOf(known), 'utf-8'))
  },
  textencodebase64: args => {
    const [text, encoding] = twoTexts('textencodebase64', args)
    const known = knownOf(text)?.text
    const label = knownOf(encoding)?.text
    if (known === undefined || label === undefined) return derived('textencodebase64', args, 'string')
    const name = encodingOf(label)
    if (name === undefined) return unsupported('textencodebase64(…)', args, 'string')
    return stringValue(encoded(name === 'utf-8' ? utf8(known) : utf16(known)))
  },
  textdecodebase64: args => {
    const [text, encoding] = twoTexts('textdecodebase64', args)
    const known = knownOf(text)?.text
    const label = knownOf(encoding)?.text
    if (known === undefined || label === undefined) return derived('textdecodebase64', args, 'string')
    const name = encodingOf(label)
    return name === undefined
      ? unsupported('textdecodebase64(…)', args, 'string')
      : textValue(decoded(bytesOf(known), name))
  },
}

function encodingOf(label: string): 'utf-8' | 'utf-16le' | undefined {
  switch (label.toLowerCase()) {
    case 'utf-8':
    case 'csutf8':
      return 'utf-8'
    case 'utf-16le':
    case 'csutf16le':
      return 'utf-16le'
    default:
      return undefined
  }
}

function textValue(text: string): Value {
  return stringOf([{ kind: 'text', text }])
}

function utf8(text: string): Uint8Array {
  return new TextEncoder().encode(text)
}

function utf16(text: string): Uint8Array {
  const bytes = new Uint8Array(text.length * 2)
  const view = new DataView(bytes.buffer)
  for (let index = 0; index < text.length; index++) view.setUint16(index * 2, text.charCodeAt(index), true)
  return bytes
}

function encoded(bytes: Uint8Array): string {
  let binary = ''
  for (const byte of bytes) binary += String.fromCharCode(byte)
  return btoa(binary)
}

const base64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/

/** Line breaks do not count: https://pkg.go.dev/encoding/base64#Encoding.Decode */
function bytesOf(text: string): Uint8Array {
  const plain = text.replace(/[\r\n]/g, '')
  if (!base64.test(plain)) throw new EvaluationError('a string is no base64')
  return Uint8Array.from(atob(plain), character => character.charCodeAt(0))
}

function decoded(bytes: Uint8Array, encoding: 'utf-8' | 'utf-16le'): string {
  try {
    return new TextDecoder(encoding, { fatal: true, ignoreBOM: true }).decode(bytes)
  } catch (error) {
    if (!(error instanceof TypeError)) throw error
    throw new EvaluationError(`base64 does not hold ${encoding} text`)
  }
}
