import { expect, test } from 'vitest'
import { allow, ifA, resource } from '../test-stack.ts'
import { held, readIam } from './test-identities.ts'

const Policies = [{ PolicyName: 'p', PolicyDocument: allow('Decrypt') }]
const ManagedPolicyArns = ['arn:aws:iam::aws:policy/PowerUserAccess']
const G = resource('AWS::IAM::Group', { GroupName: 'g', Policies, ManagedPolicyArns })
const own = [
  'inline policy "p" of group/g: Decrypt',
  'AWS managed policy PowerUserAccess through group/g: ListKeys',
]
const inA = own.map(line => `${line} if A`)
const others = 'the policies of group/other: -'

function ofUser(properties: object, more: object = {}) {
  const U = resource('AWS::IAM::User', { UserName: 'u', ...properties })
  const found = readIam({ U, G, ...more })
  return { policies: held(found)['user/u'], found, complete: found.identities[0]?.complete }
}

function addition(properties: object, rest: object = {}): object {
  return { Add: resource('AWS::IAM::UserToGroupAddition', properties, rest) }
}

test.each<[string, object, object, readonly string[], boolean]>([
  ['by Ref', { Groups: [{ Ref: 'G' }] }, {}, own, true],
  ['by name', { Groups: ['g'] }, {}, own, true],
  ['twice', { Groups: ['g', { Ref: 'G' }] }, {}, own, true],
  ['elsewhere', { Groups: ['other'] }, {}, [others], false],
  ['perhaps', { Groups: [ifA({ Ref: 'G' })] }, {}, inA, true],
  ['in one that is perhaps there', { Groups: [{ Ref: 'G' }] }, { G: { ...G, Condition: 'A' } }, inA, true],
  ['added', {}, addition({ GroupName: { Ref: 'G' }, Users: [{ Ref: 'U' }] }), own, true],
  ['added by one text', {}, addition({ GroupName: 'g', Users: 'u' }), own, true],
  ['perhaps added', {}, addition({ GroupName: 'g', Users: ['u'] }, { Condition: 'A' }), inA, true],
  ['not in any', {}, addition({ GroupName: 'g', Users: ['other'] }), [], true],
])('a user is in a group: %s', (_, properties, more, policies, complete) => {
  const found = ofUser(properties, more)
  expect(found.policies).toEqual(policies)
  expect(found.complete).toBe(complete)
})

test('a group that is not told can have any policies', () => {
  const { policies, complete } = ofUser({ Groups: [{ Ref: 'Name' }] })
  expect(policies).toEqual(['the policies of group/${Name}: -', 'the policies of the group of U: -'])
  expect(complete).toBe(false)
})

test('members that are not told can be anybody', () => {
  const { found, complete } = ofUser({}, addition({ GroupName: 'g', Users: [{ Ref: 'Name' }] }))
  expect(found.loose).toMatchObject([{ name: 'the members of Add', reason: 'parameter' }])
  expect(complete).toBe(false)
})

test('a group with ten thousand members makes no copies', () => {
  const users = Array.from({ length: 10_000 }, (_, index) => `u${index}`)
  const found = readIam({ G, ...addition({ GroupName: 'g', Users: users }) })
  expect(found.identities).toHaveLength(10_000)
  expect(found.identities[9_999]?.policies).toHaveLength(2)
  expect(found.identities[9_999]?.policies[0]).toBe(found.identities[0]?.policies[0])
})
