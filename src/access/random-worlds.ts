import * as fc from 'fast-check'
import { linked, often, other, own, iam, pick, sts } from './random-conditions.ts'
import { documentOf, type Document } from './random-policies.ts'
import { delegation, identityStatement, limitStatement, worldKeyStatement } from './random-world-policies.ts'

// For tests only: random small inventories, in the form in which people would write them down.
/** For tests only: a key with everything about it that a policy can ask for. */
export interface WrittenKey {
  readonly arn: string
  readonly spec: string
  readonly usage: string
  readonly replica: boolean
  readonly tags: Readonly<Record<string, string>>
  readonly aliases: readonly string[]
  readonly policy: Document
}

/** For tests only: a role or user with all of its policies. */
export interface WrittenIdentity {
  readonly arn: string
  readonly policies: readonly Document[]
  readonly boundary: Document | null
}

/** For tests only: a grant on the key of that number, counted round. */
export interface WrittenGrant {
  readonly key: number
  readonly grantee: string
  readonly operations: readonly string[]
  readonly equals?: Readonly<Record<string, string>>
  readonly subset?: Readonly<Record<string, string>>
  readonly sourceArn?: string
}

/** For tests only: an SCP or RCP; without a level only what it denies counts. */
export interface WrittenLimit {
  readonly kind: 'scp' | 'rcp'
  readonly accounts: 'every' | readonly string[]
  readonly level: string | null
  readonly document: Document
}

/** For tests only: accounts of which everything is known. */
export interface WrittenWorld {
  readonly keys: readonly WrittenKey[]
  readonly identities: readonly WrittenIdentity[]
  readonly grants: readonly WrittenGrant[]
  readonly limits: readonly WrittenLimit[]
}

const keyArns = [
  `arn:aws:kms:us-west-2:${own}:key/1234abcd-12ab-34cd-56ef-1234567890ab`,
  `arn:aws:kms:us-west-2:${own}:key/mrk-1234abcd12ab34cd56ef1234567890ab`,
  `arn:aws:kms:eu-west-1:${own}:key/mrk-1234abcd12ab34cd56ef1234567890ab`,
  `arn:aws:kms:us-west-2:${other}:key/0987dcba-09fe-87dc-65ba-ab0987654321`,
]
const kinds = often(
  { spec: 'SYMMETRIC_DEFAULT', usage: 'ENCRYPT_DECRYPT' },
  6,
  pick({ spec: 'RSA_2048', usage: 'SIGN_VERIFY' }, { spec: 'RSA_2048', usage: 'ENCRYPT_DECRYPT' }),
)
/** Half of the policies begin as AWS's default one does, or let another account in too. */
const keyPolicy = (arn: string): fc.Arbitrary<Document> =>
  fc
    .tuple(pick([], [], [delegation(own)], [delegation(own, other)]), documentOf(worldKeyStatement(arn), 4))
    .map(([first, document]) => ({ ...document, Statement: [...first, ...document.Statement] }))
const writtenKey = (arn: string): fc.Arbitrary<WrittenKey> =>
  fc
    .tuple(
      kinds,
      pick<Readonly<Record<string, string>>>({ team: 'a' }, { team: 'b', env: 'prod' }, {}),
      pick<readonly string[]>(['alias/app'], ['alias/app', 'alias/app-2'], ['alias/b'], []),
      keyPolicy(arn),
    )
    .map(([kind, tags, aliases, policy]) => ({
      arn,
      ...kind,
      replica: arn.includes('eu-west-1'),
      tags,
      aliases,
      policy,
    }))

/** Names of roles and of users are unique in an account, whatever their paths. */
const identityArns = [
  iam(own, 'role/App'),
  iam(own, 'role/team/Ops'),
  iam(own, 'user/Alice'),
  iam(own, 'user/ops/Carol'),
  iam(own, linked),
  iam(other, 'role/App'),
  iam(other, 'role/team/Partner'),
  iam(other, 'user/Alice'),
]
const documents = fc.array(documentOf(identityStatement, 3), { minLength: 1, maxLength: 2 })
const writtenIdentity = (arn: string): fc.Arbitrary<WrittenIdentity> =>
  fc
    .tuple(
      often<readonly Document[]>([], 1, documents, documents, documents),
      often<Document | null>(null, 3, documentOf(limitStatement(1), 2), documentOf(identityStatement)),
    )
    .map(([policies, boundary]) => ({ arn, policies, boundary }))

/** One to so many of a list, each filled in. */
function someOf<Written>(
  arns: readonly string[],
  maxLength: number,
  fill: (arn: string) => fc.Arbitrary<Written>,
): fc.Arbitrary<readonly Written[]> {
  return fc
    .shuffledSubarray([...arns], { minLength: 1, maxLength })
    .chain(chosen => fc.tuple(...chosen.map(fill)))
}

const constraints = fc.oneof(
  { arbitrary: fc.constant({}), weight: 4 },
  fc.record({ subset: pick({ team: 'a' }, { Team: 'a', Other: 'b' }) }),
  fc.record({ equals: pick({ Team: 'a' }, { team: 'b' }, { Team: 'a', Other: 'b' }) }),
  fc.record({ sourceArn: pick(`arn:aws:logs:us-west-2:${own}:log-group:x`) }),
)
const writtenGrant: fc.Arbitrary<WrittenGrant> = fc
  .tuple(
    fc.nat({ max: 2 }),
    pick(
      ...identityArns,
      sts(own, 'assumed-role/App/s1'),
      sts(own, 'assumed-role/Ops/s1'),
      iam(own, 'root'),
      iam(other, 'root'),
      sts(own, 'federated-user/Bob'),
      'cloudtrail.amazonaws.com',
    ),
    fc.subarray(['Decrypt', 'DescribeKey', 'GenerateDataKey', 'CreateGrant', 'Sign', 'RetireGrant'], {
      minLength: 1,
    }),
    constraints,
  )
  .map(([key, grantee, operations, constraint]) => ({ key, grantee, operations, ...constraint }))

const accounts = pick<WrittenLimit['accounts']>('every', [own], [other], [own, other])
const scp: fc.Arbitrary<WrittenLimit> = fc
  .tuple(accounts, pick(null, null, 'root', 'unit'))
  .chain(([reached, level]) =>
    documentOf(limitStatement(level === null ? 9 : 1), 2).map(document => ({
      kind: 'scp' as const,
      accounts: reached,
      level,
      document,
    })),
  )
const rcp: fc.Arbitrary<WrittenLimit> = fc
  .tuple(accounts, documentOf(limitStatement('rcp'), 1))
  .map(([reached, document]) => ({ kind: 'rcp', accounts: reached, level: null, document }))

/** For tests only: worlds whose parts collide often. */
export const randomWorld: fc.Arbitrary<WrittenWorld> = fc.record({
  keys: someOf(keyArns, 3, writtenKey),
  identities: someOf(identityArns, 4, writtenIdentity),
  grants: fc.oneof(
    { arbitrary: fc.constant<WrittenGrant[]>([]), weight: 2 },
    fc.array(writtenGrant, { minLength: 1, maxLength: 2 }),
  ),
  limits: fc.oneof(
    { arbitrary: fc.constant<WrittenLimit[]>([]), weight: 4 },
    fc.array(fc.oneof({ arbitrary: scp, weight: 2 }, rcp), { minLength: 1, maxLength: 2 }),
  ),
})
