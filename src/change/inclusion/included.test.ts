import { describe, expect, test } from 'vitest'
import { answerFor, arn, by, equals, like, named, own, role, s3, team, via, type Row } from './written.ts'

const texts: readonly Row[] = [
  ['the same', 'yes', equals(via, s3), equals(via, s3)],
  [
    'the key in another case, values in another order',
    'yes',
    equals(via, s3, 'a'),
    equals('KMS:viaSERVICE', 'a', s3),
  ],
  ['a condition is dropped', 'no', {}, equals(via, s3)],
  ['a condition is added', 'yes', equals(via, s3), {}],
  ['a value more', 'no', equals(team, 'a', 'b'), equals(team, 'a')],
  ['a value less', 'yes', equals(team, 'a'), equals(team, 'a', 'b')],
  ['two statements cover a list', 'yes', equals(team, 'a', 'b'), equals(team, 'a'), equals(team, 'b')],
  [
    'two statements cover a list but for one',
    'no',
    equals(team, 'a', 'b', 'c'),
    equals(team, 'a'),
    equals(team, 'b'),
  ],
  ['a prefix widened', 'no', like(team, 'a*'), like(team, 'ab*')],
  ['a prefix narrowed', 'yes', like(team, 'ab*'), like(team, 'a*')],
  ['one character is some', 'yes', like(team, 'a?'), like(team, 'a*')],
  ['some characters are not one', 'no', like(team, 'a*'), like(team, 'a?')],
  ['two ends and both', 'yes', like(team, 'a*b'), like(team, 'a*', 'c')],
  [
    'begins and ends is more than both at once',
    'no',
    { StringLike: { [team]: 'a*' }, StringNotLike: { [team]: 'x' } },
    like(team, 'a*b'),
  ],
  ['a value that a pattern covers', 'yes', equals(team, 'abc'), like(team, 'a?c')],
  ['a pattern of no wildcards', 'yes', like(team, 'abc'), equals(team, 'abc')],
  ['a literal star', 'no', equals(team, '*'), equals(team, 'a')],
  ['a literal star in a pattern', 'yes', equals(team, 'a*'), like(team, 'a?')],
  ['a star that is written as itself', 'yes', like(team, 'a${*}'), equals(team, 'a*')],
  ['a star that is written as itself is not any', 'no', like(team, 'a*'), like(team, 'a${*}')],
  ['any case is wider', 'yes', equals(team, 'Blue'), by('StringEqualsIgnoreCase', team, 'bLUE')],
  [
    'any case is not one case',
    'no',
    by('StringEqualsIgnoreCase', team, 'blue'),
    equals(team, 'blue', 'BLUE'),
  ],
  ['any case in all its spellings', 'yes', by('StringEqualsIgnoreCase', team, 'a'), equals(team, 'a', 'A')],
  [
    'any case, but for a letter that no request has',
    'unknown',
    by('StringEqualsIgnoreCase', team, 'k'),
    equals(team, 'k', 'K'),
  ],
  ['not a, which absent is too', 'no', by('StringNotEquals', team, 'a'), by('Null', team, 'false')],
  ['a negated list shrinks', 'no', by('StringNotEquals', team, 'a'), by('StringNotEquals', team, 'a', 'b')],
  ['a negated list grows', 'yes', by('StringNotEquals', team, 'a', 'b'), by('StringNotEquals', team, 'a')],
  ['a value and its opposite are everything', 'yes', {}, equals(team, 'a'), by('StringNotEquals', team, 'a')],
  [
    'patterns that together are everything',
    'yes',
    by('Null', team, 'false'),
    like(team, '?*'),
    equals(team, ''),
  ],
  ['a list of prefixes against one', 'yes', like(team, 'a/x*', 'a/y*'), like(team, 'a/*')],
  [
    'an impossible one',
    'yes',
    { StringEquals: { [team]: 'a' }, StringLike: { [team]: 'b*' } },
    equals(team, 'z'),
  ],
  ['dates of text', 'no', by('BinaryEquals', team, 'YQ=='), by('BinaryEquals', team, 'Yg==')],
]

const arns: readonly Row[] = [
  ['one role of all', 'yes', by('ArnEquals', arn, role('App')), by('ArnLike', arn, role('*'))],
  ['all roles of one', 'no', by('ArnLike', arn, role('*')), by('ArnEquals', arn, role('App'))],
  [
    'a star does not cross a colon',
    'no',
    like('aws:SourceArn', 'arn:aws:logs:*:a'),
    by('ArnLike', 'aws:SourceArn', 'arn:aws:logs::*:a'),
  ],
  [
    'as an ARN it is narrower than as a text',
    'yes',
    by('ArnLike', arn, 'arn:aws:*::1*:role/App'),
    like(arn, 'arn:aws:*::1*:role/App'),
  ],
  [
    'a star of the last part crosses',
    'yes',
    by('ArnLike', 'aws:SourceArn', `arn:aws:logs:*:${own}:a:*`),
    by('ArnLike', 'aws:SourceArn', `arn:aws:logs:*:${own}:*`),
  ],
  [
    'a role of another account',
    'no',
    by('ArnLike', arn, 'arn:aws:iam::*:role/App'),
    by('ArnLike', arn, role('App')),
  ],
  ['equal and like are one', 'yes', by('ArnEquals', arn, role('A*')), by('ArnLike', arn, role('A*'))],
  ['too few parts', 'unknown', by('ArnLike', arn, role('App')), by('ArnLike', arn, 'arn:aws:iam::*')],
  [
    'too few parts on both sides',
    'yes',
    { ArnLike: { [arn]: 'arn:*' }, Bool: { 'aws:SecureTransport': 'true' } },
    by('ArnLike', arn, 'arn:*'),
  ],
  ['its account', 'yes', by('ArnEquals', arn, role('App')), by('StringLike', arn, `arn:aws:iam::${own}:*`)],
]

describe.each([
  ['texts', texts],
  ['ARNs', arns],
])('%s', (_, rows) => {
  test.each(named(rows))('$says: $is', ({ is, ...row }) => {
    expect(answerFor(row)).toBe(is)
  })
})
