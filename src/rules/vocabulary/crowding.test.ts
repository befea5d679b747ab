import { expect, test } from 'vitest'
import unusedKey from '../../../policies/path/unused-key.ts'
import { keyOfExample } from '../../examples/example-key.ts'
import { resolve } from '../../access/graph.ts'
import { inventoryOfExample } from '../../examples/run-example.ts'
import { hole } from '../example.ts'
import { allow } from '../example-statements.ts'
import { emptyWorld } from '../fake-world.ts'
import { changersInWords, nothingNamesKey, othersChangeAlias, servicesOf } from './crowding.ts'

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

test('more than three who can change an alias are told in short', () => {
  const inventory = inventoryOfExample({
    says: '',
    role: ['A', 'B', 'C', 'D'].map(name => ({ name, policies: allow({ Action: 'kms:UpdateAlias' }) })),
    resources: {
      'aws_kms_alias.a': { name: 'alias/a', target_key_id: hole('aws_kms_key.example.key_id') },
    },
  })
  const world = { ...emptyWorld, ...resolve([inventory]) }
  const [alias] = inventory.aliases
  if (alias === undefined) throw new Error('an alias')
  expect(othersChangeAlias.ask(alias, world).is).toBe('yes')
  expect(changersInWords(alias, world)).toMatch(/role\/\w, arn:aws:iam::111122223333:role\/\w and 2 others$/)
  const trust = { ...world.trust, administrators: ['arn:aws:iam::*:role/?'] }
  expect(othersChangeAlias.ask(alias, { ...world, trust }).is).toBe('no')
})
