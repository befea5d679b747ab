import { describe, expect, test } from 'vitest'
import { iam, other, own } from '../random-conditions.ts'
import { admits, allow, deny, indirectly, trusts, type SmallWorld } from './small-world.ts'

const app = iam(own, 'role/App')
const withoutTerms = (row: string) => row.replace(/ (?:when|unless) .*$/, '')

describe('create-grant', () => {
  const creates = (Condition: NonNullable<ReturnType<typeof admits>['Condition']>) => ({
    ...admits(app, 'kms:CreateGrant'),
    Condition,
  })
  const who = { 'role/App': {} }
  test.each<[string, SmallWorld, readonly string[]]>([
    ['without a guard', { policy: [admits(app, 'kms:CreateGrant')], who }, ['role/App: create-grant']],
    [
      'only for AWS resources',
      { policy: [creates({ Bool: { 'kms:GrantIsForAWSResource': 'true' } })], who },
      [],
    ],
    [
      'only for operations without plaintext',
      { policy: [creates({ 'ForAllValues:StringEquals': { 'kms:GrantOperations': ['Encrypt'] } })], who },
      [],
    ],
    [
      'a condition that does not limit',
      { policy: [creates({ StringEquals: { 'kms:GrantConstraintType': 'EncryptionContextSubset' } })], who },
      ['role/App: create-grant when kms:GrantConstraintType is EncryptionContextSubset'],
    ],
    [
      'limited by a Deny',
      {
        policy: [
          admits(app, 'kms:CreateGrant'),
          {
            Effect: 'Deny',
            Principal: '*',
            Action: 'kms:CreateGrant',
            Resource: '*',
            Condition: { Bool: { 'kms:GrantIsForAWSResource': 'false' } },
          },
        ],
        who,
      },
      [],
    ],
    [
      'everybody denied to decrypt',
      {
        policy: [
          admits(app, 'kms:CreateGrant'),
          { Effect: 'Deny', Principal: '*', Action: 'kms:Decrypt', Resource: '*' },
        ],
        who,
      },
      [],
    ],
    [
      'only itself denied to decrypt',
      { policy: [admits(app, 'kms:CreateGrant')], who: { 'role/App': { may: [deny('kms:Decrypt')] } } },
      ['role/App: create-grant'],
    ],
    [
      'from another account',
      {
        policy: [admits(iam(other, 'role/App'), 'kms:CreateGrant')],
        who: { [iam(other, 'role/App')]: { may: [allow('kms:*')] } },
      },
      [`${iam(other, 'role/App')}: create-grant`],
    ],
    [
      'by a grant: only what it has',
      { policy: [], who, grants: [{ key: 0, grantee: app, operations: ['CreateGrant', 'Encrypt'] }] },
      [],
    ],
  ])('%s', (_, world, rows) => {
    expect(indirectly(world)).toEqual(rows)
  })

  const encrypt = ['Encrypt']
  const decrypt = ['Decrypt']
  const denies = (Condition: NonNullable<ReturnType<typeof admits>['Condition']>): SmallWorld['policy'] => [
    admits(app, 'kms:CreateGrant'),
    { Effect: 'Deny', Principal: '*', Action: 'kms:CreateGrant', Resource: '*', Condition },
  ]
  test.each<[string, SmallWorld['policy'], string, readonly string[]]>([
    [
      'ForAnyValue: beside an operation that passes',
      [creates({ 'ForAnyValue:StringEquals': { 'kms:GrantOperations': encrypt } })],
      'kms:Decrypt',
      ['role/App: create-grant'],
    ],
    [
      'ForAnyValue with a pattern',
      [creates({ 'ForAnyValue:StringLike': { 'kms:GrantOperations': ['Enc*'] } })],
      'kms:Decrypt',
      ['role/App: create-grant'],
    ],
    [
      'ForAnyValue negated',
      [creates({ 'ForAnyValue:StringNotEquals': { 'kms:GrantOperations': decrypt } })],
      'kms:Decrypt',
      ['role/App: create-grant'],
    ],
    [
      'no qualifier',
      [creates({ StringEquals: { 'kms:GrantOperations': encrypt } })],
      'kms:Decrypt',
      ['role/App: perhaps create-grant'],
    ],
    [
      'no qualifier, the operation itself',
      [creates({ StringEquals: { 'kms:GrantOperations': decrypt } })],
      'kms:Decrypt',
      ['role/App: create-grant'],
    ],
    [
      'a Deny for all values',
      denies({ 'ForAllValues:StringEquals': { 'kms:GrantOperations': decrypt } }),
      'kms:Decrypt',
      ['role/App: create-grant'],
    ],
    [
      'a Deny for any value',
      denies({ 'ForAnyValue:StringEquals': { 'kms:GrantOperations': decrypt } }),
      'kms:Decrypt',
      [],
    ],
  ])('operations together: %s', (_, policy = [], name, rows) => {
    expect(indirectly({ policy, who }, name).map(withoutTerms)).toEqual(rows)
  })

  const grantee = (arn: string) => creates({ StringEquals: { 'kms:GranteePrincipal': arn } })
  test.each<[string, SmallWorld, readonly string[]]>([
    ['itself', { policy: [grantee(app)], who }, ['role/App: create-grant']],
    ['itself, by a variable', { policy: [grantee('${aws:PrincipalArn}')], who }, ['role/App: create-grant']],
    ['somebody else', { policy: [grantee(iam(own, 'role/Ci'))], who: { ...who, 'role/Ci': {} } }, []],
    [
      'itself, by a Deny for others',
      { policy: denies({ StringNotEquals: { 'kms:GranteePrincipal': app } }) ?? [], who },
      ['role/App: create-grant'],
    ],
    [
      'itself, and it is denied to decrypt',
      { policy: [grantee(app)], who: { 'role/App': { may: [deny('kms:Decrypt')] } } },
      [],
    ],
    [
      'itself, but only for AWS resources',
      {
        policy: [
          creates({
            StringEquals: { 'kms:GranteePrincipal': app },
            Bool: { 'kms:GrantIsForAWSResource': 'true' },
          }),
        ],
        who,
      },
      [],
    ],
    [
      'itself, and only other operations',
      {
        policy: [
          creates({
            StringEquals: { 'kms:GranteePrincipal': app },
            'ForAllValues:StringEquals': { 'kms:GrantOperations': encrypt },
          }),
        ],
        who,
      },
      [],
    ],
    [
      'a service',
      { policy: [creates({ StringEquals: { 'kms:GranteeServicePrincipal': 'rds.amazonaws.com' } })], who },
      [],
    ],
    [
      'a role that it can assume',
      {
        policy: [grantee(iam(own, 'role/Ci'))],
        who: { ...who, 'role/Ci': { trust: [trusts({ AWS: app })] } },
      },
      ['role/App: create-grant'],
    ],
    [
      'a role that it can assume through another',
      {
        policy: [grantee(iam(own, 'role/Ci'))],
        who: {
          ...who,
          'role/Mid': { trust: [trusts({ AWS: app })] },
          'role/Ci': { trust: [trusts({ AWS: iam(own, 'role/Mid') })] },
        },
      },
      ['role/App: create-grant'],
    ],
  ])('for one grantee: %s', (_, world, rows) => {
    expect(indirectly(world).map(withoutTerms)).toEqual(rows)
  })

  test('only operations that can be granted with these', () => {
    const policy = [creates({ 'ForAllValues:StringEquals': { 'kms:GrantOperations': ['Decrypt'] } })]
    expect(indirectly({ policy, who }, 'kms:Decrypt')).toHaveLength(1)
    expect(indirectly({ policy, who }, 'kms:Encrypt')).toEqual([])
  })
})
