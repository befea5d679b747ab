import { expect, test } from 'vitest'
import { objectionsIn } from './objections-to.ts'
import { rolesAnywhere } from './roles-anywhere.ts'
import { trustSyntax } from './trust-syntax.ts'

const name = 'rolesanywhere.amazonaws.com'
const one = { Effect: 'Allow', Principal: { Service: name } }
const [assume, tag, source] = ['sts:AssumeRole', 'sts:TagSession', 'sts:SetSourceIdentity']
const first = { ...one, Action: assume }
const rest = { ...one, Action: [tag, source] }
const app = { AWS: 'arn:aws:iam::111122223333:role/App' }
const without = (...actions: readonly string[]) => actions.map(action => `\`${action}\``).join(' and ')

test.each([
  ['all three', [{ ...one, Action: [assume, tag, source] }], []],
  ['patterns of them', [{ ...one, Action: ['sts:AssumeRole', 'sts:tags*', 'sts:Set*'] }], []],
  ['all three in statements of their own', [first, rest], []],
  ['the rest for it and somebody else', [first, { ...rest, Principal: { ...app, ...one.Principal } }], []],
  ['the rest for anybody who may be it', [first, { ...rest, Principal: '*' }], []],
  ['the rest for somebody who is not told', [first, { ...rest, Principal: '‹who›' }], []],
  [
    'the rest for a service that is not told',
    [first, { ...rest, Principal: { Service: '‹name›.amazonaws.com' } }],
    [],
  ],
  ['the rest with an effect that is not told', [first, { ...rest, Effect: '‹effect›' }], []],
  ['a statement that is not told', [first, '‹statement›'], []],
  ['actions that are not told', [first, { ...rest, Action: [tag, '‹action›'] }], []],
  ['all but some actions', [first, { ...one, NotAction: 'sts:GetCallerIdentity' }], []],
  [
    'one of three for it and somebody else',
    [{ ...first, Principal: { ...app, ...one.Principal } }],
    [['statement 1', without(tag, source)]],
  ],
  ['two of three', [{ ...one, Action: [assume, tag] }], [['statement 1', without(source)]]],
  ['one of three', [first], [['statement 1', without(tag, source)]]],
  [
    'the rest for somebody else',
    [first, { ...rest, Principal: app }],
    [['statement 1', without(tag, source)]],
  ],
  [
    'the rest for another service',
    [first, { ...rest, Principal: { Service: 'ec2.amazonaws.com' } }],
    [['statement 1', without(tag, source)]],
  ],
  ['the rest denied', [first, { ...rest, Effect: 'Deny' }], [['statement 1', without(tag, source)]]],
  ['the rest for nobody', [first, { Effect: 'Allow', Action: tag }], [['statement 1', without(tag, source)]]],
  [
    'two of three in statements of their own',
    [first, { ...one, Action: tag }],
    [
      ['statement 1', without(source)],
      ['statement 2', without(source)],
    ],
  ],
  ['somebody else alone', [{ ...first, Principal: app }], []],
  ['a provider of that name', [{ ...first, Principal: { Federated: name } }], []],
  ['a Deny', [{ ...first, Effect: 'Deny' }], []],
  ['an effect that is not told', [{ ...first, Effect: '‹effect›' }], []],
  ['all but it', [{ Effect: 'Allow', NotPrincipal: one.Principal, Action: assume }], []],
])('%s', (_, statements, told) => {
  expect(objectionsIn(rolesAnywhere, statements, 'trust-policy')).toEqual(
    told.map(
      ([where, lacking]) => `trust-action: ${where} lets \`${name}\` assume the role without ${lacking}`,
    ),
  )
})

test('it is a matter of trust policies alone', () => {
  expect([
    objectionsIn(trustSyntax, [first], 'trust-policy').length,
    objectionsIn(trustSyntax, [first], 'key-policy').length,
  ]).toEqual([1, 0])
})
