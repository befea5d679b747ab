import { describe, expect, test } from 'vitest'
import { keyOfExample } from '../../examples/example-key.ts'
import type { KeyPolicyAccess } from '../../model/access.ts'
import type { Principal } from '../../model/principal.ts'
import { text, type Text } from '../../model/text.ts'
import type { Tri } from '../../model/tri.ts'
import { action } from '../../policy/actions.ts'
import { accessTo, emptyWorld, statementOf, unknownNamed } from '../fake-world.ts'
import { onlyDeletablePrincipalsCan, someoneCan, thoseWhoCan } from './control.ts'

const put = 'kms:PutKeyPolicy'
const own = '111122223333'
const key = keyOfExample({ says: '' })
const somewhere = keyOfExample({ says: '', account: 'unknown' })
const hidden = unknownNamed('var.account')
const admin: Principal = { kind: 'role', arn: text(`arn:aws:iam::${own}:role/Admin`), account: own }
const account: Principal = { kind: 'account', account: own }

const conditions = (Condition: object) => statementOf({ Condition }).conditions
const by = (principal: Principal, more: Partial<KeyPolicyAccess> = {}, on = key) =>
  accessTo(on, principal, { actions: action(put), ...more })
const worldOf = (...accesses: readonly KeyPolicyAccess[]) => ({ ...emptyWorld, accessesTo: () => accesses })

const byName = { ArnLike: { 'aws:PrincipalArn': '*:role/Admin' } }
const tls = { Bool: { 'aws:SecureTransport': 'true' } }
const noTls = { Bool: { 'aws:SecureTransport': 'false' } }
const here = { StringEquals: { 'aws:RequestedRegion': 'us-west-2' } }
const elsewhere = { StringEquals: { 'aws:RequestedRegion': 'eu-west-1' } }
const checked = { Bool: { 'kms:BypassPolicyLockoutSafetyCheck': 'false' } }
const network = { StringEquals: { 'aws:SourceVpc': 'vpc-1a2b3c' } }

describe('somebody can change the key policy', () => {
  test.each<readonly [string, object, Tri]>([
    ['under no condition', {}, 'yes'],
    ['of one name', byName, 'yes'],
    ['of one name and one account', { ...byName, StringEquals: { 'aws:PrincipalAccount': own } }, 'yes'],
    ['of two names perhaps', { ...byName, ArnNotLike: { 'aws:PrincipalArn': '*:role/Other' } }, 'unknown'],
    ['by TLS, as everybody calls', tls, 'yes'],
    ['in the Region of the key, as everybody calls', here, 'yes'],
    ['by TLS in the Region of the key', { ...tls, ...here }, 'yes'],
    ['without TLS', noTls, 'unknown'],
    ['in another Region', elsewhere, 'unknown'],
    ['with the check of AWS, as he likes', checked, 'yes'],
    [
      'with that check and without perhaps',
      { ...checked, BoolIfExists: { 'kms:BypassPolicyLockoutSafetyCheck': 'true' } },
      'unknown',
    ],
    ['from a network perhaps', network, 'unknown'],
    ['from a network perhaps, by TLS', { ...tls, ...network }, 'unknown'],
  ])('%s', (_, Condition, is) => {
    const world = worldOf(by(admin, { conditions: conditions(Condition) }))
    expect(someoneCan(put).ask(key, world).is).toBe(is)
  })

  test.each<readonly [string, readonly object[], Tri]>([
    ['who calls without TLS', [noTls], 'yes'],
    ['who calls without TLS from a network', [{ ...noTls, ...network }], 'yes'],
    ['who calls in another Region from a network', [{ ...network, ...elsewhere }], 'yes'],
    ['who calls by TLS', [tls], 'unknown'],
    ['who calls from a network', [network], 'unknown'],
    ['who calls without TLS, and who calls from a network', [noTls, network], 'unknown'],
  ])('but for those %s', (_, denied, is) => {
    const world = worldOf(by(admin, { unless: denied.map(conditions) }))
    expect(someoneCan(put).ask(key, world).is).toBe(is)
  })

  test('of several one is enough, and what stops all is named once', () => {
    const waiting = by(admin, { conditions: conditions(network) })
    expect(someoneCan(put).ask(key, worldOf(waiting, by(account))).is).toBe('yes')
    expect(
      someoneCan(put)
        .ask(key, worldOf(waiting, waiting))
        .hangsOn.map(({ name }) => name),
    ).toEqual(['whether aws:SourceVpc is vpc-1a2b3c holds'])
  })

  test('a service never does', () => {
    const world = worldOf(by({ kind: 'service', name: text('s3.amazonaws.com') }))
    expect(someoneCan(put).ask(key, world).is).toBe('no')
    expect(thoseWhoCan(put, key, world)).toEqual([])
  })
})

const deletable = (...accesses: readonly KeyPolicyAccess[]) =>
  onlyDeletablePrincipalsCan(put).ask(key, worldOf(...accesses))

const like = (pattern: string | Text, of: Principal & { kind: 'account' }): Principal => ({
  kind: 'principals-like',
  pattern: text(pattern),
  account: of.account,
})

describe('all who can change the key policy can be deleted', () => {
  const untold = { kind: 'account', account: hidden } as const

  const ofUntold = (names: string) => text('arn:aws:iam::', hidden, `:${names}`)

  test.each<readonly [string, Principal, Tri, readonly string[]]>([
    ['every role of an account that is not told', like(ofUntold('role/*'), untold), 'yes', []],
    ['a role', admin, 'yes', []],
    ['the account', account, 'no', []],
    ['another account', { kind: 'account', account: '444455556666' }, 'yes', []],
    ['an account that is not told', untold, 'unknown', ['var.account']],
    [
      'the root user of an account that is not told',
      { kind: 'root-user', account: hidden },
      'unknown',
      ['var.account'],
    ],
    ['everybody', { kind: 'everyone' }, 'no', []],
    ['everybody of the account', like(`arn:aws:iam::${own}:*`, { kind: 'account', account: own }), 'no', []],
    [
      'every role of the account',
      like(`arn:aws:iam::${own}:role/*`, { kind: 'account', account: own }),
      'yes',
      [],
    ],
    ['everybody of an account that is not told', like(ofUntold('*'), untold), 'unknown', ['var.account']],
  ])('%s', (_, principal, is, names) => {
    const asked = deletable(by(principal))
    expect([asked.is, asked.hangsOn.map(({ name }) => name)]).toEqual([is, names])
  })

  test('what may last hangs on what is not told of it, and on nothing of others', () => {
    const doubtful = by(admin, { certainty: 'possible', unknowns: [unknownNamed('var.condition')] })
    expect(deletable(doubtful).is).toBe('yes')
    expect(deletable(doubtful, by(untold)).hangsOn).toEqual([hidden])
    expect(deletable(by({ kind: 'unknown', unknown: hidden }, { unknowns: [hidden] })).hangsOn).toEqual([
      hidden,
    ])
  })

  test('of a key whose account is not told nobody can say', () => {
    const asked = onlyDeletablePrincipalsCan(put).ask(somewhere, worldOf(by(account, {}, somewhere)))
    expect([asked.is, asked.hangsOn]).toEqual(['unknown', [somewhere.account]])
  })
})
