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
  roleArn,
  root,
  statement,
  use,
} from './test-changes.ts'

describe('no change in access', () => {
  const s3 = {
    StringEquals: { 'kms:ViaService': ['s3.us-west-2.amazonaws.com', 'sqs.us-west-2.amazonaws.com'] },
  }
  const turned = {
    StringEquals: { 'KMS:viaservice': ['sqs.us-west-2.amazonaws.com', 's3.us-west-2.amazonaws.com'] },
  }
  test.each([
    ['another order of statements', policy(root, statement(app, use)), policy(statement(app, use), root)],
    ['another Sid', policy(root), policy({ ...root, Sid: 'Admin' })],
    ['a statement in two', policy(statement(app, use)), policy(...use.map(action => statement(app, action)))],
    [
      'other spelling of actions',
      policy(statement(app, use)),
      policy(statement([app].at(0), ['KMS:encrypt', 'kms:decrypt'])),
    ],
    ['an account by its id', policy(root), policy({ ...root, Principal: { AWS: own } })],
    [
      'conditions in another order',
      policy(statement(app, use, { Condition: s3 })),
      policy(statement(app, use, { Condition: turned })),
    ],
    ['the same statement twice', policy(root), policy(root, { ...root, Sid: 'Again' })],
    [
      'a narrower statement beside a wider one',
      policy(root, statement(app, use)),
      policy(root, statement(app, use), statement(app, 'kms:Decrypt', { Condition: s3 })),
    ],
    [
      'all actions by name',
      policy(statement(app, ['kms:Encrypt', 'kms:Decrypt', 'kms:ReEncrypt*'])),
      policy(statement(app, ['kms:Encrypt', 'kms:Decrypt', 'kms:ReEncryptFrom', 'kms:ReEncryptTo'])),
    ],
  ])('%s', async (_, before, after) => {
    expect(await changesOf(key('k', before, after), role('app'))).toEqual([])
  })

  test('a moved, an imported and a forgotten resource', async () => {
    const moved = { ...key('k', policy(root)), previous_address: 'aws_kms_key.old' }
    const values = { arn: roleArn('f'), name: 'f', path: '/' }
    const forgotten = changed('aws_iam_role.f', null, { actions: ['forget'], before: values })
    const attached = inline('f', allow('kms:*', '*'), allow('kms:*', '*'))
    expect(await changesOf(moved, forgotten, attached)).toEqual([])
  })

  test('a policy that moves from an inline policy to an attached one', async () => {
    const arn = `arn:aws:iam::${own}:policy/use`
    const managed = { arn, name: 'use', path: '/', policy: policy(allow('kms:Decrypt', keyArn('k'))) }
    expect(
      await changesOf(
        key('k', policy(root)),
        role('app'),
        inline('app', allow('kms:Decrypt', keyArn('k')), null),
        resource('aws_iam_policy.use', null, managed),
        resource('aws_iam_role_policy_attachment.use', null, { role: 'app', policy_arn: arn }),
      ),
    ).toEqual([])
  })
})
