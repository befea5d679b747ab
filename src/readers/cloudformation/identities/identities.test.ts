import { describe, expect, test } from 'vitest'
import { allow, ifA, resource, statement } from '../test-stack.ts'
import { held, readIam, shown } from './test-identities.ts'

function ofRole(properties: object, rest: object = {}, more: object = {}) {
  const R = resource('AWS::IAM::Role', { RoleName: 'r', ...properties }, rest)
  return readIam({ R, ...more })
}

const policy = (...actions: readonly string[]) => ({ PolicyName: 'p', PolicyDocument: allow(...actions) })
const both = (first: unknown, second: unknown) => ({ PolicyDocument: { Statement: [first, second] } })

describe('the policies of a role', () => {
  test.each<[string, unknown, readonly string[]]>([
    ['one', [policy('Decrypt')], ['inline policy "p" of role/r: Decrypt']],
    ['outside of a list', policy('Decrypt'), ['inline policy "p" of role/r: Decrypt']],
    [
      'as JSON text',
      [{ PolicyName: 'p', PolicyDocument: JSON.stringify(allow('Decrypt')) }],
      ['inline policy "p" of role/r: Decrypt'],
    ],
    [
      'with a number for a name',
      [{ ...policy('Decrypt'), PolicyName: 7 }],
      ['inline policy "7" of role/r: Decrypt'],
    ],
    [
      'named after the stack',
      [{ ...policy('Decrypt'), PolicyName: { 'Fn::Sub': '${Name}-p' } }],
      ['inline policy "${Name}-p" of role/r: Decrypt'],
    ],
    ['without a name', [{ PolicyDocument: allow('Decrypt') }], ['inline policy of role/r: Decrypt']],
    [
      'with a list for a name',
      [{ ...policy('Decrypt'), PolicyName: ['p'] }],
      ['inline policy of role/r: Decrypt'],
    ],
    ['that is a parameter', { Ref: 'Name' }, ['inline policy of role/r: -']],
    ['perhaps', [ifA(policy('Decrypt'))], ['inline policy "p" of role/r: Decrypt if A']],
    [
      'with one of two statements',
      [{ PolicyName: 'p', ...both(statement('Encrypt'), ifA(statement('Decrypt'))) }],
      ['inline policy "p" of role/r: Encrypt Decrypt?'],
    ],
    [
      'with two statements in doubt',
      [
        {
          PolicyName: 'p',
          ...both(ifA(statement('Encrypt')), { 'Fn::If': ['B', statement('Decrypt'), statement('Sign')] }),
        },
      ],
      ['inline policy "p" of role/r: Encrypt? Decrypt? Sign?'],
    ],
    [
      'one way or another',
      [ifA(policy('Encrypt', 'Decrypt'), policy('Encrypt', 'Sign'))],
      ['inline policy "p" of role/r: Encrypt Decrypt? Sign?'],
    ],
    [
      'written twice for two ways',
      [ifA(policy('Encrypt', 'Decrypt')), { 'Fn::If': ['A', { Ref: 'AWS::NoValue' }, policy('Encrypt')] }],
      ['inline policy "p" of role/r: Encrypt Decrypt?'],
    ],
    [
      'perhaps, with a statement in doubt',
      [
        ifA({
          PolicyName: 'p',
          ...both(statement('Encrypt'), { 'Fn::If': ['B', statement('Decrypt'), { Ref: 'AWS::NoValue' }] }),
        }),
      ],
      ['inline policy "p" of role/r: Encrypt Decrypt? if A and B'],
    ],
    ['whole lists', ifA([policy('Encrypt')], [policy('Encrypt')]), ['inline policy "p" of role/r: Encrypt']],
    ['texts', ['x'], ['inline policy of role/r: -']],
    ['lists', [['x']], ['inline policy of role/r: -']],
    ['without a document', [{ PolicyName: 'p' }], []],
    ['none', { Ref: 'AWS::NoValue' }, []],
  ])('%s', (_, Policies, policies) => {
    expect(held(ofRole({ Policies }))['role/r']).toEqual(policies)
  })
})

test('a role that is perhaps not there perhaps has its policies, and perhaps lets nobody in', () => {
  const trust = {
    Statement: [{ Effect: 'Allow', Principal: { Service: 'ec2.amazonaws.com' }, Action: 'sts:AssumeRole' }],
  }
  const properties = { Policies: [policy('Decrypt')], AssumeRolePolicyDocument: trust }
  const { identities } = ofRole(properties, { Condition: 'A' })
  expect(identities[0]?.policies.map(shown)).toEqual(['inline policy "p" of role/r: Decrypt if A'])
  expect(identities[0]?.trust?.statements[0]?.conditionHoles).toMatchObject([{ name: 'A' }])
  expect(identities[0]?.complete).toBe(true)
  expect(ofRole({ ...properties }).identities[0]?.trust?.statements[0]?.conditionHoles).toEqual([])
})

test('what is certain not to be created is not there', () => {
  expect(ofRole({}, { Condition: 'Never' }).identities).toEqual([])
  const P = resource('AWS::IAM::RolePolicy', { ...policy('Decrypt'), RoleName: 'r' }, { Condition: 'A' })
  expect(held(ofRole({}, {}, { P }))['role/r']).toEqual(['inline policy "p" of role/r: Decrypt if A'])
  const never = { ...P, Condition: 'Never' }
  expect(held(ofRole({}, {}, { P: never }))['role/r']).toEqual([])
})

test('what exists can have policies that are attached elsewhere', () => {
  const R = resource('AWS::IAM::Role', { RoleName: 'r' })
  expect(readIam({ R }, {}, () => true).identities[0]?.complete).toBe(false)
  expect(readIam({ R }).identities[0]?.complete).toBe(true)
})

test('an ARN has the path', () => {
  expect(Object.keys(held(ofRole({ Path: '/a/' })))).toEqual(['role/a/r'])
})

describe('the permissions boundary', () => {
  const Use = resource('AWS::IAM::ManagedPolicy', { PolicyDocument: allow('Decrypt') })
  test.each<[string, unknown, string | undefined]>([
    ['of the template', { Ref: 'Use' }, 'managed policy Use: Decrypt'],
    ["AWS's own", 'arn:aws:iam::aws:policy/PowerUserAccess', 'AWS managed policy PowerUserAccess: ListKeys'],
    ['a parameter', { Ref: 'Name' }, 'a policy of R: -'],
    ['perhaps', ifA({ Ref: 'Use' }), 'managed policy Use: Decrypt if A'],
    [
      'one or another',
      ifA({ Ref: 'Use' }, 'arn:aws:iam::aws:policy/PowerUserAccess'),
      'the permissions boundary of R: -',
    ],
    [
      'one, another or none',
      ifA(
        { Ref: 'Use' },
        { 'Fn::If': ['B', 'arn:aws:iam::aws:policy/PowerUserAccess', { Ref: 'AWS::NoValue' }] },
      ),
      'the permissions boundary of R: - if A and B',
    ],
    ['left out', { Ref: 'AWS::NoValue' }, undefined],
    ['empty', '', undefined],
    ['a map', { a: 'b' }, 'a policy of R: -'],
  ])('%s', (_, PermissionsBoundary, boundary) => {
    const { identities, unattached } = ofRole({ PermissionsBoundary }, {}, { Use })
    const found = identities[0]?.boundary
    expect(found && shown(found)).toBe(boundary)
    expect(unattached.length).toBe(boundary?.startsWith('managed policy Use') === true ? 0 : 1)
  })
})
