import { describe, expect, test } from 'vitest'
import { resolve } from '../access/graph.ts'
import type { Statement } from '../access/random-policies.ts'
import { text } from '../model/text.ts'
import { principalId, type Principal } from '../model/principal.ts'
import type { Access } from '../model/access.ts'
import { actionNames } from '../policy/actions.ts'
import { awsPrincipal } from '../policy/principals.ts'
import { callerId, callersOf } from './callers.ts'
import { sharedLists } from './shared-lists.ts'
import { allows, app, delegation, denies, iam, own, worldOf } from './test-world.ts'

const common = { lists: sharedLists(), isOnlyNamed: () => true }

function accessOf(
  principal: Principal,
  policy: readonly Statement[],
  roles: Readonly<Record<string, readonly Statement[]>> = {},
) {
  const graph = resolve([worldOf([policy], roles)])
  const [key] = graph.keys
  if (key === undefined) throw new Error('no key')
  const address = principal.kind === 'role' && app in roles ? app : undefined
  const { own: mine, byOthers } = callersOf(graph, key, common).of(callerId(principal, address), principal)
  return { own: mine.map(told), byOthers: byOthers.map(told) }
}

function told({ certainty, via, actions, unknowns }: Access): string {
  const hangs = unknowns.map(({ name }) => name)
  return [certainty, via, ...actionNames(actions), ...hangs].join(' ')
}

const role = awsPrincipal(text(app))
const everyoneHere: Principal = { kind: 'everyone-of-account', account: own }
const mine: Statement = {
  ...allows('*', 'kms:Decrypt'),
  Condition: { StringEquals: { 'kms:CallerAccount': own } },
}

describe('what a caller can do', () => {
  test('a role that an IAM policy lets through has it under its own name', () => {
    const policies = { [app]: [{ Effect: 'Allow', Action: 'kms:Decrypt', Resource: '*' } as const] }
    expect(accessOf(role, [delegation], policies)).toEqual({
      own: ['certain iam-policy kms:Decrypt'],
      byOthers: [],
    })
  })

  test('a class has what everyone has, besides its own', () => {
    expect(accessOf(everyoneHere, [mine, allows('*', 'kms:Encrypt')])).toEqual({
      own: ['certain key-policy kms:Decrypt'],
      byOthers: ['certain key-policy kms:Encrypt'],
    })
  })

  test('which is in doubt where a Deny is for some alone', () => {
    const denial = denies({ AWS: iam(own, 'root') }, 'kms:Encrypt')
    expect(accessOf(everyoneHere, [mine, allows('*', 'kms:Encrypt'), denial]).byOthers).toEqual([
      expect.stringMatching(/^possible key-policy kms:Encrypt whom .* denies it$/),
    ])
  })

  test('and in no doubt where a Deny is for all', () => {
    const denial = denies('*', 'kms:Encrypt')
    expect(accessOf(everyoneHere, [mine, allows('*', 'kms:*'), denial]).byOthers).toEqual([
      expect.stringMatching(/^certain key-policy /),
    ])
  })
})

describe('the name of a caller', () => {
  test('that is told in full is one, whatever resource declares it', () => {
    expect(callerId(role, 'aws_iam_role.one')).toBe(callerId(role, undefined))
  })

  test('that is told in part is one of its resource', () => {
    const at = { file: '', address: '', pointer: '' }
    const hole = { kind: 'unknown', reason: 'parameter', name: 'var.n', shape: 'anything', at } as const
    const open: Principal = { kind: 'role', arn: text(iam(own, 'role/'), hole), account: own }
    expect(callerId(open, 'aws_iam_role.one')).not.toBe(callerId(open, 'aws_iam_role.two'))
  })

  test('says of what kind it is', () => {
    const account: Principal = { kind: 'account', account: own }
    const root: Principal = { kind: 'role', arn: text(principalId(account)), account: own }
    expect(callerId(account, undefined)).not.toBe(callerId(root, undefined))
  })
})
