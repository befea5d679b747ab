import { expect, test } from 'vitest'
import unusedKey from '../../../policies/path/unused-key.ts'
import { keyOfExample } from '../../examples/example-key.ts'
import { resolve } from '../../access/graph.ts'
import { inventoryOfExample } from '../../examples/run-example.ts'
import { hole } from '../example.ts'
import { allow } from '../example-statements.ts'
import { emptyWorld, grantTo } from '../fake-world.ts'
import { aliasIsUsed, changersInWords, nothingNamesKey, othersChangeAlias, servicesOf } from './crowding.ts'

const key = keyOfExample({ says: '' })

test.each([
  ['no', 'yes'],
  ['yes', 'no'],
  ['unknown', 'unknown'],
] as const)(
  'where it is told that something names the key: %s, nothing does: %s',
  (isReferenced, expected) => {
    expect(nothingNamesKey.ask({ ...key, isReferenced }, emptyWorld).is).toBe(expected)
  },
)

test('what a grant is on is named', () => {
  const grants = [grantTo({ kind: 'everyone' }, [key.address])]
  const found = nothingNamesKey.ask({ ...key, isReferenced: 'no' }, { ...emptyWorld, grantsOn: () => grants })
  expect(found.is).toBe('no')
})

test('a key that is not declared here need not be used here', () => {
  const orphan = { ...key, isReferenced: 'no' as const }
  expect(unusedKey.forbid.ask(orphan, emptyWorld).is).toBe('yes')
  expect(unusedKey.forbid.ask({ ...orphan, declared: false }, emptyWorld).is).toBe('no')
})

test('resources of Terraform and of CloudFormation are of the same services', () => {
  const at = { file: '', address: 'a', pointer: '' }
  const uses = ['aws_s3_bucket', 'AWS::S3::Bucket', 'aws_db_instance', 'AWS::RDS::DBInstance'].map(type => ({
    address: 'a',
    at,
    type,
    account: '111122223333',
    key: { addresses: [] },
    needs: [],
  }))
  expect(servicesOf(key, { ...emptyWorld, usesOf: () => uses })).toEqual(['rds', 's3'])
})

/** An alias that roles can point to another key, by these actions of theirs. */
function aliasChangedBy(...roles: readonly (readonly [string, readonly string[]])[]) {
  const inventory = inventoryOfExample({
    says: '',
    role: roles.map(([name, Action]) => ({ name, policies: Action.map(one => allow({ Action: one })) })),
    resources: {
      'aws_kms_alias.a': { name: 'alias/a', target_key_id: hole('aws_kms_key.example.key_id') },
    },
  })
  const world = { ...emptyWorld, ...resolve([inventory]) }
  const [alias] = inventory.aliases
  if (alias === undefined) throw new Error('an alias')
  return { alias, world }
}

test('whoever can change the policy of the key administers it, whatever else he can do', () => {
  const { alias, world } = aliasChangedBy(['Admin', ['kms:UpdateAlias', 'kms:PutKeyPolicy', 'kms:Decrypt']])
  expect(othersChangeAlias.ask(alias, world).is).toBe('no')
  expect(changersInWords(alias, world)).toBe('')
})

test('an alias without a name is used by nothing', () => {
  const { alias, world } = aliasChangedBy()
  const { name: _, ...nameless } = alias
  expect(aliasIsUsed.ask(nameless, world).is).toBe('no')
})

test('three who can change an alias are named', () => {
  const { alias, world } = aliasChangedBy(
    ['A', ['kms:UpdateAlias']],
    ['B', ['kms:UpdateAlias']],
    ['C', ['kms:UpdateAlias']],
  )
  expect(changersInWords(alias, world)).toMatch(
    /role\/\w, arn:aws:iam::111122223333:role\/\w and arn:\S+role\/\w$/,
  )
})

test('more than three who can change an alias are told in short', () => {
  const { alias, world } = aliasChangedBy(
    ['A', ['kms:UpdateAlias']],
    ['B', ['kms:UpdateAlias']],
    ['C', ['kms:UpdateAlias']],
    ['D', ['kms:UpdateAlias']],
  )
  expect(othersChangeAlias.ask(alias, world).is).toBe('yes')
  expect(changersInWords(alias, world)).toMatch(/role\/\w, arn:aws:iam::111122223333:role\/\w and 2 others$/)
  const trust = { ...world.trust, administrators: ['arn:aws:iam::*:role/?'] }
  expect(othersChangeAlias.ask(alias, { ...world, trust }).is).toBe('no')
})
