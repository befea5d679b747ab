import type { Account } from '../model/account.ts'
import type { Key } from '../model/key.ts'
import type { Node } from '../model/node.ts'
import { below, type SourceLocation } from '../model/source-location.ts'
import { text } from '../model/text.ts'
import { isUnknown } from '../model/unknown.ts'
import { defaultKeyPolicy, readPolicy } from '../policy/read-policy.ts'
import { keyAttributes, setting } from '../readers/terraform/key-attributes.ts'
import type { Instance } from '../readers/terraform/resources.ts'
import type { Example, ExampleAttributes, ExampleText, ExampleValue } from '../rules/example.ts'

const account = '111122223333'

/** The key that an example describes, read by the same code as one from a Terraform plan. */
export function keyOfExample(example: Example): Key {
  const type = example.type ?? 'aws_kms_key'
  const at: SourceLocation = { file: 'example', address: `${type}.example`, pointer: '' }
  const { policy: written, ...attributes } = example.key ?? {}
  const resource = instance(type, attributes, at)
  const own = example.account === 'unknown' ? unknownAccount(at) : account
  const policy = example.statements === undefined ? written : policyOf(example.statements)
  const place = below(at, 'policy')
  return {
    address: at.address,
    at,
    declared: true,
    account: own,
    region: 'us-west-2',
    ...keyAttributes(resource, undefined),
    bypassesLockoutCheck: setting(resource, 'bypass_policy_lockout_safety_check'),
    policies: [
      policy === undefined
        ? { source: 'aws-default', sensitive: false, document: defaultKeyPolicy(own, place) }
        : { source: 'written', sensitive: false, document: readPolicy(nodeOf(policy, place)) },
    ],
    aliases: [],
  }
}

function unknownAccount(at: SourceLocation): Account {
  const name = 'the account of provider "aws"'
  return { kind: 'unknown', reason: 'not-in-input', name, shape: 'account-id', at }
}

function policyOf(statements: ExampleValue): ExampleValue {
  return { Version: '2012-10-17', Statement: statements }
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

function nodeOf(value: ExampleValue, at: SourceLocation): Node {
  if (value === null || typeof value === 'boolean' || typeof value === 'number') {
    return { type: 'literal', value, at }
  }
  if (typeof value === 'string') return { type: 'text', text: text(value), at }
  if (isUnknown(value)) return { type: 'unknown', unknown: { ...value, at }, at }
  if (isList(value)) {
    return { type: 'array', items: value.map((item, index) => nodeOf(item, below(at, index))), at }
  }
  if (isText(value)) return { type: 'text', text: value.text, at }
  const members = Object.entries(value).map(([name, inner]) => ({
    name,
    value: nodeOf(inner, below(at, name)),
  }))
  return { type: 'object', members, at }
}

function isList(value: ExampleValue): value is readonly ExampleValue[] {
  return Array.isArray(value)
}

function isText(value: ExampleText | ExampleAttributes): value is ExampleText {
  return value['kind'] === 'text' && Array.isArray(value['text'])
}
