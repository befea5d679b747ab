import type { Account } from '../model/account.ts'
import type { Key, Setting } from '../model/key.ts'
import { below, type SourceLocation } from '../model/source-location.ts'
import { tri } from '../model/tri.ts'
import { isUnknown } from '../model/unknown.ts'
import { defaultKeyPolicy, readPolicy } from '../policy/read-policy.ts'
import { keyAttributes, setting } from '../readers/terraform/key-attributes.ts'
import type { Instance } from '../readers/terraform/resources.ts'
import type { Example, ExampleAttributes, ExampleValue } from '../rules/example.ts'
import { nodeOf, policyOf } from './example-node.ts'

/** The key that an example describes, read by the same code as one from a Terraform plan. */
export function keyOfExample(example: Example): Key {
  const type = example.type ?? 'aws_kms_key'
  const at: SourceLocation = { file: 'example', address: `${type}.example`, pointer: '' }
  const { policy: written, lifecycle, ...attributes } = example.key ?? {}
  const resource = instance(type, attributes, at)
  const own = accountOfExample(example)
  const policy = example.statements === undefined ? written : policyOf(example.statements)
  const place = below(at, 'policy')
  return {
    address: at.address,
    at,
    declared: true,
    ...(typeof attributes['arn'] === 'string' ? { arn: attributes['arn'] } : {}),
    account: own,
    region: 'us-west-2',
    ...keyAttributes(resource, undefined),
    ...(lifecycle === undefined ? {} : { keptFromDestroy: keptFromDestroy(lifecycle, at) }),
    isReferenced: tri(isNamedIn(example, at.address)),
    bypassesLockoutCheck: setting(resource, 'bypass_policy_lockout_safety_check'),
    policies: [
      policy === undefined
        ? { source: 'aws-default', sensitive: false, document: defaultKeyPolicy(own, place) }
        : { source: 'written', sensitive: false, document: readPolicy(nodeOf(policy, place)) },
    ],
    aliases: [],
    hasAllAliases: true,
    tags: tagsIn(attributes['tags']),
  }
}

/** A grant is on the key; policies of roles and users name it by `arnOf`. */
function isNamedIn({ grant, role, user, attached }: Example, address: string): boolean {
  const arn = JSON.stringify({ address, pointer: '/arn' }).slice(1, -1)
  return grant !== undefined || JSON.stringify([role, user, attached]).includes(arn)
}

/** Only sources tell it: without `lifecycle`, an example is a plan alone. */
function keptFromDestroy(lifecycle: ExampleValue, at: SourceLocation): Setting {
  const place = below(below(at, 'lifecycle'), 'prevent_destroy')
  const isKept = typeof lifecycle === 'object' && lifecycle !== null && 'prevent_destroy' in lifecycle
  return { value: isKept, at: place }
}

function tagsIn(written: ExampleValue | undefined): Key['tags'] {
  if (isUnknown(written)) return written
  const entries = typeof written === 'object' && written !== null ? Object.entries(written) : []
  return new Map(entries.map(([name, value]) => [name, isUnknown(value) ? value : String(value)] as const))
}

/** The account of everything in an example, or the hole where its id will stand. */
export function accountOfExample({ account }: Example): Account {
  if (account !== 'unknown') return '111122223333'
  const at = { file: 'example', address: 'aws_kms_key.example', pointer: '' }
  const name = 'the account of provider "aws"'
  return { kind: 'unknown', reason: 'not-in-input', name, shape: 'account-id', at }
}

/** Holes stand in an overlay beside the values, as Terraform writes them. */
function instance(type: string, attributes: ExampleAttributes, at: SourceLocation): Instance {
  const entries = Object.entries(attributes)
  const known = entries.filter(([, value]) => !isUnknown(value))
  const unknown = entries.filter(([, value]) => isUnknown(value)).map(([name]) => [name, true])
  return {
    address: at.address,
    at,
    mode: 'managed',
    type,
    scope: { path: '', plainPath: '', module: undefined, call: undefined },
    block: undefined,
    provider: 'aws',
    values: { json: Object.fromEntries(known), unknown: Object.fromEntries(unknown), at },
    sensitive: undefined,
    created: true,
    before: undefined,
  }
}
