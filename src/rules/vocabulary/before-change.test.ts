import { expect, test } from 'vitest'
import { keyOfExample } from '../../examples/example-key.ts'
import type { KeyPolicyAccess } from '../../model/access.ts'
import { noActions } from '../../model/action-set.ts'
import type { Principal } from '../../model/principal.ts'
import { text } from '../../model/text.ts'
import type { Tri } from '../../model/tri.ts'
import { action } from '../../policy/actions.ts'
import { awsPrincipal, servicePrincipal } from '../../policy/principals.ts'
import { accessTo, emptyWorld, unknownNamed } from '../fake-world.ts'
import type { AccessChange, World } from '../word.ts'
import { newToAccount, wasGuarded, wasNotPublic } from './before-change.ts'

const key = keyOfExample({ says: '' })
const hole = unknownNamed('var.open')
const open: Partial<KeyPolicyAccess> = { certainty: 'possible', unknowns: [hole] }
const everyone: Principal = { kind: 'everyone' }
const somebody: Principal = { kind: 'unknown', unknown: unknownNamed('var.who') }
const partner = (name: string) => awsPrincipal(text(`arn:aws:iam::444455556666:${name}`))
const other = awsPrincipal(text('arn:aws:iam::777788889999:root'))
const logs = servicePrincipal(text('logs.us-west-2.amazonaws.com'))

function gaining(principal: Principal): AccessChange {
  const access = accessTo(key, principal)
  const change = { kind: 'gained', access, certainty: 'certain', unknowns: [], otherwise: [] } as const
  return {
    key: { fate: 'kept', before: key, after: key, accesses: [change] },
    change,
    others: [],
    statements: [],
    isFreed: false,
    needed: () => [],
    stillAllowed: () => noActions,
  }
}

/** A world in which somebody could do something with the key before. */
function after(...was: readonly KeyPolicyAccess[]): World {
  return { ...emptyWorld, before: { ...emptyWorld, accessesTo: () => was } }
}

const root = partner('root')
const encrypt = { actions: action('kms:Encrypt') }

test.each<[string, Principal, readonly KeyPolicyAccess[], Tri, readonly string[]]>([
  ['nobody could', root, [], 'yes', []],
  ['a role of it could', root, [accessTo(key, partner('role/App'))], 'no', []],
  ['a role of it perhaps could', root, [accessTo(key, partner('role/App'), open)], 'unknown', ['var.open']],
  ['a role of it could do something else', root, [accessTo(key, partner('role/App'), encrypt)], 'yes', []],
  ['another account could', root, [accessTo(key, other)], 'yes', []],
  ['a service could', root, [accessTo(key, logs)], 'yes', []],
  ['somebody who is not told could', root, [accessTo(key, somebody)], 'unknown', ['var.who']],
  [
    'somebody who is not told perhaps could',
    root,
    [accessTo(key, somebody, open)],
    'unknown',
    ['var.who', 'var.open'],
  ],
  ['a class has no account', everyone, [accessTo(key, somebody)], 'yes', []],
])('the first of its account: %s', (_, principal, was, is, holes) => {
  const answer = newToAccount.ask(gaining(principal), after(...was))
  expect([answer.is, answer.hangsOn.map(({ name }) => name)]).toEqual([is, holes])
})

test.each<[string, readonly KeyPolicyAccess[], Tri, readonly string[]]>([
  ['nobody could', [], 'yes', []],
  ['an account could', [accessTo(key, root)], 'yes', []],
  ['everyone could', [accessTo(key, everyone)], 'no', []],
  ['everyone perhaps could', [accessTo(key, everyone, open)], 'unknown', ['var.open']],
  ['somebody who is not told could', [accessTo(key, somebody)], 'unknown', ['var.who']],
  [
    'everyone could, as somebody who is not told',
    [accessTo(key, somebody), accessTo(key, everyone)],
    'no',
    [],
  ],
])('a key was not public: %s', (_, was, is, holes) => {
  const answer = wasNotPublic.ask(gaining(everyone), after(...was))
  expect([answer.is, answer.hangsOn.map(({ name }) => name)]).toEqual([is, holes])
})

const rootUser = accessTo(key, { kind: 'root-user', account: '111122223333' })

test.each<[string, World, Tri]>([
  ['the root user alone', after(rootUser), 'yes'],
  ['the account', after(accessTo(key, awsPrincipal(text('arn:aws:iam::111122223333:root')))), 'no'],
  ['nothing tells whom', emptyWorld, 'no'],
])('whom the key policy left the account to before: %s', (_, world, is) => {
  expect(wasGuarded.ask(gaining(everyone), world).is).toBe(is)
})
