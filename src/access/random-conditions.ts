import * as fc from 'fast-check'

// For tests only: the pools of a random case, small so that things collide, and its conditions.
/** One value or a list of them. */
export type Values = string | readonly string[]

/** A `Condition` as IAM writes it. */
export type Conditions = Readonly<Record<string, Readonly<Record<string, Values>>>>

export const own = '111122223333'
export const other = '444455556666'
export const key = `arn:aws:kms:us-west-2:${own}:key/1234abcd-12ab-34cd-56ef-1234567890ab`
export const iam = (account: string, name: string): string => `arn:aws:iam::${account}:${name}`
export const sts = (account: string, name: string): string => `arn:aws:sts::${account}:${name}`
export const linked = 'role/aws-service-role/autoscaling.amazonaws.com/AWSServiceRoleForAutoScaling'

export const pick = fc.constantFrom
export const often = <T>(usual: T, weight: number, ...others: readonly fc.Arbitrary<T>[]): fc.Arbitrary<T> =>
  fc.oneof({ arbitrary: fc.constant(usual), weight }, ...others)
export const oneOrTwo = (one: fc.Arbitrary<string>): fc.Arbitrary<Values> =>
  fc.oneof({ arbitrary: one, weight: 4 }, fc.array(one, { minLength: 1, maxLength: 2 }))

// What a context holds and conditions ask for.
export const texts = ['a', 'A', 'b', 'a*', '*', 'ab', '']
export const arns = [
  iam(own, 'role/App'),
  iam(own, 'role/team/App'),
  iam(other, 'role/App'),
  `arn:aws:logs:us-west-2:${own}:log-group:x`,
  'a',
]
const variables = [
  '${aws:PrincipalTag/team}',
  "${aws:PrincipalTag/team, 'a'}",
  "${aws:PrincipalTag/none,'ab'}",
]
const hollow = ['${aws:PrincipalTag/none}', '${*}', '${?}', '${$}', 'a${*}', '${AWS:principaltag/TEAM}*']
const textValues = oneOrTwo(often('a', 3, pick(...texts, '?', 'a?'), pick(...variables, ...hollow)))
const arnValues = oneOrTwo(
  fc.oneof(
    {
      arbitrary: pick(
        ...arns,
        iam(own, 'role/*'),
        iam('*', 'role/App'),
        iam('1111*', '*'),
        'arn:aws:logs:*:*:*',
      ),
      weight: 6,
    },
    { arbitrary: pick('*', 'arn:*', 'arn:aws:iam::*', 'arn:aws:iam:*:role/App'), weight: 3 },
    {
      arbitrary: pick(
        iam(own, 'role/${aws:PrincipalTag/team}'),
        iam(own, "role/${aws:PrincipalTag/none, 'App'}"),
        iam('${kms:CallerAccount}', 'role/*'),
      ),
      weight: 2,
    },
  ),
)
const spelt = (...names: readonly string[]): fc.Arbitrary<string> =>
  fc.tuple(pick(...names), pick('', '', 'IfExists')).map(([name, end]) => name + end)
const qualified = (...names: readonly string[]): fc.Arbitrary<string> =>
  fc.tuple(pick('ForAnyValue:', 'ForAllValues:'), spelt(...names)).map(([set, name]) => set + name)
const strings = ['Equals', 'NotEquals', 'EqualsIgnoreCase', 'NotEqualsIgnoreCase', 'Like', 'NotLike'].map(
  one => `String${one}`,
)
const arnTests = ['ArnEquals', 'ArnLike', 'ArnNotEquals', 'ArnNotLike']
const orders = ['Equals', 'NotEquals', 'LessThan', 'LessThanEquals', 'GreaterThan', 'GreaterThanEquals']
const singles = [
  'kms:EncryptionContext:Team',
  'KMS:encryptioncontext:TEAM',
  'aws:PrincipalTag/team',
  'aws:PrincipalType',
]
const many = ['kms:EncryptionContextKeys', 'kms:GrantOperations']
const callerKeys = ['aws:PrincipalArn', 'aws:SourceArn', 'AWS:principalARN']

type Triple = readonly [operator: string, key: string, values: Values]
const triple = (
  operator: fc.Arbitrary<string>,
  keys: readonly string[],
  values: fc.Arbitrary<Values>,
): fc.Arbitrary<Triple> => fc.tuple(operator, pick(...keys), values)
const condition: fc.Arbitrary<Triple> = fc.oneof(
  { arbitrary: triple(spelt(...strings), singles, textValues), weight: 3 },
  { arbitrary: triple(qualified(...strings), [...singles, ...many, ...many], textValues), weight: 3 },
  { arbitrary: triple(spelt(...arnTests), callerKeys, arnValues), weight: 3 },
  { arbitrary: triple(qualified(...arnTests), callerKeys, arnValues), weight: 1 },
  {
    arbitrary: triple(
      spelt('StringEquals', 'StringNotEquals'),
      ['kms:CallerAccount', 'aws:PrincipalAccount'],
      oneOrTwo(pick(own, other)),
    ),
    weight: 2,
  },
  {
    arbitrary: triple(
      fc.constant('Null'),
      [...singles, 'kms:GrantOperations', 'aws:PrincipalArn'],
      pick('true', 'false'),
    ),
    weight: 1,
  },
  {
    arbitrary: triple(
      spelt(...orders.map(one => `Numeric${one}`)),
      ['kms:RotationPeriodInDays'],
      oneOrTwo(pick('7', '30', '90')),
    ),
    weight: 1,
  },
  {
    arbitrary: triple(
      spelt(...orders.map(one => `Date${one}`)),
      ['aws:CurrentTime'],
      pick('2026-01-01', '1767225600', '2026-06-01T12:30:00Z'),
    ),
    weight: 1,
  },
  {
    arbitrary: triple(
      spelt('Bool'),
      ['aws:MultiFactorAuthPresent', 'aws:PrincipalIsAWSService'],
      pick('true', 'false'),
    ),
    weight: 1,
  },
  {
    arbitrary: triple(
      spelt('IpAddress', 'NotIpAddress'),
      ['aws:SourceIp'],
      oneOrTwo(pick('10.0.0.0/24', '10.0.0.1', '10.0.0.0/8', '0.0.0.0/0')),
    ),
    weight: 1,
  },
)
/** For tests only: mostly no condition; else one or two, over every family of operators. */
export const conditions = (weight: number): fc.Arbitrary<Conditions | undefined> =>
  often<Conditions | undefined>(
    undefined,
    weight,
    fc.array(condition, { minLength: 1, maxLength: 2 }).map(all => {
      const block: Record<string, Record<string, Values>> = {}
      for (const [operator, name, values] of all) block[operator] = { ...block[operator], [name]: values }
      return block
    }),
  )
