import { describe, expect, test } from 'vitest'
import { block, changed } from './test-plan.ts'
import { allow, group, held, other, readIam, role, toUse, unknownArn, use, user } from './test-identities.ts'
describe('attachments', () => {
  test.each([
    ['aws_iam_role_policy_attachment', { role: 'r' }, { 'role/r': ['kms:Decrypt'], 'user/u': [] }],
    ['aws_iam_user_policy_attachment', { user: 'u' }, { 'role/r': [], 'user/u': ['kms:Decrypt'] }],
    ['aws_iam_group_policy_attachment', { group: 'g' }, { 'role/r': [], 'user/u': ['kms:Decrypt'] }],
    [
      'aws_iam_policy_attachment',
      { roles: ['r'], users: ['u'] },
      { 'role/r': ['kms:Decrypt'], 'user/u': ['kms:Decrypt'] },
    ],
    ['aws_iam_policy_attachment', { groups: ['g'] }, { 'role/r': [], 'user/u': ['kms:Decrypt'] }],
  ])('%s of %j', (type, after, expected) => {
    const input = readIam(
      [
        role,
        user,
        group,
        use,
        changed(`${type}.a`, after, unknownArn),
        changed('aws_iam_group_membership.m', { group: 'g', users: ['u'] }),
      ],
      [block(`${type}.a`, toUse)],
    )
    expect(held(input)).toEqual(expected)
    expect(input.inventory.loose).toEqual([])
    expect(input.inventory.unattached).toEqual([])
  })

  test.each([
    ['role', 'policy_arns'],
    ['user', 'policy_arns'],
  ])('aws_iam_%s_policy_attachments_exclusive attaches what it lists', (kind, list) => {
    const type = `aws_iam_${kind}_policy_attachments_exclusive`
    const input = readIam(
      [
        kind === 'role' ? role : user,
        use,
        changed(
          `${type}.a`,
          { [`${kind}_name`]: kind === 'role' ? 'r' : 'u', [list]: [null] },
          { after_unknown: { [list]: [true] } },
        ),
      ],
      [block(`${type}.a`, { [list]: toUse.policy_arn })],
    )
    expect(Object.values(held(input))).toEqual([['kms:Decrypt']])
  })

  test('a policy of the plan is found by the ARN that it will have', () => {
    const arn = 'arn:aws:iam::111122223333:policy/use'
    const attachment = changed('aws_iam_role_policy_attachment.a', { role: 'r', policy_arn: arn })
    expect(held(readIam([role, use, attachment]))).toEqual({ 'role/r': ['kms:Decrypt'] })
  })

  test('a policy that stands elsewhere is not read, and says which', () => {
    const arn = 'arn:aws:iam::111122223333:policy/elsewhere'
    const attachment = changed('aws_iam_role_policy_attachment.a', { role: 'r', policy_arn: arn })
    const [identity] = readIam([role, attachment]).inventory.identities
    expect(identity?.policies[0]).toMatchObject({
      name: `managed policy ${arn}`,
      document: { holes: [{ name: arn, reason: 'not-in-input' }] },
      hangsOn: [],
    })
  })

  test('a choice of two roles hangs on the choice; a local is told nowhere', () => {
    const attachment = changed(
      'aws_iam_role_policy_attachment.a',
      {},
      { after_unknown: { role: true, policy_arn: true } },
    )
    const references = ['aws_iam_role.r.id', 'aws_iam_role.r', 'aws_iam_role.o.id', 'aws_iam_role.o']
    const written = (names: readonly string[]) =>
      readIam(
        [role, other, use, attachment],
        [block('aws_iam_role_policy_attachment.a', { ...toUse, role: { references: names } })],
      )
    expect(held(written(references))).toEqual({ 'role/r': ['kms:Decrypt?'], 'role/o': ['kms:Decrypt?'] })
    const { inventory } = written(['local.role'])
    expect(inventory.loose.map(({ name }) => name)).toEqual(['the role of aws_iam_role_policy_attachment.a'])
    expect(inventory.identities.map(({ complete }) => complete)).toEqual([false, false])
    expect(inventory.unattached).toMatchObject([
      { name: 'managed policy use', address: 'aws_iam_policy.use' },
    ])
    expect(inventory.unattached?.[0]).not.toHaveProperty('ofGroup')
  })

  test('a role that is only named is there, with a path that is not told', () => {
    const attachment = changed('aws_iam_role_policy.a', { role: 'old', policy: allow('kms:*') })
    const input = readIam([attachment])
    expect(held(input)).toEqual({ 'role/${the path of role old}old': ['kms:*'] })
    expect(input.inventory.identities[0]?.complete).toBe(false)
  })
})

test('a name that too many have is told nowhere', () => {
  const numbers = Array.from({ length: 17 }, (_, index) => index)
  const roles = numbers.map(index => changed(`aws_iam_role.n${index}`, { name: 'n', path: '/' }))
  const blocks = numbers.map(index =>
    block(`aws_iam_role.n${index}`, {}, { provider_config_key: `aws.n${index}` }),
  )
  const attachment = changed('aws_iam_role_policy.a', { role: 'n', policy: allow('kms:*') })
  const { inventory } = readIam([...roles, attachment], blocks)
  expect(inventory.loose.map(({ name }) => name)).toEqual(['the role of aws_iam_role_policy.a'])
})
