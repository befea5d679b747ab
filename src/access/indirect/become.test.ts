import { describe, expect, test } from 'vitest'
import { iam, other, own } from '../random-conditions.ts'
import { admits, allow, deny, indirectly, keyArn, pathsOf, trusts, type SmallWorld } from './small-world.ts'

// The key policy names whom it admits and leaves nothing to IAM policies: nobody's own policies give access.
const app = iam(own, 'role/App')
const ci = iam(own, 'role/Ci')
const service = (name: string) => ({ trust: [trusts({ Service: name })] })
const lambda = service('lambda.amazonaws.com')
const pass = allow('iam:PassRole', app)
const create = allow(['lambda:CreateFunction', 'lambda:InvokeFunction'])

/** Who can decrypt as `role/App`, but for services. */
function asApp(world: SmallWorld): readonly string[] {
  return indirectly({ policy: [admits(app, 'kms:Decrypt')], ...world }).filter(
    row => !/amazonaws.com:/.test(row),
  )
}

describe('pass-role', () => {
  const toEc2 = { Condition: { StringEquals: { 'iam:PassedToService': 'ec2.amazonaws.com' } } }
  const toLambda = { Condition: { StringLike: { 'iam:PassedToService': 'lambda.*' } } }
  test.each<[string, SmallWorld['who'], readonly string[]]>([
    ['all three halves', { 'role/App': lambda, 'role/Ci': { may: [pass, create] } }, ['role/Ci: pass-role']],
    ['without passing', { 'role/App': lambda, 'role/Ci': { may: [create] } }, []],
    ['without compute', { 'role/App': lambda, 'role/Ci': { may: [pass] } }, []],
    [
      'half of the compute, of which something else may start what it makes',
      { 'role/App': lambda, 'role/Ci': { may: [pass, allow('lambda:CreateFunction')] } },
      ['role/Ci: perhaps pass-role'],
    ],
    [
      'the other half, which makes nothing',
      { 'role/App': lambda, 'role/Ci': { may: [pass, allow('lambda:InvokeFunction')] } },
      [],
    ],
    [
      'a function that events run',
      {
        'role/App': lambda,
        'role/Ci': { may: [pass, allow(['lambda:CreateFunction', 'lambda:CreateEventSourceMapping'])] },
      },
      ['role/Ci: pass-role'],
    ],
    ['without trust', { 'role/App': service('ec2.amazonaws.com'), 'role/Ci': { may: [pass, create] } }, []],
    [
      'another role than this',
      { 'role/App': lambda, 'role/Ci': { may: [allow('iam:PassRole', iam(own, 'role/Other')), create] } },
      [],
    ],
    [
      'by a pattern',
      { 'role/App': lambda, 'role/Ci': { may: [allow('iam:PassRole', iam(own, 'role/A*')), create] } },
      ['role/Ci: pass-role'],
    ],
    [
      'stopped by a Deny',
      { 'role/App': lambda, 'role/Ci': { may: [pass, create, deny('iam:PassRole', app)] } },
      [],
    ],
    [
      'stopped by a boundary',
      { 'role/App': lambda, 'role/Ci': { may: [pass, create], boundary: [allow('lambda:*')] } },
      [],
    ],
    ['to another service', { 'role/App': lambda, 'role/Ci': { may: [{ ...pass, ...toEc2 }, create] } }, []],
    [
      'to this service',
      { 'role/App': lambda, 'role/Ci': { may: [{ ...pass, ...toLambda }, create] } },
      ['role/Ci: pass-role'],
    ],
    [
      'functions with some names',
      {
        'role/App': lambda,
        'role/Ci': { may: [pass, allow(['lambda:*'], `arn:aws:lambda:*:${own}:function:dev-*`)] },
      },
      ['role/Ci: pass-role'],
    ],
    [
      'a Deny for some functions leaves others',
      {
        'role/App': lambda,
        'role/Ci': { may: [pass, create, deny('lambda:*', `arn:aws:lambda:*:${own}:function:prod-*`)] },
      },
      ['role/Ci: pass-role'],
    ],
    [
      'a Deny for all of them',
      {
        'role/App': lambda,
        'role/Ci': { may: [pass, create, deny('lambda:*', 'arn:aws:lambda:*:*:function:*')] },
      },
      [],
    ],
    [
      'another account passes no roles of this one',
      { 'role/App': lambda, [iam(other, 'role/Ci')]: { may: [pass, create] } },
      [],
    ],
  ])('%s', (_, who, rows) => {
    expect(asApp({ who })).toEqual(rows)
  })

  test('the path says how', () => {
    const world = {
      policy: [admits(app, 'kms:Decrypt')],
      who: { 'role/App': lambda, 'role/Ci': { may: [pass, create] } },
    }
    expect(pathsOf(world).at(-1)).toEqual([
      `${ci} can pass ${app} to lambda.amazonaws.com (policy 0, statement 1)`,
      `${ci} can run a Lambda function of its own (lambda:CreateFunction and lambda:InvokeFunction: policy 0, statement 2)`,
      `trust policy of ${app}, statement 1, allows the service lambda.amazonaws.com`,
      `key policy, statement 1, allows ${app}`,
    ])
  })
})

describe('change-trust-policy', () => {
  const update = allow('iam:UpdateAssumeRolePolicy', app)
  test.each<[string, SmallWorld['who'], readonly string[]]>([
    ['who may change it', { 'role/App': {}, 'role/Ci': { may: [update] } }, ['role/Ci: change-trust-policy']],
    [
      'of another role',
      { 'role/App': {}, 'role/Ci': { may: [allow('iam:UpdateAssumeRolePolicy', ci)] } },
      [],
    ],
    ['who may not assume it then', { 'role/App': {}, 'role/Ci': { may: [update, deny('sts:*')] } }, []],
    [
      'within a boundary without sts',
      { 'role/App': {}, 'role/Ci': { may: [update], boundary: [allow('iam:*')] } },
      [],
    ],
    ['a Deny', { 'role/App': {}, 'role/Ci': { may: [update, deny('iam:Update*')] } }, []],
    ['from another account', { 'role/App': {}, [iam(other, 'role/Ci')]: { may: [update] } }, []],
    [
      'somebody who becomes that one',
      {
        'role/App': {},
        'role/Ci': { may: [update], trust: [trusts({ AWS: iam(own, 'user/Bob') })] },
        'user/Bob': {},
      },
      ['role/Ci: change-trust-policy', 'user/Bob: assume-role'],
    ],
  ])('%s', (_, who, rows) => {
    expect(asApp({ who })).toEqual(rows)
  })
})

describe('take-over-user', () => {
  const policy = [admits(iam(own, 'user/Bob'), 'kms:Decrypt')]
  test.each<[string, SmallWorld['who'], readonly string[]]>([
    [
      'an access key',
      { 'user/Bob': {}, 'role/Ci': { may: [allow('iam:CreateAccessKey', iam(own, 'user/*'))] } },
      ['role/Ci: take-over-user'],
    ],
    [
      'a password',
      { 'user/Bob': {}, 'role/Ci': { may: [allow('iam:UpdateLoginProfile')] } },
      ['role/Ci: take-over-user'],
    ],
    [
      'only its own',
      {
        'user/Bob': {},
        'user/Eve': { may: [allow('iam:CreateAccessKey', iam(own, 'user/${aws:username}'))] },
      },
      [],
    ],
    [
      'a Deny',
      { 'user/Bob': {}, 'role/Ci': { may: [allow('iam:*'), deny('iam:*', iam(own, 'user/Bob'))] } },
      [],
    ],
  ])('%s', (_, who, rows) => {
    expect(asApp({ policy, who })).toEqual(rows)
  })

  test('an organization can forbid it', () => {
    const document = { Version: '2012-10-17', Statement: [deny('iam:CreateAccessKey')] }
    const limits = [{ kind: 'scp', accounts: 'every', level: null, document } as const]
    const who = { 'user/Bob': {}, 'role/Ci': { may: [allow('iam:CreateAccessKey')] } }
    expect(asApp({ policy, limits, who })).toEqual([])
  })
})

describe('run-code', () => {
  test.each<[string, SmallWorld['who'], readonly string[]]>([
    [
      'code of functions',
      { 'role/App': lambda, 'role/Ci': { may: [allow('lambda:UpdateFunctionCode')] } },
      ['role/Ci: perhaps run-code'],
    ],
    [
      'a session on an instance',
      { 'role/App': service('ec2.amazonaws.com'), 'role/Ci': { may: [allow('ssm:StartSession')] } },
      ['role/Ci: perhaps run-code'],
    ],
    [
      'where no role trusts the service',
      { 'role/App': lambda, 'role/Ci': { may: [allow('ssm:StartSession')] } },
      [],
    ],
    ['in another account', { 'role/App': lambda, [iam(other, 'role/Ci')]: { may: [allow('lambda:*')] } }, []],
  ])('%s', (_, who, rows) => {
    expect(asApp({ who })).toEqual(rows)
  })
})

test('an administrator whom the key does not admit is told once', () => {
  const who = {
    'role/App': { ...lambda, trust: [trusts({ AWS: iam(own, 'root') })] },
    'role/Admin': { may: [allow('*')] },
  }
  expect(asApp({ who })).toEqual(['root: assume-role', 'role/Admin: assume-role'])
})

test('an administrator who has access by the account is not told again', () => {
  const who = {
    'role/App': { may: [allow('kms:*', keyArn)], ...lambda },
    'role/Admin': { may: [allow('*')] },
  }
  expect(indirectly({ who })).toEqual(['lambda.amazonaws.com: assume-role'])
})
