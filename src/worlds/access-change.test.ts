import { describe, expect, test } from 'vitest'
import { changed } from '../readers/terraform/test-plan.ts'
import {
  allow,
  app,
  changesOf,
  inline,
  key,
  keyArn,
  own,
  policy,
  resource,
  role,
  root,
  statement,
  use,
  type Written,
} from './test-changes.ts'

function trust(principal: unknown): string {
  return policy({ Effect: 'Allow', Principal: principal, Action: 'sts:AssumeRole' })
}

function written(name: string, more: Written = {}): Written {
  return { key_id: keyArn(name), policy: policy(statement(app, 'kms:*')), ...more }
}

describe('who gains and who loses', () => {
  const bucket = { StringEquals: { 'kms:ViaService': 's3.us-west-2.amazonaws.com' } }
  const both = {
    StringEquals: { 'kms:ViaService': ['s3.us-west-2.amazonaws.com', 'sqs.us-west-2.amazonaws.com'] },
  }
  const guard = { StringEquals: { 'aws:PrincipalType': 'Account' } }
  const foreign = 'arn:aws:iam::444455556666:root'
  test.each([
    [
      'a foreign account',
      policy(root),
      policy(root, statement(foreign, use)),
      [`k: gained ${foreign} key-policy kms:Decrypt kms:Encrypt`],
    ],
    [
      'nobody any more',
      policy(root, statement(foreign, use)),
      policy(root),
      [`k: lost ${foreign} key-policy kms:Decrypt kms:Encrypt`],
    ],
    [
      'a dropped condition',
      policy(root, statement(foreign, use, { Condition: bucket })),
      policy(root, statement(foreign, use)),
      [`k: widened ${foreign} key-policy kms:Decrypt kms:Encrypt`],
    ],
    [
      'one value more',
      policy(root, statement(foreign, use, { Condition: bucket })),
      policy(root, statement(foreign, use, { Condition: both })),
      [
        `k: widened ${foreign} key-policy kms:Decrypt kms:Encrypt if kms:ViaService is s3.us-west-2.amazonaws.com or sqs.us-west-2.amazonaws.com`,
      ],
    ],
    [
      'an added condition',
      policy(root, statement(foreign, use)),
      policy(root, statement(foreign, use, { Condition: bucket })),
      [`k: narrowed ${foreign} key-policy kms:Decrypt kms:Encrypt`],
    ],
    [
      'a guard that goes',
      policy({ ...root, Condition: guard }),
      policy(root),
      [`k: gained arn:aws:iam::${own}:root key-policy 38 actions`],
    ],
    [
      'a Deny that goes',
      policy(root, statement(foreign, use), statement('*', 'kms:Decrypt', { Effect: 'Deny' })),
      policy(root, statement(foreign, use)),
      [
        `k: gained arn:aws:iam::${own}:root key-policy kms:Decrypt`,
        `k: gained ${foreign} key-policy kms:Decrypt`,
      ],
    ],
    [
      'everybody of the account instead of one',
      policy(root, statement(app, use)),
      policy(root, statement('*', use, { Condition: { StringEquals: { 'aws:PrincipalAccount': own } } })),
      [`k: gained arn:aws:iam::${own}:* key-policy kms:Decrypt kms:Encrypt`],
    ],
  ] as const)('%s', async (_, before, after, expected) => {
    expect(await changesOf(key('k', before, after))).toEqual(expected)
  })

  test('a role by an IAM policy of its own, also on keys elsewhere', async () => {
    expect(
      await changesOf(key('k', policy(root)), role('app'), inline('app', null, allow('kms:Decrypt', '*'))),
    ).toEqual([
      `k: gained ${app} iam-policy kms:Decrypt`,
      `elsewhere on *: gained ${app} iam-policy kms:Decrypt`,
    ])
  })

  test('a pattern of keys that grows', async () => {
    const one = allow('kms:Decrypt', keyArn('a*'))
    const more = allow('kms:Decrypt', keyArn('*'))
    expect(await changesOf(key('a1', policy(root)), role('app'), inline('app', one, more))).toEqual([
      `elsewhere on ${keyArn('*')}: widened ${app} iam-policy kms:Decrypt`,
    ])
    expect(await changesOf(key('a1', policy(root)), role('app'), inline('app', more, one))).toEqual([
      `elsewhere on ${keyArn('*')}: narrowed ${app} iam-policy kms:Decrypt`,
    ])
  })

  test('whoever may assume a role that has access', async () => {
    const changes = [trust({ Service: 'ec2.amazonaws.com' }), trust({ AWS: foreign })] as const
    const told = await changesOf(key('k', policy(root, statement(app, 'kms:Decrypt'))), role('app', changes))
    expect(told).toContain(`k: gained ${foreign} assume-role kms:Decrypt`)
  })

  test('the grantee of a KMS grant', async () => {
    const grant = { key_id: 'k', grantee_principal: app, operations: ['Decrypt'], name: 'g', grant_id: '1' }
    expect(
      await changesOf(key('k', policy(root)), role('app'), resource('aws_kms_grant.g', null, grant)),
    ).toEqual([`k: gained ${app} kms-grant kms:Decrypt`])
  })

  test('a role that is destroyed while a key policy still names it', async () => {
    const gone = resource('aws_iam_role.app', { arn: app, name: 'app', path: '/' }, null)
    expect(await changesOf(key('k', policy(root, statement(app, 'kms:Decrypt'))), gone)).toEqual([
      `k: lost ${app} key-policy kms:Decrypt`,
    ])
  })

  test('keys that come, go and are replaced', async () => {
    const values = { policy: policy(root), is_enabled: true }
    const known = { arn: keyArn('old'), key_id: 'old', ...values }
    const told = await changesOf(
      resource('aws_kms_key.gone', { ...known, arn: keyArn('gone') }, null),
      changed('aws_kms_key.new', values, { before: null, after_unknown: { arn: true } }),
      changed('aws_kms_key.again', values, {
        actions: ['delete', 'create'],
        before: known,
        after_unknown: { arn: true, key_id: true },
      }),
    )
    const all = `arn:aws:iam::${own}:root key-policy 38 actions`
    expect(told).toEqual([
      'aws_kms_key.new is created',
      `new: gained ${all}`,
      'aws_kms_key.again is replaced',
      `again: lost ${all}`,
      `again: gained ${all}`,
      'aws_kms_key.gone is destroyed',
      `gone: lost ${all}`,
    ])
  })

  test('AWS’s default policy where a key policy of its own is destroyed, also of a key elsewhere', async () => {
    expect(
      await changesOf(
        resource('aws_kms_key_policy.out', written('out'), null),
        resource(
          'aws_kms_key_policy.left',
          written('left', { bypass_policy_lockout_safety_check: true }),
          null,
        ),
      ),
    ).toEqual([
      `aws_kms_key_policy.out: gained arn:aws:iam::${own}:root key-policy 46 actions`,
      `aws_kms_key_policy.out: lost ${app} key-policy 46 actions`,
    ])
  })

  test('perhaps, where the policy of before or of after is not told', async () => {
    const unknown = changed(
      'aws_kms_key.k',
      { arn: keyArn('k'), key_id: 'k' },
      {
        actions: ['update'],
        before: { arn: keyArn('k'), key_id: 'k', policy: policy(root) },
        after_unknown: { policy: true },
      },
    )
    expect(await changesOf(unknown)).toEqual([
      `k: perhaps lost arn:aws:iam::${own}:root key-policy 38 actions`,
    ])
    const outside = { key_id: keyArn('out'), policy: policy(root) }
    expect(await changesOf(resource('aws_kms_key_policy.out', null, outside))).toEqual([
      `aws_kms_key_policy.out: perhaps gained arn:aws:iam::${own}:root key-policy 46 actions`,
    ])
  })
})
