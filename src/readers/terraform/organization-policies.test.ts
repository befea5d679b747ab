import { expect, test } from 'vitest'
import { isUnknown } from '../../model/unknown.ts'
import { block, changed, readChanges } from './test-plan.ts'

const content = JSON.stringify({ Statement: [{ Effect: 'Deny', Action: 'kms:*', Resource: '*' }] })
const policy = changed('aws_organizations_policy.p', { name: 'p', content }, { after_unknown: { id: true } })
const ofP = { references: ['aws_organizations_policy.p.id', 'aws_organizations_policy.p'] }

/** Of each policy its kind, the accounts that it reaches, and what that hangs on. */
function reached(changes: readonly object[], target: object = {}): readonly string[] {
  const root = {
    resources: [
      block('aws_organizations_policy.p'),
      block('aws_organizations_policy_attachment.a', { policy_id: ofP, target_id: target }),
      block('aws_organizations_organizational_unit.u', {
        parent_id: { references: ['aws_organizations_organization.o.roots[0].id'] },
      }),
      block('aws_organizations_account.a', {
        parent_id: {
          references: [
            'aws_organizations_organizational_unit.u.id',
            'aws_organizations_organizational_unit.u',
          ],
        },
      }),
    ],
  }
  return readChanges(changes, root).inventory.organizationPolicies.map(({ kind, accounts, hangsOn }) => {
    const shown = accounts === 'every' ? accounts : accounts.map(one => (isUnknown(one) ? one.name : one))
    return [kind, shown, ...hangsOn.map(({ name }) => name)].join(' | ')
  })
}

function attachment(after: object, unknown: object = { policy_id: true }): object {
  return changed('aws_organizations_policy_attachment.a', after, { after_unknown: unknown })
}

test('a policy reaches the account that it is attached to', () => {
  expect(reached([policy, attachment({ target_id: '111122223333' })])).toEqual(['scp | 111122223333'])
})

test('a new policy that nothing attaches reaches nobody, and is there to be judged', () => {
  expect(reached([policy])).toEqual(['scp | '])
  expect(reached([ofType('TAG_POLICY')])).toEqual([])
})

function ofType(type: string): object {
  return changed('aws_organizations_policy.p', { type, content }, { after_unknown: { id: true } })
}

test('only service and resource control policies count', () => {
  const attached = attachment({ target_id: '111122223333' })
  expect(reached([ofType('RESOURCE_CONTROL_POLICY'), attached])).toEqual(['rcp | 111122223333'])
  expect(reached([ofType('TAG_POLICY'), attached])).toEqual([])
})

test('a unit reaches the accounts below it, and perhaps others', () => {
  const unit = changed(
    'aws_organizations_organizational_unit.u',
    {},
    { after_unknown: { id: true, parent_id: true } },
  )
  const account = changed('aws_organizations_account.a', {}, { after_unknown: { id: true, parent_id: true } })
  const unknown = { policy_id: true, target_id: true }
  const below = ['scp | aws_organizations_account.a.id']
  const root = 'aws_organizations_organization.o.roots[0].id'
  expect(reached([policy, unit, account, attachment({}, unknown)], { references: [root] })).toEqual([
    ...below,
    `scp | every | which accounts are below ${root}`,
  ])
  expect(reached([policy, attachment({ target_id: 'ou-1' })])).toEqual([
    'scp | every | which accounts are below ou-1',
  ])
})

test('what stands elsewhere is not known, but for what AWS attaches', () => {
  const attached = (id: string) => reached([attachment({ policy_id: id, target_id: '111122223333' }, {})])
  expect(attached('p-FullAWSAccess')).toEqual([])
  expect(attached('p-12345678')).toEqual(['scp | 111122223333'])
  const existing = changed('aws_organizations_policy.p', { id: 'p-1', content }, { actions: ['no-op'] })
  expect(reached([existing])).toEqual(['scp | every | where else aws_organizations_policy.p is attached'])
})
