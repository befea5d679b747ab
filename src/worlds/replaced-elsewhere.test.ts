import { expect, test } from 'vitest'
import { changed } from '../readers/terraform/test-plan.ts'
import { app, key, policy, readingOf, resource, role, root, statement, toldOf } from './test-changes.ts'
import { twoWorlds } from './two-worlds.ts'

const named = key('k', policy(root, statement(app, 'kms:Decrypt')))
const grant = { key_id: 'g', grantee_principal: app, operations: ['Encrypt'], name: 'g', grant_id: '1' }
const granting = [key('g', policy(root)), resource('aws_kms_grant.g', grant)]
const values = { name: 'app', path: '/' }
const replaced = changed('aws_iam_role.app', values, {
  actions: ['delete', 'create'],
  before: { ...values, arn: app, unique_id: 'AROA1' },
  after_unknown: { arn: true, unique_id: true },
})

async function worldsOf(...plans: readonly (readonly object[])[]) {
  const inputs = await Promise.all(plans.map((changes, index) => readingOf(changes, {}, `${index}.json`)))
  return twoWorlds(inputs, [])
}

test('what one plan names may be nobody once another one has created it anew', async () => {
  const account = key('other', policy(root))
  expect(toldOf(await worldsOf([named, ...granting], [replaced, account]))).toEqual([
    `k: perhaps narrowed ${app} key-policy kms:Decrypt`,
    `g: perhaps narrowed ${app} kms-grant kms:Encrypt`,
  ])
})

test('a role that stays is the one that other plans name', async () => {
  expect(toldOf(await worldsOf([named, ...granting], [role('app'), key('other', policy(root))]))).toEqual([])
})
