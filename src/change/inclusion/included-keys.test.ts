import { describe, expect, test } from 'vitest'
import { isIncluded } from './included.ts'
import {
  answerFor,
  arn,
  by,
  caller,
  equals,
  hole,
  keys,
  like,
  named,
  own,
  role,
  s3,
  team,
  via,
  when,
  type Row,
  type Block,
} from './written.ts'

const several: readonly Row[] = [
  [
    'one of two conditions is dropped',
    'no',
    equals(caller, own),
    { StringEquals: { [caller]: own, [via]: s3 } },
  ],
  [
    'one account, any of its callers',
    'no',
    equals(caller, own),
    { StringEquals: { [caller]: own }, ArnLike: { [arn]: role('App') } },
  ],
  [
    'one account, whatever its callers are called',
    'unknown',
    equals(caller, own),
    { StringEquals: { [caller]: own }, ArnLike: { [arn]: `arn:*:*:*:${own}:*` } },
  ],
  [
    'the ARN tells the account',
    'unknown',
    by('ArnLike', arn, role('App')),
    equals('aws:PrincipalAccount', own),
  ],
  [
    'an organization and a role of it',
    'no',
    equals('aws:PrincipalOrgID', 'o-1'),
    { StringEquals: { 'aws:PrincipalOrgID': 'o-1' }, ArnLike: { [arn]: role('App') } },
  ],
  [
    'an account and its organization',
    'unknown',
    equals(caller, own),
    { StringEquals: { [caller]: own, 'aws:PrincipalOrgID': 'o-1' } },
  ],
  [
    'a bucket and its account',
    'no',
    equals('aws:SourceAccount', own),
    { StringEquals: { 'aws:SourceAccount': own }, ArnLike: { 'aws:SourceArn': 'arn:aws:s3:::logs' } },
  ],
  ['a pair is listed', 'unknown', equals(team, 'a'), by('ForAnyValue:StringEquals', keys, 'Team')],
  [
    'a pair beside others',
    'no',
    equals(team, 'a'),
    { StringEquals: { [team]: 'a' }, 'ForAllValues:StringEquals': { [keys]: 'Team' } },
  ],
]

const hollow: readonly Row[] = [
  [
    'the same hole',
    'yes',
    by('ArnLike', arn, 'arn:aws:iam::<account>:role/App', 'a'),
    by('ArnLike', arn, 'a', 'arn:aws:iam::<account>:role/App'),
  ],
  ['a hole in a longer list', 'yes', equals(team, '<x>'), equals(team, 'a', '<x>')],
  ['a hole and a value', 'unknown', equals(team, '<x>'), equals(team, 'a')],
  ['two holes', 'unknown', equals(team, '<x>'), equals(team, '<y>')],
  [
    'a hole beside what is dropped',
    'no',
    equals(team, '<x>'),
    { StringEquals: { [team]: '<x>', [via]: s3 } },
  ],
  [
    'a variable',
    'yes',
    { StringEquals: { [team]: '${aws:PrincipalTag/team}', [via]: s3 } },
    equals(team, '${aws:principaltag/TEAM}'),
  ],
  [
    'a variable beside what is dropped',
    'no',
    like(team, '${aws:PrincipalTag/team}*'),
    { StringLike: { [team]: '${aws:PrincipalTag/team}*' }, StringEquals: { [via]: s3 } },
  ],
  [
    'a variable and its key',
    'unknown',
    { StringEquals: { [team]: '${aws:PrincipalTag/team}', 'aws:PrincipalTag/team': 'a' } },
    equals(team, 'a'),
  ],
  ['what is outside of the pattern around a hole', 'no', equals(team, 'z'), like(team, 'a<x>')],
]

describe.each([
  ['several keys', several],
  ['holes', hollow],
])('%s', (_, rows) => {
  test.each(named(rows))('$says: $is', ({ is, ...row }) => {
    expect(answerFor(row)).toBe(is)
  })
})

test('a Deny more narrows, a Deny less widens', () => {
  const open = when({})
  const guarded = when({}, by('StringNotEquals', caller, own))
  expect(isIncluded(guarded, [open])).toEqual({ is: 'yes' })
  expect(isIncluded(open, [guarded]).is).toBe('no')
  expect(isIncluded(guarded, [when(equals(caller, own))])).toEqual({ is: 'yes' })
})

test('what a hole hides is never certain to let a call through', () => {
  const known = when(equals(via, s3))
  const hidden = { ...known, unknowns: [hole('data.x')] }
  expect(isIncluded(hidden, [known]).is).toBe('yes')
  expect(isIncluded(known, [hidden]).is).toBe('unknown')
  expect(isIncluded(hidden, [hidden]).is).toBe('yes')
  expect(isIncluded(hidden, [when(equals(via, 'a'))]).is).toBe('unknown')
  expect(isIncluded(when({}), [hidden]).is).toBe('no')
})

test('a hole is the same in another file', () => {
  const one = when(equals(team, '<x>'))
  const other = {
    ...one,
    conditions: one.conditions.map(condition => ({
      ...condition,
      values: condition.values.map(value =>
        value.map(part =>
          typeof part === 'string' ? part : { ...part, at: { ...part.at, file: 'other.json' } },
        ),
      ),
    })),
  }
  expect(isIncluded(one, [other]).is).toBe('yes')
})

const example = (one: Block, other: Block): unknown => {
  const found = isIncluded(when(one), [when(other)]).example
  return found === undefined ? undefined : Object.fromEntries(found)
}

test('the example is the plainest that serves', () => {
  expect(example({}, equals(via, s3))).toEqual({})
  expect(example(like(arn, role('*')), like(arn, role('App')))).toEqual({
    'aws:principalarn': [role('other')],
  })
  expect(
    example(equals(caller, own), { StringEquals: { [caller]: own }, ArnLike: { [arn]: role('A*') } }),
  ).toEqual({
    'kms:calleraccount': [own],
    'aws:principalarn': [role('Other')],
  })
  expect(example(equals(team, 'a', 'b'), equals(team, 'a'))).toEqual({ 'kms:encryptioncontext:team': ['b'] })
  expect(
    example(by('IpAddress', 'aws:SourceIp', '10.0.0.0/8'), by('IpAddress', 'aws:SourceIp', '10.1.0.0/16')),
  ).toEqual({ 'aws:sourceip': ['10.0.0.1'] })
})
