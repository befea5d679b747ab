import { describe, expect, test } from 'vitest'
import { keyOfExample } from '../../examples/example-key.ts'
import type { Identity, IdentityPolicy } from '../../model/identity.ts'
import type { Principal } from '../../model/principal.ts'
import { text, type Text } from '../../model/text.ts'
import type { Tri } from '../../model/tri.ts'
import { action } from '../../policy/actions.ts'
import { accessTo, emptyWorld, permissionOf, roleNamed, statementOf, unknownNamed } from '../fake-world.ts'
import { byAccountAdministrators, detourInWords, reachesPlaintextDirectly, wayInWords } from './detours.ts'

const key = keyOfExample({ says: '' })
const app = roleNamed('App')
const id = '111122223333'
const role = (arn: Text): Principal => ({ kind: 'role', arn, account: id })
const everything = { Action: '*', Resource: '*' }

function policyOf(...statements: readonly object[]): IdentityPolicy {
  const { policy } = permissionOf(everything, [app])
  return { ...policy, document: { ...policy.document, statements: statements.map(statementOf) } }
}

describe('who administers the account', () => {
  test.each<readonly [string, Partial<Identity>, Tri]>([
    ['every action on everything', { policies: [policyOf(everything)] }, 'yes'],
    [
      'beside other statements and policies',
      { policies: [policyOf({ Action: 's3:*', Resource: '*' }), policyOf({ Action: 'a:b' }, everything)] },
      'yes',
    ],
    [
      'among other actions and resources',
      { policies: [policyOf({ Action: ['kms:Decrypt', '*:*'], Resource: ['*', 'arn:aws:s3:::b'] })] },
      'yes',
    ],
    [
      'every action on one bucket',
      { policies: [policyOf({ Action: '*', Resource: 'arn:aws:s3:::b' })] },
      'no',
    ],
    ['all of one service', { policies: [policyOf({ Action: 'kms:*', Resource: '*' })] }, 'no'],
    ['all but IAM', { policies: [policyOf({ NotAction: 'iam:*', Resource: '*' })] }, 'no'],
    ['all but every action', { policies: [policyOf({ NotAction: '*', Resource: '*' })] }, 'no'],
    ['nothing of everything', { policies: [policyOf({ Action: '*', NotResource: '*' })] }, 'no'],
    ['a Deny', { policies: [policyOf({ Effect: 'Deny', ...everything })] }, 'no'],
    [
      'under a condition',
      { policies: [policyOf({ ...everything, Condition: { Bool: { 'aws:SecureTransport': 'true' } } })] },
      'no',
    ],
    ['without a resource', { policies: [policyOf({ Action: '*' })] }, 'no'],
    ['within a boundary', { policies: [policyOf(everything)], boundary: policyOf(everything) }, 'no'],
    [
      'by a policy that is attached perhaps',
      { policies: [{ ...policyOf(everything), hangsOn: [unknownNamed('var.attached')] }] },
      'no',
    ],
    ['no policy', {}, 'no'],
  ])('%s: %s', (_, more, is) => {
    const world = { ...emptyWorld, identityOf: () => ({ ...app, ...more }) }
    expect(byAccountAdministrators.ask(accessTo(key, role(app.arn)), world).is).toBe(is)
  })

  test('a condition that is not told may keep somebody from everything', () => {
    const { document, ...policy } = policyOf(everything)
    const statements = [{ ...statementOf(everything), conditionHoles: [unknownNamed('var.condition')] }]
    const identity = { ...app, policies: [{ ...policy, document: { ...document, statements } }] }
    const world = { ...emptyWorld, identityOf: () => identity }
    expect(byAccountAdministrators.ask(accessTo(key, role(app.arn)), world).is).toBe('no')
  })

  test.each<readonly [string, Principal, Tri]>([
    ['an account', { kind: 'account', account: id }, 'yes'],
    ['somebody under administrators', role(text(`arn:aws:iam::${id}:role/Admin`)), 'yes'],
    ['whoever applies the change', role(text(`arn:aws:iam::${id}:role/Deploy`)), 'yes'],
    ['somebody of whom nothing is told', role(text(`arn:aws:iam::${id}:role/Other`)), 'no'],
  ])('%s', (_, principal, is) => {
    const named = { administrators: ['*:role/Admin'], deployer: '*:role/Deploy' }
    const world = { ...emptyWorld, trust: { ...emptyWorld.trust, ...named } }
    expect(byAccountAdministrators.ask(accessTo(key, principal), world).is).toBe(is)
  })
})

describe('who reaches plaintext as things stand', () => {
  const decrypt = action('kms:Decrypt')
  const ours: Principal = { kind: 'everyone-of-organization', organization: text('o-ours') }
  const theirs: Principal = { kind: 'everyone-of-organization', organization: text('o-theirs') }
  const unknowns = [unknownNamed('var.actions')]

  test.each<readonly [string, Principal, Parameters<typeof accessTo>[2], Tri]>([
    ['the same class', ours, { actions: decrypt }, 'yes'],
    ['the same class without plaintext', ours, { actions: action('kms:DescribeKey') }, 'no'],
    ['the same class perhaps', ours, { actions: decrypt, certainty: 'possible', unknowns }, 'unknown'],
    ['another class', theirs, { actions: decrypt }, 'no'],
  ])('%s', (_, principal, more, is) => {
    const world = { ...emptyWorld, accessesTo: () => [accessTo(key, principal, more)] }
    const asked = reachesPlaintextDirectly.ask(accessTo(key, ours), world)
    expect([asked.is, asked.hangsOn]).toEqual([is, is === 'unknown' ? unknowns : []])
  })

  test('of somebody with a name all ways count', () => {
    const direct = accessTo(key, role(app.arn), { actions: decrypt })
    const world = { ...emptyWorld, shownBetween: () => [direct] }
    expect(reachesPlaintextDirectly.ask(accessTo(key, role(app.arn)), world).is).toBe('yes')
  })
})

describe('in words', () => {
  const name = unknownNamed('aws_iam_role.app.arn')
  const known = text(`arn:aws:iam::${id}:role/App`)

  test.each<readonly [string, Principal, string | undefined, string]>([
    ['an ARN', role(known), 'aws_iam_role.app', `arn:aws:iam::${id}:role/App`],
    ['an ARN without an address', role(known), undefined, `arn:aws:iam::${id}:role/App`],
    ['an ARN that is made later', role(text(name)), 'aws_iam_role.app', 'aws_iam_role.app'],
    [
      'an ARN with a hole',
      role(text(`arn:aws:iam::${id}:role/`, name)),
      'aws_iam_role.app',
      'aws_iam_role.app',
    ],
    ['an ARN elsewhere', role(text(name)), undefined, '${aws_iam_role.app.arn}'],
    ['an account', { kind: 'account', account: id }, 'aws_iam_role.app', `account ${id}`],
  ])('%s', (_, principal, principalAddress, who) => {
    const access = { ...accessTo(key, principal, { via: 'assume-role', actions: action('kms:Decrypt') }) }
    const shown = principalAddress === undefined ? access : { ...access, principalAddress }
    expect(detourInWords(shown)).toBe(`${who}, by assuming a role, can kms:Decrypt on aws_kms_key.example`)
  })

  test('somebody who needs no change first', () => {
    const access = accessTo(key, role(known), { actions: action('kms:Decrypt') })
    expect(detourInWords(access)).toContain(', as things stand, can')
    expect(wayInWords(access)).toBe('')
    expect(wayInWords({ via: 'kms-grant' })).toBe(', by a grant')
    expect(wayInWords({ via: 'tag-key' })).toBe(', by changing tags')
  })
})
