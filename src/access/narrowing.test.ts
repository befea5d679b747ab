import { emptyInventory } from '../model/inventory.ts'
import { describe, expect, test } from 'vitest'
import { keyOfExample } from '../examples/example-key.ts'
import { principalId } from '../model/principal.ts'
import { showCondition } from '../policy/conditions.ts'
import { hole, type ExampleValue } from '../rules/example.ts'
import { resolve } from './graph.ts'

const own = '111122223333'

/** Who a statement for `*` with this condition leaves: `?` marks a class that is admitted perhaps. */
function left(Condition: ExampleValue): readonly string[] {
  const key = keyOfExample({
    says: '',
    statements: { Effect: 'Allow', Principal: '*', Action: 'kms:Decrypt', Resource: '*', Condition },
  })
  return resolve([{ ...emptyInventory, keys: [key] }])
    .accessesTo(key)
    .map(({ principal, certainty, conditions }) => {
      const open = conditions.length > 0 ? ` if ${conditions.map(showCondition).join(' and ')}` : ''
      return `${certainty === 'possible' ? '? ' : ''}${principalId(principal)}${open}`
    })
}

describe('what is left of everyone', () => {
  test.each<readonly [string, ExampleValue, readonly string[]]>([
    ['an account', { StringEquals: { 'kms:CallerAccount': own } }, [`arn:aws:iam::${own}:*`]],
    ['the key in capitals', { StringEquals: { 'KMS:callerACCOUNT': own } }, [`arn:aws:iam::${own}:*`]],
    [
      'two accounts',
      { StringEquals: { 'aws:PrincipalAccount': [own, '444455556666'] } },
      [`arn:aws:iam::${own}:*`, 'arn:aws:iam::444455556666:*'],
    ],
    [
      'two conditions meet in one account',
      {
        StringEquals: { 'aws:PrincipalAccount': [own, '444455556666'] },
        StringLike: { 'kms:CallerAccount': '4444*' },
      },
      ['arn:aws:iam::444455556666:*'],
    ],
    ['an organization', { StringEquals: { 'aws:PrincipalOrgID': 'o-abc' } }, ['o-abc']],
    [
      'an account of an organization: the organization stays open',
      { StringEquals: { 'aws:PrincipalOrgID': 'o-abc', 'aws:PrincipalAccount': own } },
      [`arn:aws:iam::${own}:* if aws:PrincipalOrgID is o-abc`],
    ],
    [
      'a path of an organization',
      { 'ForAnyValue:StringLike': { 'aws:PrincipalOrgPaths': 'o-abc/r-1/*' } },
      ['o-abc'],
    ],
    [
      'a role',
      { ArnEquals: { 'aws:PrincipalArn': `arn:aws:iam::${own}:role/App` } },
      [`arn:aws:iam::${own}:role/App`],
    ],
    [
      'roles by pattern',
      { StringLike: { 'aws:PrincipalArn': `arn:aws:iam::${own}:role/App*` } },
      [`arn:aws:iam::${own}:role/App*`],
    ],
    [
      'the root ARN as a value is the root user alone',
      { ArnLike: { 'aws:PrincipalArn': `arn:aws:iam::${own}:root` } },
      [`arn:aws:iam::${own}:root (root user)`],
    ],
    [
      'an account by the beginning of an ARN',
      { StringLike: { 'aws:PrincipalArn': `arn:aws:iam::${own}*` } },
      [`arn:aws:iam::${own}*`],
    ],
    ['a VPC endpoint', { StringEquals: { 'aws:SourceVpce': 'vpce-1' } }, ['vpce-1']],
    ['a public network', { IpAddress: { 'aws:SourceIp': '203.0.113.0/24' } }, ['203.0.113.0/24']],
    [
      'services that act for an account',
      { StringEquals: { 'aws:SourceAccount': own } },
      [`services for ${own}`],
    ],
    [
      'services that act for a part of an organization',
      { 'ForAnyValue:StringLike': { 'aws:SourceOrgPaths': 'o-abc/r-1/*' } },
      ['services for o-abc'],
    ],
    [
      'services that act for a resource',
      { ArnLike: { 'AWS:SourceArn': `arn:aws:cloudtrail:*:${own}:trail/*` } },
      [`services for ${own}`],
    ],
    ['a unique id', { StringLike: { 'aws:userid': 'AROAEXAMPLE:*' } }, ['AROAEXAMPLE']],
  ])('%s', (_, condition, expected) => {
    expect(left(condition)).toEqual(expected)
  })
})

describe('still everyone', () => {
  test.each<readonly [string, ExampleValue]>([
    ['a service in between', { StringEquals: { 'kms:ViaService': 's3.us-west-2.amazonaws.com' } }],
    ['IfExists', { StringEqualsIfExists: { 'kms:CallerAccount': own } }],
    ['ForAllValues', { 'ForAllValues:StringEquals': { 'aws:PrincipalAccount': own } }],
    ['a negated operator', { StringNotEquals: { 'aws:PrincipalAccount': own } }],
    ['presence alone', { Null: { 'aws:PrincipalOrgID': 'false' } }],
    ['a wildcard for the account', { StringLike: { 'aws:PrincipalAccount': '*' } }],
    ['a wildcard for the organization', { StringLike: { 'aws:PrincipalOrgID': 'o-*' } }],
    ['one of several values is a wildcard', { StringLike: { 'kms:CallerAccount': [own, '*'] } }],
    ['a role name of any account', { ArnLike: { 'aws:PrincipalArn': 'arn:aws:iam::*:role/App' } }],
    ['paths of owners without a qualifier', { StringLike: { 'aws:SourceOrgPaths': 'o-abc/*' } }],
    ['paths of owners of any organization', { 'ForAnyValue:StringLike': { 'aws:SourceOrgPaths': 'o-a*' } }],
    ['organization paths without a qualifier', { StringLike: { 'aws:PrincipalOrgPaths': 'o-abc/*' } }],
    ['the whole Internet', { IpAddress: { 'aws:SourceIp': '0.0.0.0/0' } }],
    ['the Internet in two halves', { IpAddress: { 'aws:SourceIp': ['0.0.0.0/1', '128.0.0.0/1'] } }],
    ['addresses that everybody has', { IpAddress: { 'aws:SourceIp': '10.0.0.0/8' } }],
    ['a user name', { StringEquals: { 'aws:username': 'alice' } }],
    ['a tag that anyone can set', { StringEquals: { 'aws:PrincipalTag/team': 'a' } }],
    ['the type of the principal', { StringEquals: { 'aws:PrincipalType': 'AssumedRole' } }],
    ['the owner of the key', { StringEquals: { 'aws:ResourceAccount': own } }],
    ['any user id of a name', { StringLike: { 'aws:userid': '*:alice' } }],
  ])('%s', (_, condition) => {
    expect(left(condition)[0]).toMatch(/^\*/)
  })
})

describe('nobody', () => {
  test.each<readonly [string, ExampleValue]>([
    ['a wildcard that is none', { StringEquals: { 'aws:PrincipalArn': `arn:aws:iam::${own}:role/*` } }],
    ['an account that is none', { StringEquals: { 'kms:CallerAccount': '1234' } }],
    ['no value at all', { StringEquals: { 'kms:CallerAccount': [] } }],
    [
      'two accounts at once',
      {
        StringEquals: { 'kms:CallerAccount': own, 'aws:PrincipalAccount': '444455556666' },
      },
    ],
    ['another type of key', { StringEquals: { 'kms:KeySpec': 'RSA_4096' } }],
  ])('%s', (_, condition) => {
    expect(left(condition)).toEqual([])
  })
})

test('a fact about the key itself is decided', () => {
  expect(left({ StringEquals: { 'kms:KeySpec': 'SYMMETRIC_DEFAULT', 'kms:CallerAccount': own } })).toEqual([
    `arn:aws:iam::${own}:*`,
  ])
})

describe('perhaps', () => {
  test.each<readonly [string, ExampleValue, readonly string[]]>([
    [
      'an account from a variable is one account, whichever',
      { StringEquals: { 'kms:CallerAccount': hole('var.account') } },
      ['arn:aws:iam::${var.account}:*'],
    ],
    [
      'a pattern from a variable may be a wildcard',
      { StringLike: { 'kms:CallerAccount': hole('var.account') } },
      ['? *'],
    ],
    [
      'how AWS matches an ARN pattern with few parts is not documented',
      { ArnLike: { 'aws:PrincipalArn': '*' } },
      ['? *'],
    ],
    ['a condition block that is not known', hole('var.condition'), ['? *']],
  ])('%s', (_, condition, expected) => {
    expect(left(condition)).toEqual(expected)
  })
})
