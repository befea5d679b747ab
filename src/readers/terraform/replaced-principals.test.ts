import { describe, expect, test } from 'vitest'
import { literal } from '../../model/text.ts'
import { aws } from './test-identities.ts'
import { block, changed, readChanges } from './test-plan.ts'

const account = '111122223333'
const arn = `arn:aws:iam::${account}:role/r`
const other = `arn:aws:iam::${account}:role/o`
const keyArn = `arn:aws:kms:eu-west-1:${account}:key/1a2b`
const naming = (element: object): string =>
  JSON.stringify({
    Statement: [{ Effect: 'Allow', Action: 'kms:Decrypt', Resource: '*', ...element }],
  })
const both = naming({ Principal: { AWS: [arn, other] } })
const doubt = `whether AWS still takes ${arn} for the role that it named`

/** Whom the statements of the key's policy name, each with what they hang on. */
function named(before: string, after: string, actions = ['delete', 'create'], type = 'aws_kms_key') {
  const role = { name: 'r', path: '/' }
  const isSame = before === after
  const input = readChanges(
    [
      changed('aws_iam_role.r', role, { actions, before: { ...role, arn }, after_unknown: { arn: true } }),
      changed(
        `${type}.k`,
        { arn: keyArn, key_id: keyArn, policy: after },
        { actions: [isSame ? 'no-op' : 'update'], before: { arn: keyArn, policy: before } },
      ),
    ],
    { resources: [block('aws_iam_role.r'), block(`${type}.k`)] },
    aws,
  )
  const [policy] = input.inventory.keys.flatMap(({ policies }) => policies)
  return policy?.document.statements.map(({ principals, conditionHoles }) => [
    principals?.negated === true ? 'not' : 'only',
    principals?.items.map(({ principal }) => ('arn' in principal ? literal(principal.arn) : '')).join(' '),
    ...conditionHoles.map(({ name }) => name),
  ])
}

describe('a key policy whose text stays', () => {
  test.each(['aws_kms_key', 'aws_kms_key_policy'])('of %s admits a replaced role perhaps', type => {
    expect(named(both, both, undefined, type)).toEqual([
      ['only', other],
      ['only', arn, doubt],
    ])
  })

  test('that names the replaced role alone has no statement left that is certain', () => {
    const alone = naming({ Principal: { AWS: arn } })
    expect(named(alone, alone)).toEqual([['only', arn, doubt]])
  })

  test('that spares the replaced role perhaps spares it no more', () => {
    const sparing = naming({ Effect: 'Deny', NotPrincipal: { AWS: [arn, other] } })
    expect(named(sparing, sparing)).toEqual([
      ['not', `${arn} ${other}`],
      ['only', arn, doubt],
    ])
  })

  test('admits a role that stays', () => {
    expect(named(both, both, ['update'])).toEqual([['only', `${arn} ${other}`]])
  })
})

function read(...changes: readonly object[]) {
  return readChanges(changes, { resources: [block('aws_iam_role.r')] }, aws).inventory
}

describe('what else names a replaced role', () => {
  const role = { name: 'r', path: '/' }
  const replaced = changed('aws_iam_role.r', role, {
    actions: ['delete', 'create'],
    before: { ...role, arn },
    after_unknown: { arn: true },
  })

  test('a trust policy whose text stays trusts it perhaps', () => {
    const trusting = {
      name: 't',
      path: '/',
      arn: `${other}-t`,
      assume_role_policy: JSON.stringify({
        Statement: [{ Effect: 'Allow', Action: 'sts:AssumeRole', Principal: { AWS: arn } }],
      }),
    }
    const change = changed('aws_iam_role.t', trusting, { actions: ['no-op'], before: trusting })
    const trusts = read(replaced, change).identities.map(({ trust }) => trust?.statements[0]?.conditionHoles)
    expect(trusts.flat().map(hole => hole?.name)).toContain(doubt)
  })

  test.each([
    [['no-op'], [doubt]],
    [['delete', 'create'], []],
  ])('a grant (%j) is one to it as far as it is told', (actions, doubts) => {
    const grant = { key_id: keyArn, grantee_principal: arn, operations: ['Decrypt'] }
    const change = changed('aws_kms_grant.g', grant, { actions, before: grant })
    expect(
      read(replaced, change).grants.flatMap(({ hangsOn = [] }) => hangsOn.map(({ name }) => name)),
    ).toEqual(doubts)
  })

  test('a role that another resource creates anew is another one too', () => {
    const gone = changed('aws_iam_role.old', null, { actions: ['delete'], before: { ...role, arn } })
    const anew = changed('aws_iam_role.r', role, { after_unknown: { arn: true } })
    const grant = { key_id: keyArn, grantee_principal: arn, operations: ['Decrypt'] }
    const change = changed('aws_kms_grant.g', grant, { actions: ['no-op'], before: grant })
    expect(read(gone, anew, change).grants[0]?.hangsOn?.[0]?.name).toBe(doubt)
  })
})

test('a text that changes is written anew, and names the new role', () => {
  expect(named(naming({ Principal: { AWS: other } }), both)).toEqual([['only', `${arn} ${other}`]])
})
