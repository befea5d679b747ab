import { callerOf } from '../access/request/caller.ts'
import type { RequestContext } from '../access/request/context.ts'
import type { AccessRequest, KmsGrant, Policies } from '../access/request/request.ts'
import type { Node } from '../model/node.ts'
import { below, type SourceLocation } from '../model/source-location.ts'
import type { PolicyDocument } from '../model/statement.ts'
import { text, type Text } from '../model/text.ts'
import { readPolicy } from '../policy/read-policy.ts'

/** A request with everything that decides it, and perhaps the decision that its author expects. */
export interface SimulationCase {
  readonly id: string
  readonly expect?: 'allow' | 'deny' | 'unknown'
  readonly request: AccessRequest
}

/** A case that cannot be read; the message says where and why, for people. */
export class CaseError extends Error {
  override readonly name = 'CaseError'
}

type Json = Readonly<Record<string, unknown>>

/** Reads one case as `keyplan simulate` takes it. Throws a `CaseError`. */
export function readCase(value: unknown, fallbackId: string): SimulationCase {
  if (!isObject(value)) throw new CaseError('a case is a JSON object')
  refuseMisspelt(value)
  const id = optionalText(value, 'id') ?? fallbackId
  const expect = value['expect']
  if (expect !== undefined && expect !== 'allow' && expect !== 'deny' && expect !== 'unknown') {
    throw new CaseError('`expect` is neither `allow`, `deny` nor `unknown`')
  }
  const principal = requiredText(value, 'principal')
  const context = readContext(value['context'])
  const [principalArn] = context.get('aws:principalarn') ?? []
  const sessionOf = optionalText(value, 'sessionOf')
  const caller = callerOf(principal, {
    ...(typeof principalArn?.[0] === 'string' ? { principalArn: principalArn[0] } : {}),
    ...(sessionOf === undefined ? {} : { sessionOf }),
  })
  if (caller === undefined) throw new CaseError(`\`principal\`: \`${principal}\` is no caller`)
  const resourceAccount = optionalText(value, 'resourceAccount')
  return {
    id,
    ...(expect === undefined ? {} : { expect }),
    request: {
      caller,
      action: requiredText(value, 'action'),
      resource: text(requiredText(value, 'resource')),
      ...(resourceAccount === undefined ? {} : { resourceAccount }),
      context,
      policies: readPolicies(value),
      grants: listOf(value['grants'] ?? [], 'grants').map(readGrant),
    },
  }
}

const knownMembers = [
  'id',
  'principal',
  'sessionOf',
  'action',
  'resource',
  'resourceAccount',
  'context',
  'keyPolicy',
  'resourcePolicy',
  'identityPolicies',
  'boundary',
  'sessionPolicy',
  'vpce',
  'scp',
  'rcp',
  'grants',
  'expect',
]

/** Notes of the author's own may stand in a case; a policy under a misspelt name would be left out in silence. */
function refuseMisspelt(value: Json): void {
  for (const name of Object.keys(value)) {
    if (knownMembers.includes(name)) continue
    const meant = knownMembers.find(member => bare(member) === bare(name))
    if (meant !== undefined) throw new CaseError(`\`${name}\` is no member of a case; \`${meant}\` is`)
  }
}

/** Without case, hyphens and plural. */
function bare(name: string): string {
  return name.toLowerCase().replace(/[-_ ]/g, '').replace(/ies$/, 'y').replace(/s$/, '')
}

function readPolicies(value: Json): Policies {
  const resource = value['keyPolicy'] ?? value['resourcePolicy']
  const { boundary, sessionPolicy, vpce, scp, rcp } = value
  return {
    ...(isSet(resource) ? { resource: readDocument(resource, 'keyPolicy') } : {}),
    identity: listOf(value['identityPolicies'] ?? [], 'identityPolicies').map((document, index) =>
      readDocument(document, `identityPolicies/${index}`),
    ),
    ...(isSet(boundary) ? { boundary: readDocument(boundary, 'boundary') } : {}),
    ...(isSet(sessionPolicy) ? { session: readDocument(sessionPolicy, 'sessionPolicy') } : {}),
    ...(isSet(vpce) ? { endpoint: readDocument(vpce, 'vpce') } : {}),
    ...(isSet(scp) ? { scp: readLevels(scp, 'scp') } : {}),
    ...(isSet(rcp) ? { rcp: readLevels(rcp, 'rcp') } : {}),
  }
}

/** A document is one level with one policy; documents are one level; lists of documents are levels. */
function readLevels(value: unknown, name: string): readonly (readonly PolicyDocument[])[] {
  if (!Array.isArray(value)) return [[readDocument(value, name)]]
  if (value.length > 0 && value.every(Array.isArray)) {
    return value.map((level, index) => readLevels(level, `${name}/${index}`).flat())
  }
  return [value.map((document, index) => readDocument(document, `${name}/${index}`))]
}

function readDocument(value: unknown, name: string): PolicyDocument {
  if (!isObject(value)) throw new CaseError(`\`${name}\` is no policy document`)
  const at: SourceLocation = { file: '', address: name, pointer: '' }
  return readPolicy(nodeOf(value, at))
}

function nodeOf(value: unknown, at: SourceLocation): Node {
  if (typeof value === 'string') return { type: 'text', text: text(value), at }
  if (typeof value === 'number' || typeof value === 'boolean' || value === null) {
    return { type: 'literal', value, at }
  }
  if (Array.isArray(value)) {
    return { type: 'array', items: value.map((item, index) => nodeOf(item, below(at, index))), at }
  }
  const members = Object.entries(value ?? {}).map(([name, inner]) => ({
    name,
    value: nodeOf(inner, below(at, name)),
  }))
  return { type: 'object', members, at }
}

function readContext(value: unknown): RequestContext {
  if (value === undefined || value === null) return new Map()
  if (!isObject(value)) throw new CaseError('`context` is no object of condition keys')
  const context = new Map<string, readonly Text[]>()
  for (const [key, written] of Object.entries(value)) {
    if (written === null) continue
    const values = Array.isArray(written) ? written : [written]
    context.set(
      key.toLowerCase(),
      values.map(one => textOf(one, key)),
    )
  }
  return context
}

function textOf(value: unknown, key: string): Text {
  if (typeof value === 'string') return text(value)
  if (typeof value === 'number' || typeof value === 'boolean') return text(String(value))
  throw new CaseError(`\`context\`: the value of \`${key}\` is no string`)
}

function readGrant(value: unknown): KmsGrant {
  if (!isObject(value)) throw new CaseError('a grant is a JSON object')
  const pairs = (name: string) => (isObject(value[name]) ? { [name]: textsOf(value[name]) } : {})
  const optional = (name: string) => {
    const written = optionalText(value, name)
    return written === undefined ? {} : { [name]: written }
  }
  return {
    grantee: requiredText(value, 'grantee'),
    operations: listOf(value['operations'] ?? [], 'operations').map(String),
    ...pairs('encryptionContextEquals'),
    ...pairs('encryptionContextSubset'),
    ...optional('sourceArn'),
    ...optional('createdBy'),
    ...optional('retiringPrincipal'),
  }
}

function textsOf(value: Json): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, String(inner)]))
}

function requiredText(value: Json, name: string): string {
  const written = optionalText(value, name)
  if (written === undefined) throw new CaseError(`\`${name}\` is missing`)
  return written
}

function optionalText(value: Json, name: string): string | undefined {
  const written = Object.hasOwn(value, name) ? value[name] : undefined
  if (written === undefined || written === null) return undefined
  if (typeof written !== 'string') throw new CaseError(`\`${name}\` is no string`)
  return written
}

function listOf(value: unknown, name: string): readonly unknown[] {
  if (!Array.isArray(value)) throw new CaseError(`\`${name}\` is no list`)
  return value
}

function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function isSet(value: unknown): boolean {
  return value !== undefined && value !== null
}
