import { accountOf, type Account } from '../../model/account.ts'
import type { GrantConstraint } from '../../model/grant.ts'
import type { Principal } from '../../model/principal.ts'
import { below, type SourceLocation } from '../../model/source-location.ts'
import { text, type Text } from '../../model/text.ts'
import { parseArn } from '../../policy/arn.ts'
import { awsPrincipal, servicePrincipal } from '../../policy/principals.ts'
import { isObject, property, word } from '../terraform/json-value.ts'
import { keyArnOf, type KeyArn } from './arns.ts'
import { brokenSnapshot, malformed, untold } from './hole.ts'
import { listIn, textIn } from './parts.ts'
import type { SnapshotFile, SnapshotGrant } from './snapshot.ts'

/** Reads an output of `aws kms list-grants` (API Reference, "GrantListEntry"). */
export function readGrants(file: SnapshotFile): readonly SnapshotGrant[] {
  return listIn(file.json, 'Grants', file.path).map(grant => readGrant(file, grant))
}

function readGrant(file: SnapshotFile, json: unknown): SnapshotGrant {
  const id = textIn(json, 'GrantId', file.path, 'a grant')
  const key = keyOf(file, json)
  const at: SourceLocation = { file: file.path, address: `grant ${id} on ${key.arn}`, pointer: '' }
  const name = word(property(json, 'Name')) ?? ''
  const retiring = principalIn(json, 'RetiringPrincipal', 'RetiringServicePrincipal')
  const grantee = principalIn(json, 'GranteePrincipal', 'GranteeServicePrincipal')
  return {
    id,
    address: at.address,
    at,
    ...(name === '' ? {} : { name: text(name) }),
    key: { addresses: [], name: key.arn },
    grantee: grantee ?? { kind: 'unknown', unknown: untold(`the grantee of grant ${id}`, at) },
    operations: operationsOf(file, json, at),
    constraints: constraintsOf(property(json, 'Constraints'), below(at, 'Constraints')),
    ...(retiring === undefined ? {} : { retiringPrincipal: retiring }),
    createdBy: issuerOf(json, key, at),
  }
}

function keyOf(file: SnapshotFile, json: unknown): KeyArn {
  const written = textIn(json, 'KeyId', file.path, 'a grant')
  const named = keyArnOf(written)
  if (named !== undefined) return named
  if (file.key?.id === written) return file.key
  const which =
    file.key === undefined ? 'names its key without account and Region' : 'is on another key than its file'
  throw brokenSnapshot(file.path, `a grant ${which}: \`${written.slice(0, 200)}\``)
}

function principalIn(json: unknown, name: string, serviceName: string): Principal | undefined {
  const service = word(property(json, serviceName))
  if (service !== undefined) return servicePrincipal(text(service))
  const written = word(property(json, name))
  if (written === undefined || written === '') return undefined
  return /^[\w.-]+\.amazonaws\.com(?:\.cn)?$/.test(written)
    ? servicePrincipal(text(written))
    : awsPrincipal(text(written))
}

function operationsOf(file: SnapshotFile, json: unknown, at: SourceLocation): readonly Text[] {
  const list = property(json, 'Operations')
  const place = below(at, 'Operations')
  if (list === undefined) return [[untold('the operations', place)]]
  return listIn(json, 'Operations', file.path).map(operation =>
    typeof operation === 'string' ? text(operation) : [malformed('an operation', place)],
  )
}

/** Whoever made the grant: AWS tells an account, or a principal of it. */
function issuerOf(json: unknown, key: KeyArn, at: SourceLocation): Account {
  const written = word(property(json, 'IssuingAccount'))
  if (written === undefined) return key.account
  const arn = parseArn(text(written))
  return accountOf(arn?.account ?? text(written)) ?? malformed('the issuing account', at)
}

function constraintsOf(constraints: unknown, at: SourceLocation): readonly GrantConstraint[] {
  if (constraints === undefined || constraints === null) return []
  if (!isObject(constraints)) return [{ kind: 'unknown', unknown: malformed('the constraints', at) }]
  return Object.entries(constraints).map(([name, value]: [string, unknown]) =>
    constraintOf(name, value, below(at, name)),
  )
}

function constraintOf(name: string, value: unknown, at: SourceLocation): GrantConstraint {
  const source = word(value)
  if (name === 'SourceArn' && source !== undefined) return { kind: 'source-arn', arn: text(source), at }
  const kind = encryptionContext.get(name)
  if (kind === undefined || !isObject(value))
    return { kind: 'unknown', unknown: malformed(`the constraint \`${name}\``, at) }
  const pairs = Object.entries(value).map(([key, wanted]: [string, unknown]): [string, Text] => [
    key,
    typeof wanted === 'string' ? text(wanted) : [malformed(`the value of \`${key}\``, at)],
  ])
  return { kind, pairs: new Map(pairs), at }
}

const encryptionContext: ReadonlyMap<string, 'equals' | 'subset'> = new Map([
  ['EncryptionContextEquals', 'equals'],
  ['EncryptionContextSubset', 'subset'],
])
