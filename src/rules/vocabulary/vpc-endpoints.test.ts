import { expect, test } from 'vitest'
import type { Tri } from '../../model/tri.ts'
import { readPolicyDocument } from '../../policy/read-policy.ts'
import { emptyWorld, unknownNamed } from '../fake-world.ts'
import { letsEverythingThrough } from './vpc-endpoints.ts'

const everything = { Effect: 'Allow', Principal: '*', Action: '*', Resource: '*' }
const at = { file: 'example', address: 'aws_vpc_endpoint.e', pointer: '' }
const open = unknownNamed('var.service')

test.each<readonly [string, object, Tri]>([
  ['everything', everything, 'yes'],
  ['all of KMS', { ...everything, Principal: { AWS: ['*'] }, Action: ['kms:*'] }, 'yes'],
  [
    'everything, by lists that have more',
    {
      Effect: 'Allow',
      Principal: { AWS: ['111122223333', '*'] },
      Action: ['s3:*', 'kms:*'],
      Resource: ['arn:aws:s3:::*', '*'],
    },
    'yes',
  ],
  ['one action', { ...everything, Action: 'kms:Decrypt' }, 'no'],
  ['some keys', { ...everything, Resource: 'arn:aws:kms:*:111122223333:key/*' }, 'no'],
  ['one account', { ...everything, Principal: { AWS: '111122223333' } }, 'no'],
  ['a Deny', { ...everything, Effect: 'Deny' }, 'no'],
  [
    'on a condition',
    { ...everything, Condition: { StringEquals: { 'aws:PrincipalOrgID': 'o-a1b2c3d4e5' } } },
    'no',
  ],
])('an endpoint that lets through %s', (_, statement, is) => {
  const document = readPolicyDocument(JSON.stringify({ Version: '2012-10-17', Statement: statement }))
  const endpoint = { address: at.address, at, policy: { document, sensitive: false } }
  expect(letsEverythingThrough.ask(endpoint, emptyWorld).is).toBe(is)
  const perhaps = letsEverythingThrough.ask({ ...endpoint, hangsOn: [open] }, emptyWorld)
  expect(perhaps.is).toBe(is === 'yes' ? 'unknown' : is)
})

test('one without a policy, for certain or perhaps', () => {
  expect(letsEverythingThrough.ask({ address: at.address, at }, emptyWorld).is).toBe('yes')
  expect(letsEverythingThrough.ask({ address: at.address, at, hangsOn: [open] }, emptyWorld)).toMatchObject({
    is: 'unknown',
    hangsOn: [open],
  })
})
