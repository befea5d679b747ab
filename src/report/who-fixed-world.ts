import { resolve } from '../access/graph.ts'
import type { Identity } from '../model/identity.ts'
import { emptyInventory, type Inventory } from '../model/inventory.ts'
import type { Key } from '../model/key.ts'
import { text } from '../model/text.ts'
import { defaultKeyPolicy, readPolicyText } from '../policy/read-policy.ts'
import type { WhoWorld } from './who.ts'

/** For tests only: the account of the fixed world. */
export const own = '111122223333'

const file = 'plan.json'

/** For tests only: a symmetric key of the own account; AWS's default policy when none is given. */
export function keyWith(name: string, statements?: readonly object[], changes: Partial<Key> = {}): Key {
  const at = { file, address: `aws_kms_key.${name}`, pointer: '' }
  const place = { ...at, pointer: '/policy' }
  const setting = { value: false, at }
  const document =
    statements === undefined
      ? defaultKeyPolicy(own, place)
      : readPolicyText(JSON.stringify({ Version: '2012-10-17', Statement: statements }), place)
  return {
    address: at.address,
    at,
    declared: true,
    account: own,
    region: 'eu-central-1',
    spec: 'SYMMETRIC_DEFAULT',
    usage: 'ENCRYPT_DECRYPT',
    origin: 'AWS_KMS',
    replica: false,
    multiRegion: false,
    enabled: true,
    rotation: setting,
    bypassesLockoutCheck: setting,
    policies: [{ source: statements === undefined ? 'aws-default' : 'written', sensitive: false, document }],
    aliases: [`alias/${name}`],
    hasAllAliases: true,
    tags: new Map(),
    ...changes,
  }
}

/** For tests only: a role of the own account with one inline policy. */
export function roleWith(
  name: string,
  statements: readonly object[],
  changes: Partial<Identity> = {},
): Identity {
  const at = { file, address: `aws_iam_role.${name}`, pointer: '' }
  const place = { ...at, pointer: '/inline_policy/0/policy' }
  const document = readPolicyText(JSON.stringify({ Version: '2012-10-17', Statement: statements }), place)
  return {
    kind: 'role',
    address: at.address,
    at,
    arn: text(`arn:aws:iam::${own}:role/${name}`),
    account: own,
    policies: [{ name: `inline policy of role/${name}`, document, sensitive: false, hangsOn: [] }],
    complete: true,
    ...changes,
  }
}

/** For tests only: a statement that allows this. */
export function allow(actions: string | readonly string[], more: object = {}): object {
  return { Effect: 'Allow', Action: actions, Resource: '*', ...more }
}

/** For tests only: the statement by which a key leaves access to the IAM policies of its account. */
export const delegation = allow('kms:*', { Principal: { AWS: `arn:aws:iam::${own}:root` } })

/** For tests only: these inventories as one world. */
export function worldWith(...inventories: readonly Partial<Inventory>[]): WhoWorld {
  const whole = inventories.map((inventory): Inventory => ({ ...emptyInventory, ...inventory }))
  return { inputs: [], contexts: [], inventories: whole, graph: resolve(whole), errors: [] }
}
