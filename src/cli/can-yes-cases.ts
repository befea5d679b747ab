import { allow, delegation, own } from '../report/who-fixed-world.ts'
import {
  abroad,
  byAlias,
  decrypt,
  deny,
  everyone,
  given,
  granted,
  key,
  ofTenant,
  onlyTheVpce,
  organization,
  role,
  sensitive,
  toApp,
  toPartner,
  withMfa,
  type CanCase,
} from './can-case-parts.ts'

/** For tests only: yes, by each way. */
export const yesCases: readonly CanCase[] = [
  { title: 'by key policy', world: { keys: key([allow('kms:Decrypt', toApp)]), identities: role([]) } },
  { title: 'by IAM', world: { keys: key(), identities: role([decrypt]) } },
  { title: 'by a grant', world: { keys: key([]), identities: role([]), grants: [granted] } },
  {
    title: 'as a member of a class',
    world: { keys: key([allow('kms:*', everyone)]), identities: role([]) },
  },
  { title: 'as the root user', world: { keys: key() }, question: { principal: own } },
  {
    title: 'from another account, with both halves',
    world: { keys: key([allow('kms:Decrypt', toPartner)]), identities: role([decrypt], abroad) },
  },
]

/** For tests only: yes, if the call carries what it must. */
export const openCases: readonly CanCase[] = [
  {
    title: 'with a condition',
    world: { keys: key([allow('kms:Decrypt', { ...toApp, ...withMfa })]), identities: role([]) },
  },
  {
    title: 'with a condition that is met',
    world: { keys: key([allow('kms:Decrypt', { ...toApp, ...withMfa })]), identities: role([]) },
    question: given(['aws:MultiFactorAuthPresent', 'true']),
  },
  {
    title: 'with a Deny that the call decides',
    world: { keys: key([delegation, onlyTheVpce]), identities: role([decrypt]) },
  },
  {
    title: 'with a Deny that does not stop it',
    world: { keys: key([delegation, onlyTheVpce]), identities: role([decrypt]) },
    question: given(['aws:SourceVpce', 'vpce-1']),
  },
  {
    title: 'with an organization that limits regions',
    world: {
      keys: key(),
      identities: role([decrypt]),
      ...organization('scp', 'service control policy "region"', [
        deny('kms:*', { Condition: { StringNotEquals: { 'aws:RequestedRegion': 'eu-central-1' } } }),
      ]),
    },
  },
  {
    title: 'with a grant for one tenant, who calls',
    world: { keys: key([]), identities: role([]), grants: [ofTenant] },
    question: given(['kms:EncryptionContext:tenant', 'a']),
  },
  {
    title: 'with an ARN that is given',
    world: {
      keys: key([
        allow('kms:Decrypt', {
          Principal: { Service: 'sns.amazonaws.com' },
          Condition: { ArnLike: { 'aws:SourceArn': `arn:aws:sns:*:${own}:*` } },
        }),
      ]),
    },
    question: {
      principal: 'sns.amazonaws.com',
      ...given(['aws:SourceArn', `arn:aws:sns:eu-central-1:${own}:topic`]),
    },
  },
  {
    title: 'with several values of which one fits',
    world: { keys: key(), identities: role([allow('kms:Decrypt', byAlias)]) },
    question: given(['kms:ResourceAliases', 'alias/other', 'alias/app']),
  },
  {
    title: 'with a sensitive policy, of which nothing is told',
    world: {
      keys: sensitive([
        allow('kms:Decrypt', { ...toApp, Sid: 'Secret' }),
        deny('kms:*', { ...everyone, Condition: { StringEquals: { 'aws:SourceVpc': 'vpc-secret' } } }),
      ]),
      identities: role([]),
    },
  },
]
