import { describe, expect, test } from 'vitest'
import { holderId } from '../../snapshot/slot-ids.ts'
import { allow, readingOf, resource, templateWith } from '../test-stack.ts'
import { changesSince, stays } from './changes-since.ts'
import { readIdentities } from './identities.ts'
import { readIam, shown } from './test-identities.ts'

const account = '111122223333'
const managed = () => undefined
const Policies = [{ PolicyName: 'own', PolicyDocument: allow('Decrypt') }]
const ManagedPolicyArns = ['arn:aws:iam::aws:policy/PowerUserAccess']
const R = resource('AWS::IAM::Role', {
  RoleName: 'r',
  Policies,
  ManagedPolicyArns,
  AssumeRolePolicyDocument: allow('x'),
})
const Use = resource('AWS::IAM::ManagedPolicy', {
  ManagedPolicyName: 'use',
  Roles: [{ Ref: 'R' }],
  PolicyDocument: allow('Sign'),
})
const P = resource('AWS::IAM::RolePolicy', {
  RoleName: 'other',
  PolicyName: 'p',
  PolicyDocument: allow('Decrypt'),
})

describe('a stack settles', () => {
  test('what it writes and attaches, and nothing else', () => {
    expect(Object.fromEntries(readIam({ R, Use, P }).changes.slots)).toEqual({
      [`trust ${account} role r`]: true,
      [`inline ${account} role r own`]: true,
      [`attached ${account} role r arn:aws:iam::aws:policy/PowerUserAccess`]: true,
      [`attached ${account} role r arn:aws:iam::${account}:policy/use`]: true,
      [`inline ${account} role other p`]: true,
    })
  })

  test('perhaps what hangs on a condition', () => {
    const { slots } = readIam({ R: { ...R, Condition: 'A' }, P: { ...P, Condition: 'A' } }).changes
    expect(slots.get(`trust ${account} role r`)).toMatchObject({ name: 'A' })
    expect(slots.get(`inline ${account} role other p`)).toMatchObject({ name: 'A' })
  })

  test('perhaps what is of nobody who is told', () => {
    const open = resource('AWS::IAM::Policy', {
      PolicyName: 'p',
      PolicyDocument: allow('Decrypt'),
      Roles: [{ Ref: 'Name' }],
    })
    const { slots } = readIam({ P: open }).changes
    expect(slots.get('any inline role p')).toMatchObject({ name: 'the role of P' })
  })

  test('what hangs on the account while that is not told', () => {
    const hole = {
      kind: 'unknown',
      reason: 'not-in-input',
      name: 'AWS::AccountId',
      shape: 'account-id',
      at: { file: '', address: '', pointer: '' },
    } as const
    expect(readIam({ P }, { account: hole }).changes.slots.get('inline ? role other p')).toEqual(hole)
  })
})

test('what is declared is told by its ARN: it may exist already', () => {
  const arns = [`arn:aws:iam::${account}:role/r`, `arn:aws:iam::${account}:policy/use`]
  expect([...readIam({ R, Use }).changes.declared]).toEqual(arns)
  expect([...readIam({ R, Use }).changes.created]).toEqual([])
  expect([...readIam({ R: resource('AWS::IAM::Role') }).changes.declared]).toEqual([])
})

test('managed policies are told for all that have them', () => {
  const { managedPolicies } = readIam({ R, Use }).changes
  expect(managedPolicies.get(`arn:aws:iam::${account}:policy/use`)?.document.statements).toHaveLength(1)
})

test('groups and their new members are told for others', () => {
  const G = resource('AWS::IAM::GroupPolicy', {
    GroupName: 'g',
    PolicyName: 'p',
    PolicyDocument: allow('Decrypt'),
  })
  const Add = resource('AWS::IAM::UserToGroupAddition', { GroupName: 'g', Users: ['u'] })
  const { ofGroups, joins, slots } = readIam({ G, Add }).changes
  const group = { kind: 'group', account, name: 'g' } as const
  expect(ofGroups.get(holderId(group))?.map(shown)).toEqual(['inline policy "p" of group/g: Decrypt'])
  expect(joins.get(`${account} user u`)).toEqual([{ group, hangsOn: [] }])
  expect(slots.get(`membership ${account} user u ${account} group g`)).toBe(false)
})

function update(old: object, now: object) {
  const before = readingOf(templateWith(old))
  const after = readingOf(templateWith(now))
  const { changes } = readIdentities(after, managed, id => stays({ before, after }, id))
  return changesSince({ before, after, managed }, changes)
}

describe('an update', () => {
  test('takes away what it writes no more', () => {
    const bare = resource('AWS::IAM::Role', { RoleName: 'r' })
    const { slots, destroyed, created } = update({ R, Use }, { R: bare })
    expect([...slots]).toEqual([
      [`trust ${account} role r`, true],
      [`inline ${account} role r own`, true],
      [`attached ${account} role r arn:aws:iam::aws:policy/PowerUserAccess`, true],
      [`attached ${account} role r arn:aws:iam::${account}:policy/use`, true],
    ])
    expect([...destroyed]).toEqual([`arn:aws:iam::${account}:policy/use`])
    expect([...created]).toEqual([])
  })

  test('leaves what is retained', () => {
    const { slots, destroyed } = update({ R: { ...R, DeletionPolicy: 'Retain' } }, {})
    expect([...slots, ...destroyed]).toEqual([])
  })

  test('makes a new role of one with another name', () => {
    const renamed = resource('AWS::IAM::Role', { RoleName: 's' })
    const { destroyed, declared } = update({ R }, { R: renamed })
    expect([...destroyed]).toEqual([`arn:aws:iam::${account}:role/r`])
    expect([...declared]).toEqual([`arn:aws:iam::${account}:role/s`])
  })

  test('takes a user out of a group', () => {
    const Add = resource('AWS::IAM::UserToGroupAddition', { GroupName: 'g', Users: ['u'] })
    expect([...update({ Add }, {}).slots]).toEqual([
      [`membership ${account} user u ${account} group g`, true],
    ])
  })
})
