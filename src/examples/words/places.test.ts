import { describe, expect, test } from 'vitest'
import rule from '../../../policies/path/key-beside-resource.ts'
import type { Key } from '../../model/key.ts'
import type { KeyUse } from '../../model/key-use.ts'
import type { Tri } from '../../model/tri.ts'
import { allow, own } from '../../rules/example-statements.ts'
import { hole, type ExampleValue } from '../../rules/example.ts'
import { unknownNamed } from '../../rules/fake-world.ts'
import { keyIsInOtherRegion, keyOfUnwillingAccount, placesInWords } from '../../rules/vocabulary/places.ts'
import { runExample } from '../run-example.ts'
import { askedIn, theFirst } from './asked.ts'

const foreign = '444455556666'
const third = '777788889999'
const named = hole('aws_kms_key.example.arn')
const { key, uses, world } = askedIn({
  resources: { 'aws_sqs_queue.q': { name: 'q', region: 'eu-west-1', kms_master_key_id: named } },
})
const queue = theFirst(uses)
const need = theFirst(queue.needs)
const unknown = unknownNamed('var.x')
const anybody = (Condition: ExampleValue) => allow({ Principal: '*', Condition })
const grant = (grantee_principal: string) => ({ grantee_principal, operations: ['Decrypt'] })

/** What is told of the queue in eu-west-1 with these in the place of its key in us-west-2. */
function apart(use: Partial<KeyUse>, ...keys: readonly Partial<Key>[]) {
  const { is, hangsOn } = keyIsInOtherRegion.ask(
    { ...queue, ...use },
    { ...world, keysOfUse: () => keys.map(one => ({ ...key, ...one })) },
  )
  return { is, on: hangsOn.map(({ name }) => name) }
}

describe('a resource in eu-west-1 and its key', () => {
  const beside = { region: 'eu-west-1' }
  const whichever = { key: { addresses: ['a', 'b'], unknown } }
  test.each<readonly [string, Partial<KeyUse>, readonly Partial<Key>[], Tri]>([
    ['in us-west-2', {}, [{}], 'yes'],
    ['beside it', {}, [beside], 'no'],
    ['in a Region that is not told', {}, [{ region: unknown }], 'no'],
    ['that has replicas', {}, [{ multiRegion: true }], 'no'],
    ['that may have replicas', {}, [{ multiRegion: unknown }], 'unknown'],
    ['that may have replicas, beside it', {}, [{ ...beside, multiRegion: unknown }], 'no'],
    ['that is perhaps another', { key: { addresses: [], unknown } }, [{}], 'unknown'],
    ['one of two in us-west-2', { key: { addresses: ['a', 'b'] } }, [{}, {}], 'yes'],
    ['one of two in us-west-2, or another', whichever, [{}, {}], 'unknown'],
    ['one of two, of which one is beside it', {}, [{}, beside], 'no'],
    ['one of two, of which one is in a Region that is not told', {}, [{}, { region: unknown }], 'no'],
    ['that the input does not have', { key: { addresses: [], unknown } }, [], 'no'],
    ['where that of the resource is not told', { region: unknown }, [{}], 'no'],
    ['which two need, one of them beside it', { needs: [{ ...need, row: 'cloudtrail' }, need] }, [{}], 'yes'],
    ['which only a trail needs', { needs: [{ ...need, row: 'cloudtrail' }] }, [{}], 'no'],
  ])('%s', (_, use, keys, is) => {
    expect(apart(use, ...keys)).toEqual({ is, on: is === 'unknown' ? ['var.x'] : [] })
  })
})

const inEast = (name: string) => [`aws_ebs_volume.v is in us-west-2, and its key ${name} in us-east-1`]

describe('a disk in us-west-2 and the key that it names', () => {
  const at = 'arn:aws:kms:us-east-1:111122223333'
  test.each<readonly [string, string, readonly string[]]>([
    ['a key', `${at}:key/1234`, inEast(`${at}:key/1234`)],
    ['an alias, which stands in one Region alone', `${at}:alias/mrk-app`, inEast(`${at}:alias/mrk-app`)],
    ['a multi-Region key', `${at}:key/mrk-1234`, []],
    ['an ARN without a Region', 'arn:aws:kms::111122223333:key/1234', []],
    ['the name of an alias', 'alias/app', []],
  ])('%s', (_, kms_key_id, expected) => {
    const told = runExample(rule, { says: '', resources: { 'aws_ebs_volume.v': { kms_key_id } } })
    expect(told.map(({ message }) => message)).toEqual(expected)
  })
})

describe('a resource of account 444455556666, and the key of another whose policy admits', () => {
  const owner = (value: string) => anybody({ StringEquals: { 'aws:SourceAccount': value } })
  const thirdAlone = allow({ Principal: { AWS: `arn:aws:iam::${third}:root` } })
  const doubt =
    'whether those whom the policy of aws_kms_key.example admits are of the account of the resource'

  test.each<readonly [string, ExampleValue, string | undefined, Tri]>([
    ['services that act for it', owner(foreign), undefined, 'no'],
    ['services that act for a third', owner(third), undefined, 'yes'],
    [
      'services that act for an organization',
      anybody({ StringEquals: { 'aws:SourceOrgID': 'o-a1b2c3d4e5' } }),
      undefined,
      'unknown',
    ],
    [
      'an organization',
      anybody({ StringEquals: { 'aws:PrincipalOrgID': 'o-a1b2c3d4e5' } }),
      undefined,
      'unknown',
    ],
    ['a third, and a grant admits it', thirdAlone, `arn:aws:iam::${foreign}:role/A`, 'no'],
    [
      'a third, and a grant admits a group, which can take nothing',
      thirdAlone,
      `arn:aws:iam::${foreign}:group/A`,
      'yes',
    ],
  ])('%s', (_, statements, grantee, is) => {
    const {
      key: its,
      uses: all,
      world: of,
    } = askedIn({
      statements,
      ...(grantee !== undefined && { grant: grant(grantee) }),
      resources: { 'aws_sqs_queue.q': { name: 'q', kms_master_key_id: named } },
    })
    const use = theFirst(all)
    const answer = keyOfUnwillingAccount.ask({ ...use, account: foreign }, { ...of, keysOfUse: () => [its] })
    expect([answer.is, ...answer.hangsOn.map(({ name }) => name)]).toEqual([
      is,
      ...(is === 'unknown' ? [doubt] : []),
    ])
  })
})

describe('the key of an account that admits nobody else', () => {
  const its = askedIn({ statements: allow({ Principal: own('root') }) })
  const [policy] = its.key.policies
  const hidden: Key = {
    ...its.key,
    policies: [{ ...policy, document: { ...policy.document, holes: [unknown] } }],
  }
  const asked = (use: Partial<KeyUse>, ...keys: readonly Key[]) => {
    const { is, hangsOn } = keyOfUnwillingAccount.ask(
      { ...queue, account: foreign, ...use },
      { ...its.world, keysOfUse: () => keys },
    )
    return [is, ...hangsOn.map(({ name }) => name)]
  }

  test.each<readonly [string, Partial<KeyUse>, readonly Key[], readonly string[]]>([
    ['one key', {}, [its.key], ['yes']],
    ['a policy with a hole', {}, [hidden], ['unknown', 'var.x']],
    ['perhaps another key', { key: { addresses: [], unknown } }, [its.key], ['unknown', 'var.x']],
    ['one of two keys', {}, [its.key, its.key], ['no']],
    [
      'one of two keys, the other of which is of the account',
      {},
      [its.key, { ...its.key, account: foreign }],
      ['no'],
    ],
    ['no key of the input', {}, [], ['no']],
    ['an account that is not told', { account: unknown }, [its.key], ['no']],
  ])('%s', (_, use, keys, expected) => {
    expect(asked(use, ...keys)).toEqual(expected)
  })

  test.each<readonly [string, Partial<KeyUse>]>([
    ['beside it', { region: 'us-west-2' }],
    ['in a Region that is not told', { region: unknown }],
  ])('of a resource %s, the message names the accounts', (_, use) => {
    const one = { ...queue, account: foreign, ...use }
    expect(placesInWords(one, { ...its.world, keysOfUse: () => [its.key] })).toBe(
      'aws_sqs_queue.q is in account 444455556666, and the policy of its key aws_kms_key.example in account 111122223333 admits nobody from there',
    )
  })
})
