import { describe, expect, test } from 'vitest'
import type { Tri } from '../../model/tri.ts'
import { allow, deny, own } from '../../rules/example-statements.ts'
import { hole, text, type ExampleValue } from '../../rules/example.ts'
import { deployerIsLockedOut, guardedToRootUser, othersCanAdminister } from '../../rules/vocabulary/guard.ts'
import { askedIn } from './asked.ts'

const type = 'aws:PrincipalType'
const arn = 'aws:PrincipalArn'
const context = 'kms:EncryptionContext:app'
const account = '111122223333'
const admin = `arn:aws:iam::${account}:role/Admin`
const whole = (Principal: ExampleValue, Condition: ExampleValue = {}) =>
  allow({ Principal, Action: 'kms:*', Condition })
const guard = whole(own('root'), { StringEquals: { [type]: 'Account' } })

describe('whether a statement leaves the account to its root user alone', () => {
  test.each<readonly [string, ExampleValue, Tri]>([
    ['it does', guard, 'yes'],
    ['the account decides', whole(own('root')), 'no'],
    [
      'the root user of another account',
      whole({ AWS: 'arn:aws:iam::444455556666:root' }, { StringEquals: { [type]: 'Account' } }),
      'no',
    ],
    ['the type is not told', whole(own('root'), { StringEquals: { [type]: hole('var.a') } }), 'unknown'],
    [
      'one of the types is not told',
      whole(own('root'), { StringEquals: { [type]: ['Account', hole('var.a')] } }),
      'unknown',
    ],
    [
      'the account in the ARN is not told',
      whole(own('root'), {
        ArnEquals: { [arn]: text('arn:aws:iam::', hole('var.a', 'account-id'), ':root') },
      }),
      'unknown',
    ],
    [
      'the type is not told, and names are',
      whole(own('root'), { StringEquals: { [type]: hole('var.a') }, ArnLike: { [arn]: `${admin}*` } }),
      'unknown',
    ],
    [
      'only the context is not told',
      whole(own('root'), { StringEquals: { [context]: hole('var.a') } }),
      'no',
    ],
    [
      'only the context is not told, and names are',
      whole(own('root'), { StringEquals: { [context]: hole('var.a') }, ArnLike: { [arn]: `${admin}*` } }),
      'no',
    ],
    ['the conditions are not told', whole(own('root'), hole('var.a')), 'unknown'],
    ['the conditions of a role are not told', whole({ AWS: admin }, hole('var.a')), 'no'],
    [
      'the type of a role is not told',
      whole({ AWS: admin }, { StringEquals: { [type]: hole('var.a') } }),
      'no',
    ],
    [
      'the type of everybody is not told',
      whole('*', { StringEquals: { [type]: hole('var.a'), 'kms:CallerAccount': account } }),
      'unknown',
    ],
    [
      'root users, of an account that is not told',
      whole({ AWS: hole('var.who') }, { StringEquals: { [type]: 'Account' } }),
      'unknown',
    ],
    [
      'whoever is not told, in a context',
      whole({ AWS: hole('var.who') }, { StringEquals: { [context]: 'a' } }),
      'no',
    ],
    ['whoever is not told', whole({ AWS: hole('var.who') }), 'no'],
  ])('%s', (_, statements, is) => {
    const { key, world } = askedIn({ statements })
    expect(guardedToRootUser.ask(key, world).is).toBe(is)
  })
})

test('only what may let somebody else administer is told as what it hangs on', () => {
  const user = allow({ Principal: { AWS: hole('var.user') } })
  const administrator = allow({ Principal: { AWS: hole('var.admin') }, Action: 'kms:PutKeyPolicy' })
  const { key, world } = askedIn({ statements: [guard, user, administrator] })
  const { is, hangsOn } = othersCanAdminister.ask(key, world)
  expect([is, ...hangsOn.map(({ name }) => name)]).toEqual(['unknown', 'var.admin'])
})

describe('whether AWS refuses the policy to who applies it', () => {
  const session = `arn:aws:sts::${account}:assumed-role/Admin/ci`
  const delegated = (name: string) =>
    whole(own('root'), { ArnLike: { [arn]: `arn:aws:iam::${account}:role/${name}` } })

  test.each<readonly [string, ExampleValue, string, Tri]>([
    ['the role that is named', whole({ AWS: admin }), admin, 'no'],
    ['another role', whole({ AWS: admin }), `${admin}2`, 'yes'],
    ['a session of the role', whole({ AWS: admin }), session, 'no'],
    ['a session of the role, which has a path', whole(own('role/team/Admin')), session, 'no'],
    [
      'a session of the role of another account',
      whole({ AWS: 'arn:aws:iam::444455556666:role/Admin' }),
      session,
      'yes',
    ],
    ['the session that is named', whole({ AWS: session }), session, 'no'],
    ['another session', whole({ AWS: session }), `${session}2`, 'yes'],
    ['a role with a session that is named', whole({ AWS: session }), admin, 'unknown'],
    ['a user, where a role is named', whole({ AWS: admin }), `arn:aws:iam::${account}:user/Admin`, 'yes'],
    ['the user that is named', whole(own('user/Ada')), `arn:aws:iam::${account}:user/Ada`, 'no'],
    [
      'a role whose name is not told',
      whole({ AWS: text(`arn:aws:iam::${account}:role/`, hole('var.name')) }),
      admin,
      'unknown',
    ],
    ['somebody who is not told', whole({ AWS: hole('var.who') }), admin, 'unknown'],
    ['the root user', whole(own('role/Other')), `arn:aws:iam::${account}:root`, 'no'],
    ['a role, where services are named', whole({ Service: 'backup.amazonaws.com' }), admin, 'yes'],
    [
      'a role, where services that act for the account are named',
      whole('*', { StringEquals: { 'aws:SourceAccount': account } }),
      admin,
      'yes',
    ],
    ['a role of the account, to which it is left', whole(own('root')), admin, 'no'],
    [
      'a role of the account, all of which is admitted',
      whole('*', { StringEquals: { 'kms:CallerAccount': account } }),
      admin,
      'no',
    ],
    ['anybody, where everybody is admitted', whole('*'), admin, 'no'],
    ['a role whose ARN matches', whole('*', { ArnLike: { [arn]: `${admin}*` } }), session, 'no'],
    ['a role whose ARN does not match', whole('*', { ArnLike: { [arn]: `${admin}/*` } }), session, 'yes'],
    ['a role among those to whom it is left', delegated('Adm*'), admin, 'no'],
    ['a role that is not among them', delegated('Ci*'), admin, 'yes'],
    [
      'a role where only the Region is asked for',
      whole(own('root'), { StringEquals: { 'aws:RequestedRegion': 'us-west-2' } }),
      admin,
      'no',
    ],
    [
      'a group, which applies nothing',
      whole({ AWS: admin }),
      `arn:aws:iam::${account}:group/Admin`,
      'unknown',
    ],
  ])('%s', (_, statement, deployer, is) => {
    const { key, world } = askedIn({ statements: [guard, statement], trust: { deployer } })
    expect(deployerIsLockedOut.ask(key, world).is).toBe(is)
  })

  test('what hides it is told', () => {
    const { key, world } = askedIn({
      statements: [guard, whole({ AWS: hole('var.who') })],
      trust: { deployer: admin },
    })
    expect(deployerIsLockedOut.ask(key, world).hangsOn.map(({ name }) => name)).toEqual(['var.who'])
  })

  test('a Deny for everybody but the root user counts', () => {
    const denied = deny({
      Principal: '*',
      Action: 'kms:PutKeyPolicy',
      Condition: { ArnNotEquals: { [arn]: `arn:aws:iam::${account}:root` } },
    })
    const { key, world } = askedIn({ statements: [whole(own('root')), denied], trust: { deployer: admin } })
    expect(deployerIsLockedOut.ask(key, world).is).toBe('yes')
  })
})
