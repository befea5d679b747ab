import { describe, expect, test } from 'vitest'
import type { Statement } from '../../model/statement.ts'
import { showText } from '../../model/text.ts'
import { isUnknown } from '../../model/unknown.ts'
import { changed, documentPlan } from './test-plan.ts'

const everyone = { type: { constant_value: 'AWS' } }

function principals({ principals: listed }: Statement): readonly string[] {
  return (listed?.items ?? []).map(({ principal }) => {
    if ('arn' in principal) return showText(principal.arn)
    if (principal.kind === 'unknown') return `?${principal.unknown.name}, ${principal.unknown.shape}`
    const account = 'account' in principal ? principal.account : ''
    return `${principal.kind} ${isUnknown(account) ? account.name : account}`
  })
}

/** The principals of a document with one unknown identifier that is written as these references. */
function filledBy(references: readonly string[], more: readonly object[]): string {
  const document = documentPlan(
    { statement: [{ actions: ['kms:*'], principals: [{ type: 'AWS', identifiers: [null] }] }] },
    { statement: [{ principals: [{ identifiers: [true] }] }] },
    { statement: [{ principals: [{ ...everyone, identifiers: { references } }] }] },
    more,
  )
  return document.statements.flatMap(principals).join()
}

const newRole = { after_unknown: { arn: true } }

describe('an unknown identifier', () => {
  test('is the role or user that the plan creates', () => {
    expect(
      filledBy(['aws_iam_role.r.arn'], [changed('aws_iam_role.r', { name: 'app', path: '/x/' }, newRole)]),
    ).toBe('arn:aws-cn:iam::111122223333:role/x/app')
    expect(
      filledBy(['aws_iam_user.u.arn'], [changed('aws_iam_user.u', { name: 'ann', path: '/' }, newRole)]),
    ).toBe('arn:aws-cn:iam::111122223333:user/ann')
  })

  test('keeps a hole for a name that is yet to be made', () => {
    const role = changed('aws_iam_role.r', { path: '/' }, { after_unknown: { arn: true, name: true } })
    expect(filledBy(['aws_iam_role.r.arn'], [role])).toBe(
      'arn:aws-cn:iam::111122223333:role/${aws_iam_role.r.name}',
    )
  })

  test('is the account of the provider', () => {
    const me = changed(
      'data.aws_caller_identity.me',
      {},
      { actions: ['read'], after_unknown: { account_id: true } },
    )
    expect(filledBy(['data.aws_caller_identity.me.account_id'], [me])).toBe('account 111122223333')
  })

  test('is not guessed among several candidates, of which those with a known value are none', () => {
    const roles = ['a', 'b'].map(name => changed(`aws_iam_role.r["${name}"]`, { name, path: '/' }, newRole))
    const user = changed(
      'aws_iam_user.u',
      { arn: 'arn:aws-cn:iam::111122223333:user/u', name: 'u' },
      { actions: ['no-op'] },
    )
    expect(filledBy(['aws_iam_role.r["b"].arn', 'aws_iam_user.u.arn'], [...roles, user])).toBe(
      'arn:aws-cn:iam::111122223333:role/b',
    )
    expect(filledBy(['local.x', 'aws_iam_role.r["b"].arn'], roles)).toBe(
      '?local.x or aws_iam_role.r["b"].arn, anything',
    )
    expect(filledBy(['local.x'], roles)).toBe('?local.x, anything')
  })

  test('of a dynamic statement is no candidate of a written one', () => {
    const unknown = { principals: [{ identifiers: [true] }] }
    const principal = { principals: [{ type: 'AWS', identifiers: [null] }] }
    const document = documentPlan(
      {
        statement: [
          { sid: 'Dynamic', ...principal },
          { sid: 'Written', ...principal },
        ],
      },
      { statement: [unknown, unknown] },
      {
        statement: [
          {
            sid: { constant_value: 'Written' },
            principals: [{ ...everyone, identifiers: { references: ['aws_iam_role.r.arn'] } }],
          },
        ],
      },
      [changed('aws_iam_role.r', { name: 'r', path: '/' }, newRole)],
    )
    expect(document.statements.flatMap(principals)).toEqual([
      '?known after apply, anything',
      'arn:aws-cn:iam::111122223333:role/r',
    ])
  })
})

/** Who stands in the first of two blocks with an unknown identifier each, written in this order. */
const firstOfTwo = (...written: readonly object[]) =>
  documentPlan(
    {
      statement: [
        {
          principals: [
            { type: 'AWS', identifiers: [null] },
            { type: 'Service', identifiers: [null] },
          ],
        },
      ],
    },
    { statement: [{ principals: [{ identifiers: [true] }, { identifiers: [true] }] }] },
    { statement: [{ principals: written }] },
    [changed('aws_iam_role.r', { name: 'r', path: '/' }, newRole)],
  ).statements.flatMap(principals)[0]

test('blocks of a set are matched by their type, since their order is lost', () => {
  const service = { type: { constant_value: 'Service' }, identifiers: { references: ['local.service'] } }
  const role = { ...everyone, identifiers: { references: ['aws_iam_role.r.arn'] } }
  expect(firstOfTwo(service, role)).toBe('arn:aws-cn:iam::111122223333:role/r')
  expect(firstOfTwo({ ...role, type: { references: ['var.type'] } }, role)).toBe(
    '?known after apply, anything',
  )
  expect(firstOfTwo(role)).toBe('?known after apply, anything')
})

test('renders a document as the provider does', () => {
  const document = documentPlan(
    {
      version: null,
      statement: [
        {
          sid: null,
          effect: null,
          not_actions: ['kms:Delete*'],
          not_principals: [{ type: 'AWS', identifiers: ['*'] }],
          resources: ['arn:aws:kms:*:*:key/&{aws:PrincipalTag/key}'],
          condition: [
            { test: 'StringLike', variable: 'aws:x', values: ['a'] },
            { test: 'StringLike', variable: 'aws:x', values: ['b'] },
          ],
        },
        {
          effect: 'Deny',
          actions: ['kms:*'],
          principals: [{ type: '*', identifiers: ['*'] }],
          resources: ['*'],
        },
      ],
    },
    {},
    {},
  )
  expect(document).toMatchObject({
    version: '2012-10-17',
    holes: [],
    problems: [],
    at: { address: 'data.aws_iam_policy_document.d', pointer: '' },
    statements: [
      {
        effect: 'Allow',
        actions: { negated: true, items: [{ text: ['kms:Delete*'] }] },
        principals: { negated: true, items: [{ principal: { kind: 'everyone' } }] },
        conditions: [{ operator: 'StringLike', key: 'aws:x', values: [['a'], ['b']] }],
        at: { pointer: '/statement/0' },
      },
      { effect: 'Deny', principals: { negated: false, items: [{ principal: { kind: 'everyone' } }] } },
    ],
  })
  const [resource] = document.statements[0]?.resources?.items ?? []
  expect(showText(resource?.text ?? [])).toBe('arn:aws:kms:*:*:key/${aws:PrincipalTag/key}')
})

test('names the key itself by what of its ARN is known', () => {
  const document = documentPlan(
    { statement: [{ actions: ['kms:*'], resources: [null] }] },
    { statement: [{ resources: [true] }] },
    { statement: [{ resources: { references: ['aws_kms_key.k.arn', 'aws_kms_key.k'] } }] },
  )
  const [resource] = document.statements[0]?.resources?.items ?? []
  expect(showText(resource?.text ?? [])).toBe(
    'arn:aws-cn:kms:cn-north-1:111122223333:key/${aws_kms_key.k.arn}',
  )
  expect(resource?.text[1]).toMatchObject({ at: { address: 'aws_kms_key.k', pointer: '/arn' } })
})

test('an account id is itself where accounts are tested, and a part of an ARN elsewhere', () => {
  const references = ['data.aws_caller_identity.me.account_id', 'data.aws_caller_identity.me']
  const written = (variable: string) => ({
    test: { constant_value: 'StringLike' },
    variable: { constant_value: variable },
    values: { references },
  })
  const variables = ['aws:SourceAccount', 'aws:SourceArn']
  const { statements } = documentPlan(
    {
      statement: [
        {
          actions: ['kms:*'],
          resources: [null],
          condition: variables.map(variable => ({ test: 'StringLike', variable, values: [null] })),
        },
      ],
    },
    { statement: [{ resources: [true], condition: variables.map(() => ({ values: [true] })) }] },
    { statement: [{ resources: { references }, condition: variables.map(written) }] },
    [changed('data.aws_caller_identity.me', {}, { actions: ['read'], after_unknown: { account_id: true } })],
  )
  const shown = statements.flatMap(({ conditions }) =>
    conditions.flatMap(({ values }) => values.map(showText)),
  )
  expect(shown).toEqual(['111122223333', '${data.aws_caller_identity.me.account_id (2)}'])
  const [resource] = statements[0]?.resources?.items ?? []
  expect(showText(resource?.text ?? [])).toBe('${data.aws_caller_identity.me.account_id}')
})

describe('what is unknown as a whole', () => {
  test('statements are a hole of the document', () => {
    const { statements, holes } = documentPlan({}, { statement: true }, {})
    expect([statements, holes.map(({ name }) => name)]).toEqual([
      [],
      ['statement in data.aws_iam_policy_document.d'],
    ])
  })

  test('conditions of an unknown kind are a hole of the statement, never left out', () => {
    const { statements } = documentPlan(
      {
        statement: [{ actions: ['kms:*'], condition: [{ test: 'Bool', variable: null, values: ['true'] }] }],
      },
      { statement: [{ condition: [{ variable: true }] }] },
      {},
    )
    expect(statements[0]?.conditionHoles).toHaveLength(1)
  })

  test('a statement of the wrong type is a hole', () => {
    const { statements, holes } = documentPlan({ statement: ['x', { actions: [{}] }] }, {}, {})
    expect(holes.map(({ reason }) => reason)).toEqual(['malformed'])
    expect(statements[0]?.actions?.items).toMatchObject([{ text: [{ reason: 'malformed' }] }])
  })
})
