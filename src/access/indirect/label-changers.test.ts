import { expect, test } from 'vitest'
import { own } from '../random-conditions.ts'
import { resolve } from '../graph.ts'
import { admits, allow, deny, inventoryIn, told, type SmallWorld, type Somebody } from './small-world.ts'

const alias = (name: string) => `arn:aws:kms:us-west-2:${own}:alias/${name}`
const key = `arn:aws:kms:us-west-2:${own}:key/*`
const asks = (name: string, value: string, operator = 'StringEquals') => ({
  ...allow('kms:Decrypt'),
  Condition: { [operator]: { [name]: value } },
})
const ofTeam = asks('aws:ResourceTag/team', 'a')
const ofAlias = asks('kms:ResourceAliases', 'alias/app', 'ForAnyValue:StringEquals')
const tagging = allow('kms:TagResource')
const limited = (name: string, value: string) => ({
  ...tagging,
  Condition: { StringEquals: { [name]: value } },
})

/** Of roles: the account of the key can do everything. */
function changers(world: SmallWorld): readonly string[] {
  const graph = resolve([inventoryIn(world)])
  return graph.keys
    .flatMap(one => graph.labelChangersOf(one))
    .filter(({ principal }) => principal.kind === 'role')
    .map(told)
}

function beside(may: Somebody['may'], reader: Somebody = { may: [ofTeam] }): SmallWorld {
  return { who: { 'role/App': reader, 'role/Dev': { may: may ?? [] } } }
}

test.each<[string, SmallWorld, readonly string[]]>([
  ['any tag', beside([tagging]), ['role/Dev: tag-key']],
  ['that tag', beside([limited('aws:TagKeys', 'team')]), ['role/Dev: tag-key']],
  ['another tag', beside([limited('aws:TagKeys', 'cost')]), []],
  ['another value of it', beside([limited('aws:RequestTag/team', 'b')]), []],
  ['the tag of another key', beside([allow('kms:TagResource', `${key}-other`)]), []],
  [
    'the tag that it has, for another value',
    {
      ...beside([limited('aws:RequestTag/team', 'b')]),
      key: { tags: { team: 'a' } },
    },
    ['role/Dev: tag-key when aws:RequestTag/team is b'],
  ],
  [
    'the tag that it has, for the same value',
    {
      ...beside([limited('aws:RequestTag/team', 'a')]),
      key: { tags: { team: 'a' } },
    },
    [],
  ],
  ['an alias, where a tag is asked for', beside([allow('kms:CreateAlias')]), []],
  ['any alias', beside([allow('kms:CreateAlias')], { may: [ofAlias] }), ['role/Dev: change-alias']],
  [
    'that alias alone',
    beside([allow('kms:CreateAlias', key), allow('kms:CreateAlias', alias('app'))], { may: [ofAlias] }),
    ['role/Dev: change-alias'],
  ],
  [
    'another alias',
    beside([allow('kms:CreateAlias', key), allow('kms:CreateAlias', alias('b'))], { may: [ofAlias] }),
    [],
  ],
  [
    'the alias that a request names',
    beside([allow('kms:CreateAlias')], { may: [asks('kms:RequestAlias', 'alias/app')] }),
    ['role/Dev: change-alias'],
  ],
  [
    'a tag that keeps somebody out',
    beside([tagging], { may: [allow('kms:Decrypt'), { ...deny('*'), Condition: ofTeam.Condition }] }),
    ['role/Dev: tag-key'],
  ],
  ['a tag without which he reads too', beside([tagging], { may: [ofTeam, allow('kms:Decrypt')] }), []],
  ['a tag beyond a boundary', beside([tagging], { may: [ofTeam], boundary: [allow('s3:*')] }), []],
  [
    'a tag that a boundary asks for',
    beside([tagging], { may: [allow('kms:Decrypt')], boundary: [ofTeam] }),
    ['role/Dev: tag-key'],
  ],
  [
    'a key that asks no IAM policy',
    {
      ...beside([tagging]),
      policy: [admits(`arn:aws:iam::${own}:role/Dev`, 'kms:TagResource')],
    },
    [],
  ],
])('who may change %s', (_, world, rows) => {
  expect(changers(world)).toEqual(rows)
})

const when = 'role/Dev: tag-key when aws:RequestTag/team is'
const teams = (count: number): SmallWorld['who'] =>
  Object.fromEntries(
    Array.from({ length: count }, (_, index) => [
      `role/R${index}`,
      { may: [asks('aws:ResourceTag/team', `a${index}`)] },
    ]),
  )

test.each<[string, number, NonNullable<Somebody['may']>[number], readonly string[]]>([
  ['the last of few', 40, limited('aws:RequestTag/team', 'a39'), [`${when} a39`]],
  ['none of few', 40, limited('aws:RequestTag/team', 'b'), []],
  [
    'perhaps one of many',
    41,
    limited('aws:RequestTag/team', 'a40'),
    [`${when.replace(':', ': perhaps')} a40`],
  ],
  ['none of many', 41, limited('aws:TagKeys', 'cost'), []],
])('of policies that each ask for a tag of its own: %s', (_, count, may, rows) => {
  expect(changers({ who: { ...teams(count), 'role/Dev': { may: [may] } } })).toEqual(rows)
})

test('roles that are made alike are one', () => {
  const alike = Array.from({ length: 100 }, (_, index) => [`role/R${index}`, { may: [ofTeam] }] as const)
  const who = { ...Object.fromEntries(alike), 'role/Dev': { may: [limited('aws:RequestTag/team', 'b')] } }
  expect(changers({ who })).toEqual([])
})
