import { expect, test } from 'vitest'
import { codesFor, documentOf, objectionsTo } from './objections-to.ts'
import { roleActionsOnAll } from './role-actions.ts'

const passed = ['any-passed-role']
const created = ['any-service-linked-role']
const both = [...passed, ...created]

test.each([
  ['a named role', { Action: 'iam:PassRole', Resource: 'arn:aws:iam::111122223333:role/App' }, []],
  [
    'roles by the start of a name',
    { Action: 'iam:PassRole', Resource: 'arn:aws:iam::111122223333:role/app-*' },
    [],
  ],
  ['star in resource', { Action: 'iam:PassRole', Resource: '*' }, passed],
  [
    'every role of the account',
    { Action: ['IAM:passrole'], Resource: 'arn:aws:iam::111122223333:role/*' },
    passed,
  ],
  ['star in action and resource', { Action: 'iam:*', Resource: '*' }, both],
  ['everything', { Action: '*', Resource: '*' }, both.map(code => `${code}-among-all`)],
  ['star in action, a named role', { Action: 'iam:*', Resource: 'arn:aws:iam::111122223333:role/App' }, []],
  ['star in resource and NotAction', { NotAction: 's3:*', Resource: '*' }, both],
  ['NotAction that leaves it out', { NotAction: 'iam:*', Resource: '*' }, []],
  ['NotResource', { Action: 'iam:PassRole', NotResource: 'arn:aws:iam::111122223333:role/Admin' }, passed],
  [
    'star in action and NotResource',
    { Action: 'iam:Pass*', NotResource: 'arn:aws:iam::111122223333:role/Admin' },
    passed,
  ],
  ['NotAction and NotResource', { NotAction: 's3:*', NotResource: 'arn:aws:s3:::b' }, both],
  ['NotResource of everything', { Action: 'iam:PassRole', NotResource: '*' }, []],
  [
    'NotResource of everything and a role',
    { Action: 'iam:PassRole', NotResource: ['*', 'arn:aws:iam::*:role/a'] },
    [],
  ],
  ['NotResource of nothing', { Action: 'iam:PassRole', NotResource: [] }, passed],
  ['no resource', { Action: 'iam:PassRole', Resource: [] }, []],
  ['no action', { Action: undefined, Resource: '*' }, []],
  ['neither Resource nor NotResource', { Action: 'iam:PassRole', Resource: undefined }, []],
  ['a Deny', { Effect: 'Deny', Action: 'iam:PassRole', Resource: '*' }, []],
  ['another action', { Action: 'iam:GetRole', Resource: '*' }, []],
  ['creation by name', { Action: 'iam:CreateServiceLinkedRole', Resource: '*' }, created],
  [
    'creation of every service role',
    { Action: 'iam:CreateServiceLinkedRole', Resource: 'arn:aws:iam::*:role/aws-service-role/*' },
    created,
  ],
  [
    'creation for a service',
    {
      Action: 'iam:CreateServiceLinkedRole',
      Resource: 'arn:aws:iam::*:role/aws-service-role/rds.amazonaws.com/AWSServiceRoleForRDS',
    },
    [],
  ],
] as const)('%s', (_, statement, codes) => {
  expect(codesFor(roleActionsOnAll, {}, { Principal: undefined, ...statement }, 'identity-policy')).toEqual(
    codes,
  )
})

test.each([
  [{ StringEquals: { 'iam:PassedToService': 'ec2.amazonaws.com' } }, []],
  [{ StringLike: { 'iam:passedtoservice': ['ec2.*'] } }, []],
  [{ StringLike: { 'iam:PassedToService': '*' } }, passed],
  [{ StringLike: { 'iam:PassedToService': ['ec2.amazonaws.com', '*'] } }, passed],
  [{ StringEqualsIfExists: { 'iam:PassedToService': 'ec2.amazonaws.com' } }, passed],
  [{ StringNotEquals: { 'iam:PassedToService': 'ec2.amazonaws.com' } }, passed],
  [{ StringEquals: { 'aws:RequestedRegion': 'us-west-2' } }, passed],
] as const)('under %j', (condition, codes) => {
  const statement = { Action: 'iam:PassRole', Resource: '*' }
  expect(codesFor(roleActionsOnAll, condition, statement, 'identity-policy')).toEqual(codes)
})

const identity = { kind: 'identity-policy' } as const

test.each([
  [
    { Action: 'iam:*Role', NotResource: ['arn:aws:iam::111122223333:role/Admin'] },
    '`iam:*Role` on all that its `NotResource` does not name',
  ],
  [{ Action: 'IAM:passrole', Resource: '*' }, '`iam:PassRole` on `*`'],
  [{ NotAction: 's3:*', Resource: '*' }, '`iam:PassRole` is not among its `NotAction` on `*`'],
])('what is too wide is told of %j', (statement, says) => {
  const [first] = objectionsTo(roleActionsOnAll, { Effect: 'Allow', ...statement }, identity)
  expect(first).toBe(`any-passed-role: statement 1 lets any role be passed to any service: ${says}`)
})

test.each([
  [
    'an action that is not told',
    { Action: 'iam:*‹var.a›', Resource: '*' },
    '`iam:PassRole` on `*`',
    ['var.a'],
  ],
  [
    'an action that may be left out',
    { NotAction: ['iam:‹var.a›', 's3:‹var.b›'], Resource: '*' },
    '`iam:PassRole` is not among its `NotAction` on `*`',
    ['var.a'],
  ],
  [
    'what is told beside what is not',
    { Action: ['iam:‹var.a›', 'iam:PassRole'], Resource: '*' },
    '`iam:PassRole` on `*`',
    [],
  ],
  [
    'resources that may be left out',
    { Action: 'iam:PassRole', NotResource: ['arn:aws:s3:::‹var.b›'] },
    '`iam:PassRole` on all that its `NotResource` does not name',
    ['var.b'],
  ],
])('what it hangs on is told of %s', (_, statement, says, names) => {
  const Statement = { Effect: 'Allow', ...statement }
  const document = documentOf({ Version: '2012-10-17', Statement })
  const told = roleActionsOnAll({ document, ...identity }).filter(({ code }) => code === 'any-passed-role')
  expect(told.map(one => [one.says, (one.hangsOn ?? []).map(({ name }) => name)])).toEqual([
    [`its statement lets any role be passed to any service: ${says}`, names],
  ])
})
