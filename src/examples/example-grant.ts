import type { Grant, GrantConstraint, GrantedKey } from '../model/grant.ts'
import type { Key } from '../model/key.ts'
import type { Principal } from '../model/principal.ts'
import { below, type SourceLocation } from '../model/source-location.ts'
import { literal, type Text } from '../model/text.ts'
import { isUnknown } from '../model/unknown.ts'
import type { Node } from '../model/node.ts'
import { awsPrincipal, servicePrincipal } from '../policy/principals.ts'
import type { Example, ExampleAttributes } from '../rules/example.ts'
import { accountOfExample } from './example-key.ts'
import { nodeOf } from './example-node.ts'

/** The grant of an example; on its key, unless it names another. */
export function grantsOfExample(example: Example, key: Key): readonly Grant[] {
  const { grant } = example
  if (grant === undefined) return []
  const at: SourceLocation = { file: 'example', address: 'aws_kms_grant.example', pointer: '' }
  return [
    {
      address: at.address,
      at,
      key: keyOf(grant, at, key),
      grantee: granteeOf(textsOf(grant, 'grantee_principal', at)[0] ?? []),
      operations: textsOf(grant, 'operations', at),
      constraints: constraintsOf(grant, at),
      ...(grant['name'] === undefined ? {} : { name: textsOf(grant, 'name', at)[0] ?? [] }),
      ...(grant['retiring_principal'] === undefined
        ? {}
        : { retiringPrincipal: granteeOf(textsOf(grant, 'retiring_principal', at)[0] ?? []) }),
      createdBy: accountOfExample(example),
    },
  ]
}

function keyOf(grant: ExampleAttributes, at: SourceLocation, key: Key): GrantedKey {
  const [written] = textsOf(grant, 'key_id', at)
  if (written === undefined) return { addresses: [key.address] }
  const name = literal(written)
  return name === undefined ? { addresses: [] } : { addresses: [], name }
}

function granteeOf(written: Text): Principal {
  return (literal(written) ?? '').endsWith('.amazonaws.com')
    ? servicePrincipal(written)
    : awsPrincipal(written)
}

function textsOf(grant: ExampleAttributes, name: string, at: SourceLocation): readonly Text[] {
  const value = grant[name]
  if (value === undefined) return []
  const node = nodeOf(value, below(at, name))
  return (node.type === 'array' ? node.items : [node]).map(textOf)
}

function textOf(node: Node): Text {
  switch (node.type) {
    case 'text':
      return node.text
    case 'unknown':
      return [node.unknown]
    default:
      return []
  }
}

function constraintsOf({ constraints }: ExampleAttributes, at: SourceLocation): readonly GrantConstraint[] {
  if (constraints === undefined) return []
  const place = below(at, 'constraints')
  if (isUnknown(constraints)) return [{ kind: 'unknown', unknown: { ...constraints, at: place } }]
  const node = nodeOf(constraints, place)
  if (node.type !== 'object') return []
  return node.members.map(({ name, value }) => {
    if (value.type === 'unknown') return { kind: 'unknown', unknown: value.unknown }
    const members = value.type === 'object' ? value.members : []
    const pairs = new Map(members.map(member => [member.name, textOf(member.value)]))
    return { kind: name === 'encryption_context_equals' ? 'equals' : 'subset', pairs, at: value.at }
  })
}
