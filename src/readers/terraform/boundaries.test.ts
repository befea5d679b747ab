import { expect, test } from 'vitest'
import { showText } from '../../model/text.ts'
import { block, changed, readChanges } from './test-plan.ts'

const unknown = { after_unknown: { arn: true, permissions_boundary: true } }
const policy = changed('aws_iam_policy.b', {}, { after_unknown: { arn: true } })

/** The bounded principals of a plan with a role whose unknown boundary is written as this. */
function bounded(references: readonly string[]): readonly string[] {
  const { inventory } = readChanges(
    [changed('aws_iam_role.r', { name: 'r', path: '/x/' }, unknown), policy],
    {
      resources: [
        block('aws_iam_role.r', { permissions_boundary: { references } }),
        block('aws_iam_policy.b'),
      ],
    },
  )
  return inventory.identities.filter(one => one.boundary?.hangsOn.length === 0).map(one => showText(one.arn))
}

test('names the roles and users with a boundary', () => {
  const boundary = { permissions_boundary: 'arn:aws:iam::aws:policy/PowerUserAccess' }
  const { inventory } = readChanges([
    changed(
      'aws_iam_role.old',
      { arn: 'arn:aws:iam::111122223333:role/old', ...boundary },
      { actions: ['no-op'] },
    ),
    changed('aws_iam_role.new', boundary, { after_unknown: { arn: true, name: true } }),
    changed('aws_iam_user.u', { name: 'u', path: '/', ...boundary }, { after_unknown: { arn: true } }),
    changed(
      'aws_iam_user.free',
      { name: 'free', permissions_boundary: null },
      { after_unknown: { arn: true } },
    ),
    changed(
      'aws_iam_user.empty',
      { name: 'empty', permissions_boundary: '' },
      { after_unknown: { arn: true } },
    ),
    changed('aws_iam_user.gone', null, { actions: ['delete'], before: boundary }),
  ])
  expect(
    inventory.identities.filter(one => one.boundary?.hangsOn.length === 0).map(one => showText(one.arn)),
  ).toEqual([
    'arn:aws:iam::111122223333:role/old',
    'arn:aws:iam::${the account of provider "aws"}:role/${aws_iam_role.new.name}',
    'arn:aws:iam::${the account of provider "aws"}:user/u',
  ])
})

test('counts a boundary that the plan creates, and leaves out one that may be none', () => {
  expect(bounded(['aws_iam_policy.b.arn', 'aws_iam_policy.b'])).toEqual([
    'arn:aws:iam::${the account of provider "aws"}:role/x/r',
  ])
  expect(bounded(['local.boundary'])).toEqual([])
  expect(bounded(['aws_iam_policy.b.arn', 'aws_iam_policy.b', 'local.boundary'])).toEqual([])
})
