import { inventoryOf } from '../access/random-inventory.ts'
import type { Principals, Statement } from '../access/random-policies.ts'
import type { Inventory } from '../model/inventory.ts'
import type { Key } from '../model/key.ts'

export const own = '111122223333'
export const partner = '444455556666'
export const iam = (account: string, name: string) => `arn:aws:iam::${account}:${name}`
export const app = iam(own, 'role/app')

/** For tests only: a statement of a key policy. */
export function allows(principal: Principals, ...actions: readonly string[]): Statement {
  return { Effect: 'Allow', Principal: principal, Action: actions, Resource: '*' }
}

/** For tests only: the same as a Deny. */
export function denies(principal: Principals, ...actions: readonly string[]): Statement {
  return { ...allows(principal, ...actions), Effect: 'Deny' }
}

export const delegation = allows({ AWS: iam(own, 'root') }, 'kms:*')

/** For tests only: a world of keys with these policies, and roles with these. */
export function worldOf(
  policies: readonly (readonly Statement[])[],
  roles: Readonly<Record<string, readonly Statement[]>> = {},
): Inventory {
  return inventoryOf({
    keys: policies.map((Statement, index) => ({
      arn: `arn:aws:kms:us-west-2:${own}:key/k${index}`,
      spec: 'SYMMETRIC_DEFAULT',
      usage: 'ENCRYPT_DECRYPT',
      replica: false,
      tags: {},
      aliases: [],
      policy: { Statement },
    })),
    identities: Object.entries(roles).map(([arn, Statement]) => ({
      arn,
      policies: [{ Statement }],
      boundary: null,
    })),
    grants: [],
    limits: [],
  })
}

/** For tests only: the key of a world that has one. */
export function keyOf(...statements: readonly Statement[]): Key {
  const [key] = worldOf([statements]).keys
  if (key === undefined) throw new Error('no key')
  return key
}
