import { describe, expect, test } from 'vitest'
import type { Identity } from '../../model/identity.ts'
import { text } from '../../model/text.ts'
import type { Unknown } from '../../model/unknown.ts'
import { readPolicyText, unread } from '../../policy/read-policy.ts'
import { holderId, slotId } from '../snapshot/slot-ids.ts'
import {
  alice,
  allow,
  app,
  at,
  everything,
  find,
  hole,
  iam,
  inlineSlot,
  join,
  namesOf,
  policy,
  role,
  team,
} from './test-join.ts'

describe('a role of a plan that exists', () => {
  test('is one with that of the snapshot, which completes it', () => {
    const joined = join({ identities: [role({ policies: [policy('planned', 'kms:Verify')] })] })
    expect(joined.identities.map(({ address }) => address)).toEqual(['aws_iam_role.app', `${iam}:user/alice`])
    const [joinedApp] = joined.identities
    expect(joinedApp?.complete).toBe(true)
    expect(namesOf(joinedApp)).toEqual(['planned', ...everything])
    expect(joinedApp?.boundary?.name).toBe('managed policy Limit')
    expect(joinedApp?.trust?.statements).toHaveLength(1)
  })

  test('keeps what the plan says of its trust and boundary', () => {
    const trust = readPolicyText(JSON.stringify(allow('sts:TagSession')), at)
    const [joinedApp] = join({ identities: [role({ trust, boundary: policy('own', 'kms:*') })] }).identities
    expect(joinedApp?.trust).toBe(trust)
    expect(joinedApp?.boundary?.name).toBe('own')
  })

  test('has no boundary when the plan takes it away', () => {
    const joined = join(
      { identities: [role()] },
      { slots: new Map([[slotId({ kind: 'boundary', holder: app }), true]]) },
    )
    expect(joined.identities[0]?.boundary).toBeUndefined()
  })

  test('has not the policies that the plan settles, and perhaps those of which it is not told', () => {
    const doubt = hole('var.name')
    const [joinedApp] = join(
      { identities: [role()] },
      {
        slots: new Map<string, boolean | Unknown>([
          [inlineSlot('first'), true],
          [inlineSlot('second'), doubt],
        ]),
      },
    ).identities
    expect(joinedApp?.policies.map(({ name, hangsOn }) => [name, hangsOn])).toEqual([
      ['inline policy "second" of role/App', [doubt]],
      ['managed policy Shared', []],
    ])
  })

  test.each([
    ['before a slash', text(`${iam}:role`, hole('path'), '/app')],
    ['before the name', text(`${iam}:role/`, hole('the path of role app'), 'app')],
  ])('is found by its name where its path is not told, %s', (_, arn) => {
    const [joinedApp, ...others] = join({ identities: [role({ arn })] }).identities
    expect(joinedApp?.arn).toEqual(text(`${iam}:role/path/App`))
    expect(namesOf(joinedApp)).toEqual(everything)
    expect(others.map(({ kind }) => kind)).toEqual(['user'])
  })

  test.each([
    ['is created anew', { complete: true }, []],
    ['is moved to another path', { arn: text(`${iam}:role/App`) }, []],
    ['was destroyed before', {}, [`${iam}:role/path/App`]],
  ])('has nothing of a namesake when it %s', (_, more, destroyed) => {
    const joined = join({ identities: [role(more)] }, { destroyed: new Set(destroyed) })
    expect(joined.identities.map(({ policies }) => policies.length)).toEqual([0, 1])
  })

  test('keeps a policy where the plan may not write its namesake', () => {
    const [first = ''] = everything
    const doubt = { ...policy(first, 'kms:Verify'), hangsOn: [hole('var.which')] }
    const [joinedApp] = join({ identities: [role({ policies: [doubt] })] }).identities
    expect(namesOf(joinedApp)).toEqual([first, ...everything])
  })

  test('has a policy of the same name as the plan writes it, or as it is where the plan only names it', () => {
    const [first = '', second = '', shared = ''] = everything
    const unknown = unread(at, hole(second, 'not-in-input'))
    const written = [policy(first, 'kms:Verify'), { ...policy(second, ''), document: unknown }]
    const [joinedApp] = join({ identities: [role({ policies: written })] }).identities
    expect(namesOf(joinedApp)).toEqual([first, second, shared])
    expect(joinedApp?.policies[0]?.document).toBe(written[0]?.document)
    expect(joinedApp?.policies[1]?.document.holes).toEqual([])
  })

  test('has the document of a managed policy that the plan only names', () => {
    const named = { ...policy('p', ''), document: unread(at, hole(`${iam}:policy/Limit`, 'not-in-input')) }
    const [joinedApp] = join({ identities: [role({ policies: [named], complete: true })] }).identities
    expect(joinedApp?.policies[0]?.document.statements).toHaveLength(1)
  })
})

describe('what the plan does not have', () => {
  test('stays, but for what is destroyed', () => {
    expect(join({}).identities.map(({ address }) => address)).toEqual([
      `${iam}:role/path/App`,
      `${iam}:user/alice`,
    ])
    expect(join({}, { destroyed: new Set([`${iam}:user/alice`]) }).identities).toHaveLength(1)
    const without = join({}, { destroyed: new Set([`${iam}:policy/Shared`, `${iam}:group/Team`]) })
    expect(without.identities.map(({ policies }) => policies.length)).toEqual([2, 0])
  })

  test('has managed policies as the plan writes them', () => {
    const { document } = policy('', 'kms:CreateGrant')
    const joined = join(
      {},
      { managedPolicies: new Map([[`${iam}:policy/Shared`, { document, sensitive: true }]]) },
    )
    const shared = find(joined, `${iam}:role/path/App`)?.policies[2]
    expect(shared?.document).toBe(document)
    expect(shared?.sensitive).toBe(true)
  })

  test('has what the plan gives its groups, and the groups that it joins', () => {
    const given = policy('given', 'kms:Verify')
    const ofGroups = new Map([[holderId(team), [given]]])
    const member = find(join({}, { ofGroups }), `${iam}:user/alice`)
    expect(namesOf(member)).toEqual(['inline policy "team" of group/Team', 'given'])
    const gone = join(
      {},
      {
        ofGroups,
        slots: new Map([[slotId({ kind: 'membership', holder: alice, group: team }), true]]),
      },
    )
    expect(namesOf(find(gone, `${iam}:user/alice`))).toEqual([])
  })

  test('gives a new user the policies of the group that it joins', () => {
    const arn = text(`${iam}:user/bob`)
    const bob: Identity = { ...role({ arn, complete: true }), kind: 'user', address: 'aws_iam_user.bob' }
    const joined = join(
      { identities: [bob] },
      {
        joins: new Map([
          [
            holderId({ ...alice, name: 'bob' }),
            [team, { ...team, name: 'OfThePlan' }].map(group => ({ group, hangsOn: [] })),
          ],
        ]),
      },
    )
    expect(namesOf(find(joined, 'aws_iam_user.bob'))).toEqual(['inline policy "team" of group/Team'])
  })

  test('has the policies of a group in place of those that the plan says there are besides', () => {
    const says = 'the other policies of group/Team'
    const others = {
      ...policy('the policies of group/Team', ''),
      document: unread(at, hole(says, 'not-in-input')),
    }
    const bob: Identity = {
      ...role({ arn: text(`${iam}:user/bob`), complete: true, policies: [others] }),
      kind: 'user',
      address: 'aws_iam_user.bob',
    }
    const joined = find(join({ identities: [bob] }), 'aws_iam_user.bob')
    expect(joined?.policies.map(({ name, document }) => [name, document.holes.length])).toEqual([
      ['inline policy "team" of group/Team', 0],
    ])
  })
})
