import { describe, expect, test } from 'vitest'
import { answerFor, by, equals, keys, named, s3, team, via, type Row } from './written.ts'

const absent: readonly Row[] = [
  ['IfExists dropped', 'yes', equals(via, s3), by('StringEqualsIfExists', via, s3)],
  ['IfExists added', 'no', by('StringEqualsIfExists', via, s3), equals(via, s3)],
  [
    'IfExists is the value or absent',
    'yes',
    by('StringEqualsIfExists', via, s3),
    equals(via, s3),
    by('Null', via, 'true'),
  ],
  [
    'IfExists beside present',
    'yes',
    { StringEqualsIfExists: { [via]: s3 }, Null: { [via]: 'false' } },
    equals(via, s3),
  ],
  [
    'IfExists changes nothing on a negated operator',
    'yes',
    by('StringNotEqualsIfExists', via, s3),
    by('StringNotEquals', via, s3),
  ],
  ['present or absent', 'yes', {}, by('Null', via, 'true'), by('Null', via, 'false')],
  ['absent is not present', 'no', by('Null', via, 'true'), by('Null', via, 'false')],
  [
    'every value of an absent key',
    'no',
    by('ForAllValues:StringEquals', keys, 'a'),
    by('ForAnyValue:StringEquals', keys, 'a'),
  ],
  [
    'some value is not every',
    'no',
    by('ForAnyValue:StringEquals', keys, 'a'),
    by('ForAllValues:StringEquals', keys, 'a'),
  ],
  [
    'every value, and present',
    'yes',
    { 'ForAllValues:StringEquals': { [keys]: 'a' }, Null: { [keys]: 'false' } },
    by('ForAnyValue:StringEquals', keys, 'a'),
  ],
  [
    'every value of a longer list',
    'yes',
    by('ForAllValues:StringEquals', keys, 'a'),
    by('ForAllValues:StringEquals', keys, 'a', 'b'),
  ],
  [
    'both values, one after the other',
    'no',
    { 'ForAllValues:StringEquals': { [keys]: ['a', 'b'] } },
    by('ForAllValues:StringEquals', keys, 'a'),
    by('ForAllValues:StringEquals', keys, 'b'),
  ],
  ['every value of one is some of one', 'yes', by('ForAnyValue:StringEquals', via, s3), equals(via, s3)],
  [
    'one service is never two',
    'yes',
    { 'ForAnyValue:StringEquals': { [via]: 'a' }, StringLike: { [via]: 'b' } },
    equals(via, 'c'),
  ],
]

const typed: readonly Row[] = [
  [
    'a range of addresses inside another',
    'yes',
    by('IpAddress', 'aws:SourceIp', '10.0.1.0/24'),
    by('IpAddress', 'aws:SourceIp', '10.0.0.0/16'),
  ],
  [
    'a range of addresses around another',
    'no',
    by('IpAddress', 'aws:SourceIp', '10.0.0.0/16'),
    by('IpAddress', 'aws:SourceIp', '10.0.1.0/24'),
  ],
  [
    'two halves',
    'yes',
    by('IpAddress', 'aws:SourceIp', '10.0.0.0/24'),
    by('IpAddress', 'aws:SourceIp', '10.0.0.0/25', '10.0.0.128/25'),
  ],
  [
    'two halves but for one address',
    'no',
    by('IpAddress', 'aws:SourceIp', '10.0.0.0/24'),
    by(
      'IpAddress',
      'aws:SourceIp',
      '10.0.0.0/25',
      '10.0.0.129/32',
      '10.0.0.130/31',
      '10.0.0.132/30',
      '10.0.0.136/29',
      '10.0.0.144/28',
      '10.0.0.160/27',
      '10.0.0.192/26',
    ),
  ],
  [
    'all of one family',
    'no',
    by('Null', 'aws:SourceIp', 'false'),
    by('IpAddress', 'aws:SourceIp', '0.0.0.0/0'),
  ],
  [
    'all of both families',
    'yes',
    by('Null', 'aws:SourceIp', 'false'),
    by('IpAddress', 'aws:SourceIp', '0.0.0.0/0', '::/0'),
  ],
  [
    'the longer family',
    'yes',
    by('IpAddress', 'aws:SourceIp', '2001:db8:1::/48'),
    by('IpAddress', 'aws:SourceIp', '2001:DB8::/32'),
  ],
  [
    'not in a range',
    'no',
    by('NotIpAddress', 'aws:SourceIp', '10.0.0.0/16'),
    by('NotIpAddress', 'aws:SourceIp', '10.0.0.0/8'),
  ],
  [
    'fewer days',
    'yes',
    by('NumericLessThan', 'kms:RotationPeriodInDays', '90'),
    by('NumericLessThanEquals', 'kms:RotationPeriodInDays', '90'),
  ],
  [
    'days are whole',
    'yes',
    by('NumericLessThan', 'kms:RotationPeriodInDays', '91'),
    by('NumericLessThanEquals', 'kms:RotationPeriodInDays', '90'),
  ],
  [
    'other numbers need not be',
    'no',
    by('NumericLessThan', team, '91'),
    by('NumericLessThanEquals', team, '90'),
  ],
  [
    'less, equal and more',
    'yes',
    by('Null', 'kms:RotationPeriodInDays', 'false'),
    by('NumericLessThan', 'kms:RotationPeriodInDays', '90'),
    by('NumericGreaterThanEquals', 'kms:RotationPeriodInDays', '90.0'),
  ],
  [
    'the same time in two spellings',
    'yes',
    by('DateLessThan', 'aws:CurrentTime', '2026-01-01T00:00:00Z'),
    by('DateLessThan', 'aws:CurrentTime', '1767225600'),
  ],
  [
    'a later end',
    'no',
    by('DateLessThan', 'aws:CurrentTime', '2026-02-01'),
    by('DateLessThan', 'aws:CurrentTime', '2026-01-01'),
  ],
  [
    'true and not false',
    'yes',
    by('Bool', 'aws:SecureTransport', 'true'),
    by('StringNotEquals', 'aws:SecureTransport', 'false'),
  ],
  [
    'not false, or absent',
    'no',
    by('BoolIfExists', 'aws:SecureTransport', 'true'),
    by('Bool', 'aws:SecureTransport', 'true'),
  ],
  [
    'present is true or false',
    'yes',
    by('Null', 'aws:SecureTransport', 'false'),
    by('Bool', 'aws:SecureTransport', 'true'),
    by('Bool', 'aws:SecureTransport', 'false'),
  ],
  [
    'numbers that begin with 1',
    'unknown',
    { StringLike: { [team]: '1*' }, NumericLessThan: { [team]: '5' } },
    by('NumericLessThan', team, '2'),
  ],
]

describe.each([
  ['absent keys and lists', absent],
  ['types', typed],
])('%s', (_, rows) => {
  test.each(named(rows))('$says: $is', ({ is, ...row }) => {
    expect(answerFor(row)).toBe(is)
  })
})
