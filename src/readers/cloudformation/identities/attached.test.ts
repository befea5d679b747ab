import { describe, expect, test } from 'vitest'
import type { Unknown } from '../../../model/unknown.ts'
import { allow, ifA, resource } from '../test-stack.ts'
import { held, readIam } from './test-identities.ts'

const role = resource('AWS::IAM::Role', { RoleName: 'r' })
const user = resource('AWS::IAM::User', { UserName: 'u' })
const group = resource('AWS::IAM::Group', { GroupName: 'g' })
const use = resource('AWS::IAM::ManagedPolicy', {
  ManagedPolicyName: 'use',
  PolicyDocument: allow('Decrypt'),
})
const written = { PolicyName: 'p', PolicyDocument: allow('Decrypt') }

function ofRole(properties: object, more: object = {}): readonly string[] | undefined {
  const R = resource('AWS::IAM::Role', { RoleName: 'r', ...properties })
  return held(readIam({ R, Use: use, ...more }))['role/r']
}

describe('managed policies that a role lists', () => {
  test.each<[string, unknown, readonly string[]]>([
    ['by Ref', [{ Ref: 'Use' }], ['managed policy use: Decrypt']],
    ['by its ARN as an attribute', [{ 'Fn::GetAtt': ['Use', 'PolicyArn'] }], ['managed policy use: Decrypt']],
    [
      'by its ARN as text',
      [{ 'Fn::Sub': 'arn:${AWS::Partition}:iam::${AWS::AccountId}:policy/use' }],
      ['managed policy use: Decrypt'],
    ],
    ['one that is no list', { Ref: 'Use' }, ['managed policy use: Decrypt']],
    ['one twice', [{ Ref: 'Use' }, { Ref: 'Use' }], ['managed policy use: Decrypt']],
    [
      "AWS's own",
      [{ 'Fn::Sub': 'arn:${AWS::Partition}:iam::aws:policy/PowerUserAccess' }],
      ['AWS managed policy PowerUserAccess: ListKeys'],
    ],
    [
      "one of AWS's that the table does not have",
      ['arn:aws:iam::aws:policy/service-role/New'],
      ['AWS managed policy New: -'],
    ],
    [
      'one that stands elsewhere',
      ['arn:aws:iam::111122223333:policy/other'],
      ['managed policy arn:aws:iam::111122223333:policy/other: -'],
    ],
    [
      'one whose name is a parameter',
      [{ 'Fn::Sub': 'arn:aws:iam::${AWS::AccountId}:policy/${Name}' }],
      ['managed policy arn:aws:iam::111122223333:policy/${Name}: -'],
    ],
    ['a parameter', [{ Ref: 'Name' }], ['a policy of R: -']],
    ['an import', [{ 'Fn::ImportValue': 'x' }], ['a policy of R: -']],
    ['what is no ARN', [{ a: 'b' }, ['c']], ['a policy of R: -', 'a policy of R: -']],
    ['perhaps', [ifA({ Ref: 'Use' })], ['managed policy use: Decrypt if A']],
    [
      'one or another',
      [ifA({ Ref: 'Use' }, 'arn:aws:iam::aws:policy/PowerUserAccess')],
      ['managed policy use: Decrypt if A', 'AWS managed policy PowerUserAccess: ListKeys if A'],
    ],
    ['in both ways', ifA([{ Ref: 'Use' }], [{ Ref: 'Use' }]), ['managed policy use: Decrypt']],
  ])('%s', (_, ManagedPolicyArns, policies) => {
    expect(ofRole({ ManagedPolicyArns })).toEqual(policies)
  })

  test('one that is created only if a condition holds', () => {
    const Use = { ...use, Condition: 'A' }
    expect(ofRole({ ManagedPolicyArns: [{ Ref: 'Use' }] }, { Use })).toEqual([
      'managed policy use: Decrypt if A',
    ])
  })
})

describe('what names its holders itself', () => {
  test.each<[string, string, object, string, readonly string[]]>([
    ['inline, of a role', 'AWS::IAM::Policy', { Roles: [{ Ref: 'R' }] }, 'role/r', ['role/r']],
    ['inline, of a user', 'AWS::IAM::Policy', { Users: [{ Ref: 'U' }] }, 'user/u', ['user/u']],
    ['inline, by name', 'AWS::IAM::Policy', { Roles: ['R'] }, 'role/r', ['role/r']],
    ['inline, by ARN', 'AWS::IAM::Policy', { Roles: [{ 'Fn::GetAtt': 'R.Arn' }] }, 'role/r', ['role/r']],
    ['inline, as one text', 'AWS::IAM::Policy', { Roles: 'r' }, 'role/r', ['role/r']],
    ['role policy', 'AWS::IAM::RolePolicy', { RoleName: { Ref: 'R' } }, 'role/r', ['role/r']],
    ['user policy', 'AWS::IAM::UserPolicy', { UserName: { Ref: 'U' } }, 'user/u', ['user/u']],
  ])('%s', (_, type, whom, arn, [whose]) => {
    const found = held(readIam({ R: role, U: user, P: resource(type, { ...written, ...whom }) }))
    expect(found).toEqual({
      'role/r': [],
      'user/u': [],
      [arn]: [`inline policy "p" of ${whose}: Decrypt`],
    })
  })

  test.each<[string, object]>([
    ['Roles', { R: role, M: { ...use, Properties: { ...Object(use).Properties, Roles: [{ Ref: 'R' }] } } }],
    ['Users', { R: user, M: { ...use, Properties: { ...Object(use).Properties, Users: [{ Ref: 'R' }] } } }],
  ])('a managed policy by its %s', (_, resources) => {
    expect(Object.values(held(readIam(resources)))).toEqual([['managed policy use: Decrypt']])
  })

  test('a role without a name is called by its logical id', () => {
    const P = resource('AWS::IAM::RolePolicy', { ...written, RoleName: { Ref: 'R' } })
    expect(held(readIam({ R: resource('AWS::IAM::Role'), P }))).toEqual({
      'role/${R}': ['inline policy "p" of R: Decrypt'],
    })
  })

  test('a name that is a parameter is the role that has it', () => {
    const R = resource('AWS::IAM::Role', { RoleName: { Ref: 'Name' } })
    const P = resource('AWS::IAM::Policy', { ...written, Roles: [{ Ref: 'Name' }] })
    const found = readIam({ R, P })
    expect(held(found)).toEqual({ 'role/${Name}': ['inline policy "p" of R: Decrypt'] })
    expect(found.loose).toEqual([])
  })

  test('a name that an undecided condition chooses is still that role', () => {
    const R = resource('AWS::IAM::Role', { RoleName: ifA('x', 'y') })
    const P = resource('AWS::IAM::Policy', { ...written, Roles: [{ Ref: 'R' }] })
    const found = readIam({ R, P })
    expect(found.identities.map(({ address }) => address)).toEqual(['R'])
    expect(found.identities[0]?.policies[0]?.hangsOn[0]?.name).toBe('A')
  })
})

function withRoles(...Roles: readonly unknown[]) {
  return readIam({ R: role, P: resource('AWS::IAM::Policy', { ...written, Roles }) })
}

describe('whoever stands elsewhere', () => {
  test('is known by the name', () => {
    const { identities, loose } = withRoles('other')
    expect(identities[1]).toMatchObject({
      kind: 'role',
      address: 'P',
      account: '111122223333',
      complete: false,
    })
    expect(identities[1]?.arn).toMatchObject([
      'arn:aws:iam::111122223333:role/',
      { name: 'the path of role other', reason: 'not-in-input' },
      'other',
    ])
    expect(loose).toEqual([])
  })

  test.each<[string, unknown, string]>([
    ['a parameter', { Ref: 'Name' }, 'role/${the path of role ${Name}}${Name}'],
    ['an import', { 'Fn::ImportValue': 'x' }, 'role/${the path of role ${the export x}}${the export x}'],
    ['a part', { 'Fn::Sub': '${Name}-x' }, 'role/${the path of role ${Name}-x}${Name}-x'],
  ])('can be anybody: %s', (_, name, arn) => {
    const found = withRoles(name)
    expect(Object.keys(held(found))).toEqual(['role/r', arn])
    expect(found.loose).toMatchObject([{ name: 'the role of P' }])
    expect(found.identities.map(({ complete }) => complete)).toEqual([false, false])
    expect([...found.changes.open]).toEqual(['role'])
  })

  test.each([[{ a: 'b' }], [['x']], [null], ['']])('is not told by %j', name => {
    const found = withRoles(name)
    expect(held(found)).toEqual({ 'role/r': [] })
    expect(found.loose).toMatchObject([{ name: 'the role of P', reason: 'malformed' }])
    expect(found.unattached.map(policy => policy.name)).toEqual(['inline policy "p" of the role of P'])
  })

  test('is who another template of the call declares', () => {
    const at = { file: 'other.yaml', address: 'Role', pointer: '/arn' }
    const unknown: Unknown = {
      kind: 'unknown',
      reason: 'known-after-apply',
      name: 'Role',
      shape: 'anything',
      at,
    }
    const P = resource('AWS::IAM::Policy', { ...written, Roles: [{ 'Fn::ImportValue': 'x' }] })
    const found = readIam({ P }, { imports: () => ({ type: 'unknown', unknown, at }) })
    expect(found.identities[0]?.arn.at(-1)).toEqual(unknown)
    expect(found.loose).toEqual([])
  })

  test('has a number for a name', () => {
    expect(Object.keys(held(withRoles(12)))[1]).toBe('role/${the path of role 12}12')
  })
})

test('what nobody has is told', () => {
  const P = resource('AWS::IAM::GroupPolicy', { ...written, GroupName: { Ref: 'G' } })
  expect(readIam({ G: group, Use: use, P }).unattached).toMatchObject([
    { name: 'managed policy use', address: 'Use' },
    { name: 'inline policy "p" of group/g', address: 'G', ofGroup: true },
  ])
})

test('of two inline policies of one name either is the last', () => {
  const P = resource('AWS::IAM::RolePolicy', { ...written, RoleName: 'r' })
  expect(held(readIam({ R: role, P, Q: P }))['role/r']).toEqual([
    'inline policy "p" of role/r: Decrypt if which inline policy "p" of role/r is written last',
    'inline policy "p" of role/r: Decrypt if which inline policy "p" of role/r is written last',
  ])
})

test('a group with ten thousand policies is read at once', () => {
  const ids = Array.from({ length: 10_000 }, (_, index) => `P${index}`)
  const policies = ids.map(id => [
    id,
    resource('AWS::IAM::GroupPolicy', { ...written, PolicyName: id, GroupName: { Ref: 'G' } }),
  ])
  const U = resource('AWS::IAM::User', { UserName: 'u', Groups: [{ Ref: 'G' }] })
  const found = readIam({ G: group, U, ...Object.fromEntries(policies) })
  expect(held(found)['user/u']).toEqual(['the policies of group/g: -'])
  expect(found.unattached).toHaveLength(10_000)
})
