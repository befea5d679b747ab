import { derived, stringValue, unsupported, type Value } from '../value.ts'
import { oneText, twoTexts } from './arguments.ts'
import type { FunctionTable } from './table.ts'
import { knownOf } from './text.ts'

/** Hashes of known strings. Those that draw lots (`bcrypt`, `uuid`) are not here. */
export const hashFunctions: FunctionTable = {
  md5: args => hash('md5', args, 'md5', 'hex'),
  sha1: args => hash('sha1', args, 'sha1', 'hex'),
  sha256: args => hash('sha256', args, 'sha256', 'hex'),
  sha512: args => hash('sha512', args, 'sha512', 'hex'),
  base64sha256: args => hash('base64sha256', args, 'sha256', 'base64'),
  base64sha512: args => hash('base64sha512', args, 'sha512', 'base64'),
  uuidv5,
}

function hash(name: string, args: readonly Value[], algorithm: string, encoding: 'hex' | 'base64'): Value {
  const known = knownOf(oneText(name, args))?.text
  if (known === undefined) return derived(name, args, 'text')
  const { createHash } = process.getBuiltinModule('node:crypto')
  return stringValue(createHash(algorithm).update(known).digest(encoding))
}

/** https://datatracker.ietf.org/doc/html/rfc4122#appendix-C */
const namespaces: Readonly<Record<string, string>> = {
  dns: '6ba7b810-9dad-11d1-80b4-00c04fd430c8',
  url: '6ba7b811-9dad-11d1-80b4-00c04fd430c8',
  oid: '6ba7b812-9dad-11d1-80b4-00c04fd430c8',
  x500: '6ba7b814-9dad-11d1-80b4-00c04fd430c8',
}

function uuidv5(args: readonly Value[]): Value {
  const [space, name] = twoTexts('uuidv5', args)
  const known = knownOf(space)?.text
  const named = knownOf(name)?.text
  if (known === undefined || named === undefined) return derived('uuidv5', args, 'text')
  const namespace = Object.hasOwn(namespaces, known) ? namespaces[known] : known
  if (namespace === undefined || !/^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/i.test(namespace))
    return unsupported('uuidv5(…)', args, 'text')
  const { createHash } = process.getBuiltinModule('node:crypto')
  const bytes = Uint8Array.from(namespace.replaceAll('-', '').match(/../g) ?? [], pair =>
    Number.parseInt(pair, 16),
  )
  const digest = createHash('sha1').update(bytes).update(named).digest('hex')
  const variant = ((Number.parseInt(digest.slice(16, 18), 16) & 0x3f) | 0x80).toString(16)
  const hex = `${digest.slice(0, 12)}5${digest.slice(13, 16)}${variant}${digest.slice(18, 32)}`
  return stringValue(hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5'))
}
