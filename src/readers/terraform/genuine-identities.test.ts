import { createReadStream } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import type { Inventory } from '../../model/inventory.ts'
import { showText } from '../../model/text.ts'
import { sharedPath } from '../../shared-data.ts'
import { read } from '../read.ts'
import { besidesKeys } from './besides-keys.ts'

const plans = sharedPath('plans')

async function inventoryOf(name: string): Promise<Inventory> {
  const path = join(plans ?? '', name, 'plan.json')
  const input = { path, chunks: createReadStream(path) }
  const options = { accountFor: () => undefined, besidesKeys: () => Promise.resolve(besidesKeys) }
  return (await read(input, options)).input.inventory
}

/** Of each role and user the end of its ARN, its boundary, and its policies with the number of their statements. */
function lines({ identities }: Inventory): readonly string[] {
  return identities.map(({ arn, boundary, policies, complete }) => {
    const own = policies.map(({ name, document, hangsOn }) => {
      const unread = document.holes.map(hole => ` ?${hole.name}`).join('')
      return `${name}: ${document.statements.length}${unread}${hangsOn.length === 0 ? '' : ' perhaps'}`
    })
    const whole = complete ? '' : ' and more'
    return [showText(arn).replace(/^.*:/, ''), boundary?.name ?? 'no boundary', ...own].join(' | ') + whole
  })
}

const use = 'managed policy aws_iam_policy.use'
const ofGroup = 'inline policy aws_iam_group_policy.g of group/crypto: 1'

describe.skipIf(plans === undefined)('identities of genuine plans', () => {
  test('every way to attach a policy', async () => {
    expect(lines(await inventoryOf('hard-iam-everything'))).toEqual([
      [
        'role/service/app',
        'managed policy boundary',
        'inline policy "kms" of role/app: 1',
        'inline policy "kms-key" of role/app: 1',
        'AWS managed policy ReadOnlyAccess: 1',
        `${use}: 3`,
        'AWS managed policy AWSKeyManagementServicePowerUser: 1',
        'AWS managed policy AdministratorAccess: 1',
        'inline policy aws_iam_role_policy.copy_of_managed of role/app: 1',
      ].join(' | '),
      `user/bob | no boundary | ${use} through group/crypto: 3 | ${ofGroup}`,
      `user/carol | no boundary | ${use} through group/crypto: 3 | ${ofGroup} | the policies of group/existing-group: 0 ?the other policies of group/existing-group and more`,
      `user/alice | AWS managed policy PowerUserAccess | ${use}: 3 | AWS managed policy AWSKeyManagementServicePowerUser: 1 | inline policy aws_iam_user_policy.u of user/alice: 1 | ${use} through group/crypto: 3 | ${ofGroup}`,
    ])
  })

  test('an empty block and a dynamic one', async () => {
    expect(lines(await inventoryOf('hard-iam-empty-inline'))).toEqual([
      'role/none | no boundary',
      'role/list | no boundary | inline policy "a" of role/list: 0 ?known after apply | inline policy "b" of role/list: 0 ?known after apply',
    ])
  })

  test('what was attached by hand is there, and what an own resource writes is not there twice', async () => {
    expect(lines(await inventoryOf('state-drift'))).toEqual([
      'role/r | no boundary | AWS managed policy AdministratorAccess: 1 | inline policy "use" of role/r: 1 and more',
    ])
  })

  test('each of many roles has its own policy', async () => {
    const { identities, loose } = await inventoryOf('big-flat-200')
    const others = identities.filter(({ address, policies }) => {
      const index = /"(.*)"/.exec(address)?.[1]
      return policies.length !== 1 || policies[0]?.name !== `managed policy ${index}-kms`
    })
    expect([identities.length, others, loose]).toEqual([200, [], []])
  })

  test('grants on keys of the plan and elsewhere', async () => {
    const { grants } = await inventoryOf('hard-grants-replica-external')
    expect(grants.map(({ address, key, grantee }) => [address, key, grantee.kind])).toEqual([
      [
        'aws_kms_grant.foreign',
        {
          addresses: [],
          name: 'arn:aws:kms:us-west-2:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab',
        },
        'role',
      ],
      ['aws_kms_grant.new_role', { addresses: ['aws_kms_key.primary'] }, 'role'],
    ])
  })

  test('the policy of a group without members is kept', async () => {
    const { identities, unattached = [] } = await inventoryOf('seed-createkey-keyspec')
    expect(identities).toEqual([])
    expect(unattached).toHaveLength(1)
  })
})
