import * as fc from 'fast-check'
import type { Condition } from '../../model/statement.ts'
import { text, type Text } from '../../model/text.ts'
import type { Circumstances } from './circumstances.ts'

// For tests only: circumstances without holes, over keys that do not hang together, and requests near to what they ask.

const pick = fc.constantFrom
const at = { file: '', address: '', pointer: '' }
const own = '111122223333'

/** For tests only: operators that go together on one key, what they compare with, and what requests have. */
export interface Family {
  readonly name: string
  readonly operators: readonly string[]
  readonly keys: readonly string[]
  readonly values: readonly string[]
  readonly given: readonly string[]
}

const orders = ['Equals', 'NotEquals', 'LessThan', 'LessThanEquals', 'GreaterThan', 'GreaterThanEquals']
const strings = ['Equals', 'NotEquals', 'EqualsIgnoreCase', 'NotEqualsIgnoreCase', 'Like', 'NotLike']
const arnTests = ['ArnEquals', 'ArnLike', 'ArnNotEquals', 'ArnNotLike']
const arns = [
  `arn:aws:iam::${own}:role/App`,
  'arn:aws:iam::444455556666:role/App',
  `arn:aws:iam::${own}:role/team/App`,
  `arn:aws:logs:us-west-2:${own}:log-group:x`,
]

/** For tests only. */
export const families: readonly Family[] = [
  {
    name: 'String',
    operators: strings.map(one => `String${one}`),
    keys: ['kms:EncryptionContext:Team', 'aws:PrincipalTag/team', 'aws:UserAgent'],
    values: ['a', 'A', 'b', 'ab', 'aB', 'a*', '*a', 'a?', '?', '*', '?*', '*a*b', 'b*a', ''],
    given: [
      'a',
      'A',
      'b',
      'ab',
      'aB',
      'ba',
      'aab',
      'bb',
      'a*',
      '*',
      '?',
      '',
      'x',
      'axb',
      'AB',
      'bxa',
      'other',
    ],
  },
  {
    name: 'Arn',
    operators: [...arnTests, ...arnTests, 'StringEquals', 'StringLike', 'StringNotLike'],
    keys: ['aws:SourceArn'],
    values: [
      ...arns,
      `arn:aws:iam::${own}:role/*`,
      'arn:aws:iam::*:role/App',
      'arn:*:iam::*:*',
      'arn:aws:iam::1111*:*',
      'arn:aws:logs:*:*:*',
    ],
    given: [
      ...arns,
      `arn:aws:iam::${own}:role/Other`,
      'arn:aws:iam::111100000000:user/A',
      'arn:aws:logs:::a:b:c',
      'arn:aws:sns:x:1:y',
    ],
  },
  {
    name: 'Numeric',
    operators: orders.map(one => `Numeric${one}`),
    keys: ['kms:RotationPeriodInDays', 'kms:EncryptionContext:Size'],
    values: ['7', '7.0', '8', '30', '90', '-1'],
    given: ['-2', '-1', '0', '7', '8', '9', '30', '31', '90', '91', '1000'],
  },
  {
    name: 'Date',
    operators: orders.map(one => `Date${one}`),
    keys: ['aws:CurrentTime', 'kms:ValidTo'],
    values: ['2026-01-01', '1767225600', '2026-01-01T00:00:01Z', '2026-06-01T12:30:00Z'],
    given: [
      '2025-12-31',
      '2026-01-01',
      '2026-01-01T00:00:00.500Z',
      '1767225601',
      '2026-03-01',
      '2026-06-01T12:30:00Z',
      '2027-01-01',
    ],
  },
  {
    name: 'IpAddress',
    operators: ['IpAddress', 'NotIpAddress'],
    keys: ['aws:SourceIp'],
    values: [
      '10.0.0.0/24',
      '10.0.0.0/25',
      '10.0.0.128/25',
      '10.0.0.1',
      '10.0.0.0/8',
      '0.0.0.0/0',
      '::/0',
      '2001:db8::/32',
      '2001:db8:1::/48',
    ],
    given: [
      '10.0.0.0',
      '10.0.0.1',
      '10.0.0.127',
      '10.0.0.128',
      '10.0.1.0',
      '11.0.0.0',
      '9.255.255.255',
      '2001:db8::1',
      '2001:db8:1::',
      '::1',
    ],
  },
  {
    name: 'Bool',
    operators: ['Bool', 'StringEquals', 'StringNotEquals'],
    keys: ['aws:SecureTransport', 'aws:MultiFactorAuthPresent'],
    values: ['true', 'false'],
    given: ['true', 'false'],
  },
  {
    name: 'BinaryEquals',
    operators: ['BinaryEquals'],
    keys: ['kms:EncryptionContext:Bytes'],
    values: ['YQ==', 'Yg=='],
    given: ['YQ==', 'Yg==', 'Yw=='],
  },
  {
    name: 'lists',
    operators: strings.map(one => `String${one}`),
    keys: ['aws:TagKeys', 'kms:GrantOperations'],
    values: ['Decrypt', 'Encrypt', 'D*', '*crypt', 'Sign'],
    given: ['Decrypt', 'Encrypt', 'Sign', 'Verify', 'DescribeKey'],
  },
]

/** For tests only: one condition of a family. */
export function conditionOf(family: Family): fc.Arbitrary<Condition> {
  const qualifiers =
    family.name === 'lists'
      ? ['', 'ForAnyValue', 'ForAllValues']
      : ['', '', '', '', 'ForAnyValue', 'ForAllValues']
  const compares = fc
    .record({
      operator: pick(...family.operators),
      qualifier: pick(...qualifiers),
      ifExists: fc.oneof({ arbitrary: fc.constant(false), weight: 3 }, fc.constant(true)),
      key: pick(...family.keys),
      values: fc.array(pick(...family.values), { minLength: 1, maxLength: 3 }),
    })
    .map(({ qualifier, values, ...rest }): Condition => ({
      ...rest,
      ...(qualifier === 'ForAnyValue' || qualifier === 'ForAllValues' ? { qualifier } : {}),
      values: values.map(value => text(value)),
      at,
    }))
  const isNull = fc
    .record({ key: pick(...family.keys), value: pick('true', 'false') })
    .map(({ key, value }): Condition => ({
      operator: 'Null',
      ifExists: false,
      key,
      values: [text(value)],
      at,
    }))
  return fc.oneof({ arbitrary: compares, weight: 9 }, isNull)
}

const condition = fc.oneof(...families.map(conditionOf))
const list = fc.array(condition, { minLength: 1, maxLength: 2 })

/** For tests only. */
export const circumstances: fc.Arbitrary<Circumstances> = fc.record({
  conditions: fc.array(condition, { maxLength: 3 }),
  unless: fc.oneof({ arbitrary: fc.constant([]), weight: 3 }, fc.array(list, { maxLength: 2 })),
  unknowns: fc.constant([]),
})

/** For tests only: of one or two keys alone, so that much of it meets. */
export const closeCircumstances: fc.Arbitrary<readonly Circumstances[]> = fc
  .tuple(pick(...families), pick(...families))
  .chain(([first, second]) => {
    const one = fc.oneof(
      { arbitrary: conditionOf({ ...first, keys: first.keys.slice(0, 1) }), weight: 3 },
      conditionOf(second),
    )
    return fc.array(
      fc.record({
        conditions: fc.array(one, { maxLength: 3 }),
        unless: fc.oneof(
          { arbitrary: fc.constant([]), weight: 3 },
          fc.array(fc.array(one, { minLength: 1, maxLength: 2 }), { maxLength: 2 }),
        ),
        unknowns: fc.constant([]),
      }),
      { minLength: 3, maxLength: 4 },
    )
  })

/** For tests only: requests with what the families' keys can have. */
export const context: fc.Arbitrary<ReadonlyMap<string, readonly Text[]>> = fc
  .tuple(
    ...families.flatMap(({ name, keys, given }) =>
      keys.map(key =>
        fc
          .array(pick(...given), { maxLength: name === 'lists' ? 3 : 1 })
          .map((values): readonly [string, readonly Text[]] => [
            key.toLowerCase(),
            values.map(value => text(value)),
          ]),
      ),
    ),
  )
  .map(entries => new Map(entries.filter(([, values]) => values.length > 0)))
