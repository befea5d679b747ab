import { text } from '../model/text.ts'
import { allow, delegation, own } from '../report/who-fixed-world.ts'
import {
  abroad,
  boundary,
  decrypt,
  deny,
  everyone,
  given,
  granted,
  key,
  ofTenant,
  onlyTheVpce,
  organization,
  otherKey,
  role,
  stranger,
  toApp,
  toOther,
  toPartner,
  viaService,
  withMfa,
  type CanCase,
} from './can-case-parts.ts'

/** For tests only: no, for each reason. */
export const noCases: readonly CanCase[] = [
  {
    title: 'the key policy names others',
    world: { keys: key([allow('kms:Decrypt', toOther)]), identities: role([decrypt]) },
  },
  {
    title: 'the key policy names it for something else',
    world: { keys: key([allow('kms:Encrypt', toApp)]), identities: role([]) },
  },
  { title: 'it has no IAM policy', world: { keys: key(), identities: role([], { policies: [] }) } },
  {
    title: 'its IAM policies allow something else',
    world: { keys: key(), identities: role([allow('s3:*'), allow(['kms:Encrypt', 'kms:DescribeKey'])]) },
  },
  {
    title: 'they allow it on another key',
    world: { keys: key(), identities: role([allow('kms:Decrypt', { Resource: otherKey })]) },
  },
  {
    title: 'they allow it on an alias',
    world: {
      keys: key(),
      identities: role([allow('kms:Decrypt', { Resource: `arn:aws:kms:eu-central-1:${own}:alias/k` })]),
    },
  },
  {
    title: 'they ask for a tag that the key has not',
    world: {
      keys: key(),
      identities: role([
        allow('kms:Decrypt', { Condition: { StringEquals: { 'aws:ResourceTag/team': 'a' } } }),
      ]),
    },
  },
  {
    title: 'the key policy denies it',
    world: { keys: key([delegation, deny('kms:Decrypt', everyone)]), identities: role([decrypt]) },
  },
  { title: 'IAM denies it', world: { keys: key(), identities: role([decrypt, deny('kms:*')]) } },
  {
    title: 'IAM denies what the key policy allows',
    world: { keys: key([allow('kms:Decrypt', toApp)]), identities: role([deny('kms:*')]) },
  },
  {
    title: 'the boundary denies it',
    world: { keys: key(), identities: role([decrypt], boundary(allow('*'), deny('kms:Decrypt'))) },
  },
  {
    title: 'the boundary does not allow it',
    world: { keys: key(), identities: role([decrypt], boundary(allow('s3:*'), allow('kms:Encrypt'))) },
  },
  {
    title: 'a service control policy denies it',
    world: {
      keys: key(),
      identities: role([decrypt]),
      ...organization('scp', 'service control policy "no-kms"', [deny('kms:Decrypt')]),
    },
  },
  {
    title: 'no service control policy allows it',
    world: {
      keys: key(),
      identities: role([decrypt]),
      ...organization('scp', 'service control policy "only-s3"', [allow('s3:*')], { level: 'root' }),
    },
  },
  {
    title: 'a resource control policy denies it',
    world: {
      keys: key(),
      identities: role([decrypt]),
      ...organization('rcp', 'resource control policy "perimeter"', [deny('kms:*', everyone)]),
    },
  },
]

/** For tests only: no, whatever is missing in another account, of the call or of the key. */
export const otherNoCases: readonly CanCase[] = [
  {
    title: 'it is of another account, which allows it alone',
    world: { keys: key(), identities: role([decrypt], abroad) },
  },
  {
    title: 'it is of another account, which does not allow it',
    world: {
      keys: key([allow('kms:Decrypt', toPartner)]),
      identities: role([], { ...abroad, policies: [] }),
    },
  },
  {
    title: 'another account cannot call it',
    world: { keys: key([allow('kms:*', toPartner)]) },
    question: { principal: stranger, action: 'kms:PutKeyPolicy' },
  },
  {
    title: 'it is a key of another type',
    world: { keys: key(undefined, { spec: 'RSA_2048', usage: 'SIGN_VERIFY' }), identities: role([decrypt]) },
  },
  {
    title: 'a condition is not met',
    world: { keys: key([allow('kms:Decrypt', { ...toApp, ...withMfa })]), identities: role([]) },
    question: given(['aws:MultiFactorAuthPresent', 'false']),
  },
  {
    title: 'a condition of another way is not met',
    world: {
      keys: key([delegation, allow('kms:Decrypt', { ...everyone, ...viaService('s3') })]),
      identities: role([]),
    },
    question: given(['kms:ViaService', 'ec2.eu-central-1.amazonaws.com']),
  },
  {
    title: 'only the root user may',
    world: {
      keys: key([
        allow('kms:*', {
          Principal: { AWS: own },
          Condition: { StringEquals: { 'aws:PrincipalType': 'Account' } },
        }),
      ]),
      identities: role([decrypt]),
    },
  },
  {
    title: 'a Deny fires',
    world: { keys: key([delegation, onlyTheVpce]), identities: role([decrypt]) },
    question: given(['aws:SourceVpce', 'vpce-2']),
  },
  {
    title: 'a call of this action never carries that',
    world: {
      keys: key([
        allow('kms:PutKeyPolicy', {
          ...toApp,
          Condition: { StringEquals: { 'kms:EncryptionContext:tenant': 'a' } },
        }),
      ]),
      identities: role([]),
    },
    question: { action: 'kms:PutKeyPolicy', ...given(['kms:EncryptionContext:tenant', 'a']) },
  },
  {
    title: 'two halves contradict each other',
    world: {
      keys: key([allow('kms:Decrypt', { Principal: { AWS: own }, ...viaService('s3') })]),
      identities: role([allow('kms:Decrypt', viaService('ec2'))]),
    },
  },
  {
    title: 'grants are for others',
    world: {
      keys: key([]),
      identities: role([]),
      grants: [{ ...granted, grantee: { ...abroad, kind: 'role' } }],
    },
  },
  {
    title: 'a grant gives something else',
    world: { keys: key([]), identities: role([]), grants: [{ ...granted, operations: [text('Encrypt')] }] },
  },
  {
    title: 'a grant is for another tenant',
    world: { keys: key([]), identities: role([]), grants: [ofTenant] },
    question: given(['kms:EncryptionContext:tenant', 'b']),
  },
  { title: 'a service is not named', world: { keys: key() }, question: { principal: 'sns.amazonaws.com' } },
]
