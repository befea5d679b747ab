import { allow } from '../report/who-fixed-world.ts'
import {
  app,
  byAlias,
  decrypt,
  deny,
  documentOf,
  hole,
  key,
  managed,
  organization,
  role,
  stranger,
  toPartner,
  unread,
  type CanCase,
} from './can-case-parts.ts'

/** For tests only: it cannot be told. */
export const unknownCases: readonly CanCase[] = [
  { title: 'an unread key policy', world: { keys: key(undefined, unread()), identities: role([decrypt]) } },
  { title: 'a role that is not in the input', world: { keys: key() }, question: { principal: app } },
  {
    title: 'a role that exists already',
    world: { keys: key(), identities: role([allow('kms:Encrypt')], { complete: false }) },
  },
  {
    title: 'another account, of which nothing is known',
    world: { keys: key([allow('kms:Decrypt', toPartner)]) },
    question: { principal: stranger },
  },
  {
    title: 'aliases elsewhere',
    world: {
      keys: key(undefined, { hasAllAliases: false, aliases: [] }),
      identities: role([allow('kms:Decrypt', byAlias)]),
    },
  },
  {
    title: 'an unread IAM policy',
    world: {
      keys: key(),
      identities: role([], {
        policies: [
          managed([], { document: { ...documentOf([], 'aws_iam_policy.p'), holes: [hole('var.policy')] } }),
        ],
      }),
    },
  },
  {
    title: 'an IAM policy that is perhaps not attached',
    world: {
      keys: key(),
      identities: role([], { policies: [managed([decrypt], { hangsOn: [hole('var.attach')] })] }),
    },
  },
  {
    title: 'a Deny that is perhaps not attached',
    world: {
      keys: key(),
      identities: role([decrypt]),
      ...organization('scp', 'service control policy "no-kms"', [deny('kms:*')], {
        hangsOn: [hole('whether it is attached')],
      }),
    },
  },
]
