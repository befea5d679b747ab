import { describe, expect, test } from 'vitest'
import { showText } from '../model/text.ts'
import { blindSpotsIn } from '../report/who-blind-spots.ts'
import { decrypt, files, roleBefore, rolePolicy } from './world-account.ts'
import { allow, decrypters, document, iam, planWith, worldWith, type TrialChange } from './world-trial.ts'

const attachment = { role: 'Detached', policy_arn: `${iam}:policy/Use` }
const list = (...names: readonly string[]): object => ({
  inline_policy: names.map(name => ({
    name,
    policy: JSON.stringify(name === 'dropped' ? decrypt : allow('kms:Encrypt')),
  })),
})

const changes: readonly TrialChange[] = [
  {
    address: 'aws_iam_role_policy.rewritten',
    actions: ['update'],
    before: rolePolicy('Rewritten', decrypt),
    after: rolePolicy('Rewritten', allow('kms:Encrypt')),
  },
  { address: 'aws_iam_role_policy_attachment.detached', actions: ['delete'], before: attachment },
  {
    address: 'aws_iam_role.limited',
    actions: ['update'],
    before: roleBefore('Limited'),
    after: roleBefore('Limited', { permissions_boundary: `${iam}:policy/Anew` }),
  },
  {
    address: 'aws_iam_role.listed',
    actions: ['update'],
    before: roleBefore('Listed', list('kept', 'dropped')),
    after: roleBefore('Listed', list('kept')),
    expressions: { inline_policy: [{ name: { constant_value: 'kept' } }] },
  },
  {
    address: 'aws_iam_role.replaced',
    actions: ['delete', 'create'],
    before: roleBefore('Replaced'),
    after: { name: 'Replaced', path: '/', assume_role_policy: JSON.stringify(document()) },
    unknown: { arn: true, id: true, unique_id: true },
  },
  { address: 'aws_iam_role_policy.forgotten', actions: ['forget'], before: rolePolicy('Forgotten', decrypt) },
  { address: 'aws_iam_role_policy.given', actions: ['create'], after: rolePolicy('Given', decrypt) },
  {
    address: 'aws_iam_policy.anew',
    actions: ['update'],
    before: {
      arn: `${iam}:policy/Anew`,
      name: 'Anew',
      path: '/',
      policy: JSON.stringify(allow('kms:Encrypt')),
    },
    after: {
      arn: `${iam}:policy/Anew`,
      name: 'Anew',
      path: '/',
      policy: JSON.stringify(allow('kms:Verify')),
    },
  },
  {
    address: 'aws_iam_user.destroyed',
    actions: ['delete'],
    before: { arn: `${iam}:user/destroyed`, name: 'destroyed' },
  },
  {
    address: 'aws_iam_user.named',
    actions: ['delete'],
    before: { arn: `${iam}:user/named-and-destroyed`, name: 'named-and-destroyed' },
  },
  {
    address: 'aws_iam_user_group_membership.left',
    actions: ['delete'],
    before: { user: 'left', groups: ['Team'] },
  },
]

describe('who can decrypt', () => {
  test('before the change: the snapshot alone', async () => {
    expect(decrypters(await worldWith(files, [], ['context.yaml']))).toEqual([
      // the key policy names its unique id
      'role/ById',
      // managed policy Use, and the key policy leaves it to IAM
      'role/Detached',
      // inline policies, and the same
      'role/Forgotten',
      'role/Limited',
      'role/Listed',
      // the key policy names it
      'role/Named',
      'role/Replaced',
      'role/Rewritten',
      'role/Untouched',
      'user/destroyed',
      // inline policy of group Team
      'user/left',
      'user/member',
      // the key policy
      'user/named-and-destroyed',
    ])
  })

  test('after it: the plan on top of the snapshot', async () => {
    const world = await worldWith(
      { ...files, 'plan.json': planWith(changes) },
      ['plan.json'],
      ['context.yaml'],
    )
    expect(world.errors).toEqual([])
    expect(decrypters(world)).toEqual([
      'role/ById',
      // forgotten resources stay as they are
      'role/Forgotten',
      // the plan gives it an inline policy
      'role/Given',
      'role/Named',
      // has managed policy Use, which the plan detaches from another role
      'role/Untouched',
      // still a member of Team
      'user/member',
    ])
    // Nobody stands in it twice.
    const arns = world.graph.identities.map(({ arn }) => showText(arn))
    expect(new Set(arns).size).toBe(arns.length)
    expect(arns.filter(arn => /destroyed/.test(arn))).toEqual([])
  })
})

describe('a value of the plan that is known only after apply', () => {
  const hidden = changes.flatMap(({ after = {} }, index) =>
    Object.keys(after).map((name): readonly [string, readonly TrialChange[]] => [
      `${changes[index]?.address} ${name}`,
      changes.map((change, other) => (other === index ? without(change, name) : change)),
    ]),
  )

  test.each(hidden)('takes no access away for certain, and gives none: %s', async (_, some) => {
    const known = await planned(changes)
    const told = await planned(some)
    const possible = new Set(told.can.map(name => name.replace('?', '')))
    const missing = known.can.filter(name => !possible.has(name))
    // What is not known of a whole policy, or whose it is, is a blind spot.
    expect(missing.length === 0 || told.blind > known.blind).toBe(true)
    expect(told.can.filter(name => !name.endsWith('?') && !known.can.includes(name))).toEqual([])
  })
})

async function planned(
  all: readonly TrialChange[],
): Promise<{ readonly can: readonly string[]; readonly blind: number }> {
  const plan = planWith(all)
  const world = await worldWith({ ...files, 'plan.json': plan }, ['plan.json'], ['context.yaml'])
  return { can: decrypters(world), blind: blindSpotsIn(world.inventories).length }
}

function without({ after = {}, unknown, expressions, ...change }: TrialChange, hidden: string): TrialChange {
  return {
    ...change,
    after: Object.fromEntries(Object.entries(after).filter(([name]) => name !== hidden)),
    unknown: { ...unknown, [hidden]: true },
    expressions: { ...expressions, [hidden]: { references: [`var.${hidden}`] } },
  }
}
