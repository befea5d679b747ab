import { describe, expect, test } from 'vitest'
import { showText } from '../../model/text.ts'
import { block, changed, readChanges } from './test-plan.ts'

const newborn = { after_unknown: { arn: true } }
const role = (address: string) =>
  changed(address, { name: address.replaceAll(/\W/g, ''), path: '/' }, newborn)
const roles = [role('aws_iam_role.r["a"]'), role('aws_iam_role.r["b"]')]
const account = { references: ['data.aws_caller_identity.me.account_id', 'data.aws_caller_identity.me'] }

interface Written {
  /** What the configuration shows of the identifiers. */
  readonly identifiers: object
  /** The planned identifiers: `null` for each unknown one, nothing for an unknown list. */
  readonly planned?: readonly (string | null)[]
  readonly resources: readonly object[]
  readonly document?: string
  readonly forEach?: object
  readonly rest?: object
}

const provider = (id: string) => ({
  name: 'aws',
  expressions: { region: { constant_value: 'eu-west-1' }, allowed_account_ids: { constant_value: [id] } },
})

/** The principals of a key policy that is read during apply. */
function principals({ identifiers, planned, resources, document = '', forEach, rest }: Written): string {
  const marks = planned?.map(identifier => identifier === null) ?? true
  const address = `data.aws_iam_policy_document.d${document}`
  const after = { statement: [{ principals: [{ type: 'AWS', identifiers: planned }] }] }
  const unknown = { json: true, statement: [{ principals: [{ identifiers: marks }] }] }
  const expressions = { statement: [{ principals: [{ type: { constant_value: 'AWS' }, identifiers }] }] }
  const each = forEach === undefined ? {} : { for_each_expression: forEach }
  const { inventory } = readChanges(
    [
      changed('aws_kms_key.k', {}, { after_unknown: { arn: true, policy: true } }),
      changed(address, after, { actions: ['read'], after_unknown: unknown }),
      changed('data.aws_caller_identity.me', {}, { actions: ['read'], after_unknown: { account_id: true } }),
      ...resources,
    ],
    {
      resources: [
        block('aws_kms_key.k', { policy: { references: [`${address}.json`] } }),
        block('data.aws_iam_policy_document.d', expressions, each),
        block('data.aws_caller_identity.me'),
        block('aws_iam_role.r', {}, { for_each_expression: {} }),
        block('aws_iam_role.other', {}, { provider_config_key: 'aws.other' }),
        block('aws_iam_user.u'),
      ],
    },
    { aws: provider('111122223333'), 'aws.other': { ...provider('444455556666'), alias: 'other' } },
    rest,
  )
  const items = inventory.keys[0]?.policies[0].document.statements[0]?.principals?.items ?? []
  return items
    .map(({ principal }) => {
      if (principal.kind === 'unknown') return `?${principal.unknown.name}, ${principal.unknown.shape}`
      return 'arn' in principal ? showText(principal.arn).replace('arn:aws:iam::', '') : principal.kind
    })
    .join(' ')
}

describe('roles of which Terraform names only the block', () => {
  const identifiers = { references: ['aws_iam_role.r'] }
  const some = '111122223333:role/${aws_iam_role.r}'

  test('are all of them when as many places are unknown', () => {
    expect(principals({ identifiers, planned: [null, null], resources: roles })).toBe(
      '111122223333:role/aws_iam_rolera 111122223333:role/aws_iam_rolerb',
    )
  })

  test('are told apart from those that exist, whose ARNs are known', () => {
    const old = changed(
      'aws_iam_role.r["old"]',
      { arn: 'arn:aws:iam::111122223333:role/old' },
      { actions: ['no-op'] },
    )
    const planned = ['arn:aws:iam::111122223333:role/old', null]
    expect(principals({ identifiers, planned, resources: [old, role('aws_iam_role.r["a"]')] })).toBe(
      '111122223333:role/old 111122223333:role/aws_iam_rolera',
    )
  })

  test('are roles of their account when it is not told which', () => {
    expect(principals({ identifiers, planned: [null], resources: roles })).toBe(some)
    expect(principals({ identifiers, planned: [null, null, null], resources: roles })).toBe(
      `${some} 111122223333:role/\${aws_iam_role.r (2)} 111122223333:role/\${aws_iam_role.r (3)}`,
    )
  })

  test('are not all of them when one can stand in two places', () => {
    const twice = { references: ['aws_iam_role.r', 'var.x', 'aws_iam_role.r', 'var.y'] }
    const rest = { variables: { x: { value: 'a' }, y: { value: 'a' } } }
    expect(principals({ identifiers: twice, planned: [null, null], resources: roles, rest })).toBe(
      '111122223333:role/${aws_iam_role.r} 111122223333:role/${aws_iam_role.r (2)}',
    )
  })

  test('in a list that is unknown as a whole stay a hole, since it may be empty', () => {
    expect(principals({ identifiers, resources: roles })).toBe('?aws_iam_role.r, arn')
  })

  test('in such a list with other values may be anyone', () => {
    const mixed = { references: ['var.more', 'aws_iam_role.r'] }
    const rest = { variables: { more: { value: ['*'] } } }
    expect(principals({ identifiers: mixed, resources: roles, rest })).toBe('?aws_iam_role.r, anything')
  })
})

describe('one of several', () => {
  test('of two kinds is an ARN', () => {
    const identifiers = { references: ['aws_iam_role.r["a"].arn', 'aws_iam_user.u.arn'] }
    const user = changed('aws_iam_user.u', { name: 'u', path: '/' }, newborn)
    expect(principals({ identifiers, planned: [null], resources: [...roles, user] })).toBe(
      '?aws_iam_role.r["a"].arn or aws_iam_user.u.arn, arn',
    )
  })

  test('of two accounts is an ARN', () => {
    const identifiers = { references: ['aws_iam_role.r["a"].arn', 'aws_iam_role.other.arn'] }
    const resources = [...roles, role('aws_iam_role.other')]
    expect(principals({ identifiers, planned: [null], resources })).toBe(
      '?aws_iam_role.r["a"].arn or aws_iam_role.other.arn, arn',
    )
  })

  test('that may be a local is anything', () => {
    const identifiers = { references: ['aws_iam_role.r["a"].arn', 'local.x'] }
    expect(principals({ identifiers, planned: [null], resources: roles })).toBe(
      '?aws_iam_role.r["a"].arn or local.x, anything',
    )
  })
})

/** Who a document with the index `a` names by these references. */
const at = (references: readonly string[], more: Partial<Written> = {}) =>
  principals({
    identifiers: { references },
    planned: [null],
    resources: roles,
    document: '["a"]',
    forEach: {},
    ...more,
  })

describe('an index that Terraform cuts off', () => {
  const a = '111122223333:role/aws_iam_rolera'
  const b = '111122223333:role/aws_iam_rolerb'
  const either = '111122223333:role/${aws_iam_role.r}'

  test('is that of the block itself', () => {
    expect(at(['aws_iam_role.r', 'each.key'])).toBe(a)
    expect(at(['aws_iam_role.r', 'each.value'])).toBe(a)
  })

  test('is the value that a known map has for it', () => {
    const forEach = { references: ['var.teams'] }
    const rest = { variables: { teams: { value: { a: { role: 'b' } } } } }
    expect(at(['aws_iam_role.r', 'each.value.role', 'each.value'], { forEach, rest })).toBe(b)
  })

  test('is the value of a variable', () => {
    expect(at(['aws_iam_role.r', 'var.lead'], { rest: { variables: { lead: { value: 'b' } } } })).toBe(b)
  })

  test('is not guessed when it may be looked up in a map', () => {
    const rest = { variables: { of: { value: { a: 'b' } } } }
    expect(at(['aws_iam_role.r', 'var.of', 'each.key'], { rest })).toBe(either)
    expect(
      at(['aws_iam_role.r', 'each.value.role'], { forEach: { references: ['aws_iam_user.u'] } }),
    ).not.toBe(a)
  })

  test('does not matter where the block has one instance', () => {
    const [only] = roles
    expect(
      at(['aws_iam_role.r', 'each.value'], {
        forEach: { references: ['var.x'] },
        resources: only ? [only] : [],
        rest: { variables: { x: { value: { a: 1 } } } },
      }),
    ).toBe(a)
  })
})

/** Who such a list names when a variable has this value. */
const read = (references: readonly string[], planned: readonly (string | null)[], name: string) =>
  principals({
    identifiers: { references },
    planned,
    resources: [],
    rest: { variables: { name: { value: name } } },
  })

describe('the account of the caller', () => {
  test('is the account as a whole where nothing else is written', () => {
    expect(read(account.references, [null], '')).toBe('account')
  })

  test('is only the beginning of an ARN in several places', () => {
    const name = 'data.aws_caller_identity.me.account_id'
    expect(read(account.references, [null, null], '')).toBe(`?${name}, arn ?${name} (2), arn`)
  })

  test('is only the beginning of an ARN when a text of the plan stands nowhere else', () => {
    const references = [...account.references, 'var.name']
    expect(read(references, [null], 'deploy')).toBe('?data.aws_caller_identity.me.account_id, arn')
    expect(read(references, [null, 'arn:aws:iam::111122223333:role/deploy'], 'deploy')).toBe(
      'account 111122223333:role/deploy',
    )
  })
})
