import { readFileSync, readdirSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { sharedPath } from '../../shared-data.ts'
import { showText } from '../../model/text.ts'
import { isUnknown } from '../../model/unknown.ts'
import type { PolicyDocument } from '../../model/statement.ts'
import { contextFrom, mistakesIn } from '../context/test-context.ts'

const account = '111122223333'
const allow = (action: string): object => ({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Action: action, Resource: '*' }],
})
const role = (name: string, more: object = {}): object => ({
  RoleName: name,
  Arn: `arn:aws:iam::${account}:role/team/${name}`,
  AssumeRolePolicyDocument: allow('sts:AssumeRole'),
  RolePolicyList: [],
  AttachedManagedPolicies: [],
  ...more,
})

function actionsOf({ statements }: PolicyDocument): readonly string[] {
  return statements.flatMap(({ actions }) => actions?.items.map(({ text }) => showText(text)) ?? [])
}

function holesIn(document: PolicyDocument): readonly string[] {
  return document.holes.map(({ name, reason }) => `${reason}: ${name}`)
}

describe('a role of an account snapshot', () => {
  test('has its inline policies, its managed ones by their default version, its boundary and its trust', async () => {
    const own = `arn:aws:iam::${account}:policy/Own`
    const { inventory, notes } = await contextFrom({
      RoleDetailList: [
        role('App', {
          RolePolicyList: [{ PolicyName: 'inline', PolicyDocument: allow('kms:Decrypt') }],
          AttachedManagedPolicies: [{ PolicyName: 'Own', PolicyArn: own }],
          PermissionsBoundary: { PermissionsBoundaryType: 'Policy', PermissionsBoundaryArn: own },
        }),
      ],
      Policies: [
        {
          Arn: own,
          DefaultVersionId: 'v2',
          PolicyVersionList: [
            { VersionId: 'v1', IsDefaultVersion: false, Document: allow('kms:*') },
            { VersionId: 'v2', IsDefaultVersion: true, Document: allow('kms:Encrypt') },
          ],
        },
      ],
    })
    const [app] = inventory.identities
    expect(app?.address).toBe(`arn:aws:iam::${account}:role/team/App`)
    expect(app?.account).toBe(account)
    expect(app?.complete).toBe(true)
    expect(app?.policies.map(({ name, document }) => [name, actionsOf(document)])).toEqual([
      ['inline policy "inline" of role/App', ['kms:Decrypt']],
      ['managed policy Own', ['kms:Encrypt']],
    ])
    expect(app?.policies[1]?.document.at).toEqual({
      file: 'context.yaml',
      address: own,
      pointer: '/PolicyVersionList/1/Document',
    })
    expect(app?.boundary && actionsOf(app.boundary.document)).toEqual(['kms:Encrypt'])
    expect(app?.trust && actionsOf(app.trust)).toEqual(['sts:AssumeRole'])
    expect(notes).toEqual([])
  })

  test('may have its documents as text, encoded for URLs or not', async () => {
    const text = JSON.stringify(allow('kms:Decrypt'))
    const { inventory } = await contextFrom({
      RoleDetailList: [
        role('App', {
          RolePolicyList: [
            { PolicyName: 'encoded', PolicyDocument: encodeURIComponent(text) },
            { PolicyName: 'plain', PolicyDocument: text },
            { PolicyName: 'broken', PolicyDocument: '%7B%' },
            { PolicyName: 'absent' },
          ],
        }),
      ],
    })
    const documents = inventory.identities[0]?.policies.map(({ document }) => document) ?? []
    expect(documents.map(actionsOf)).toEqual([['kms:Decrypt'], ['kms:Decrypt'], [], []])
    expect(documents.map(holesIn)).toEqual([
      [],
      [],
      ['malformed: a broken URL encoding'],
      ['not-in-input: the inline policy "absent" of role/App'],
    ])
  })

  test('has AWS managed policies by the table, and a hole for one that is told nowhere', async () => {
    const { inventory } = await contextFrom({
      RoleDetailList: [
        role('App', {
          AttachedManagedPolicies: [
            { PolicyArn: 'arn:aws:iam::aws:policy/AdministratorAccess' },
            { PolicyArn: `arn:aws:iam::${account}:policy/Gone` },
          ],
        }),
      ],
      Policies: [],
    })
    const policies = inventory.identities[0]?.policies ?? []
    expect(policies.map(({ name }) => name)).toEqual([
      'AWS managed policy AdministratorAccess',
      'managed policy Gone',
    ])
    expect(policies.map(({ ofAws = false }) => ofAws)).toEqual([true, false])
    expect(policies.map(({ document }) => holesIn(document))).toEqual([
      [],
      [`not-in-input: the document of arn:aws:iam::${account}:policy/Gone`],
    ])
  })

  test('is not complete in a snapshot that is cut', async () => {
    const { inventory, notes } = await contextFrom({ RoleDetailList: [role('App')], IsTruncated: true })
    expect(inventory.identities[0]?.complete).toBe(false)
    expect(notes).toEqual([
      'context.yaml is only a part of what AWS would tell: its roles and users may have policies that are not in it.',
    ])
  })

  test('may be named as hostilely as JSON allows', async () => {
    const { inventory } = await contextFrom(
      `{"RoleDetailList": [${JSON.stringify(role('__proto__')).replace(
        '{',
        '{"__proto__": {"RolePolicyList": [{}]}, "constructor": 1, ',
      )}]}`,
    )
    expect(inventory.identities.map(({ address, policies }) => [address, policies.length])).toEqual([
      [`arn:aws:iam::${account}:role/team/__proto__`, 0],
    ])
  })
})

describe('a user of an account snapshot', () => {
  const arn = `arn:aws:iam::${account}:user/alice`

  test('has the policies of its groups, of another page too', async () => {
    const users = { UserDetailList: [{ UserName: 'alice', Arn: arn, GroupList: ['Admins', 'Lost'] }] }
    const groups = {
      GroupDetailList: [
        {
          GroupName: 'Admins',
          Arn: `arn:aws:iam::${account}:group/Admins`,
          GroupPolicyList: [{ PolicyName: 'g', PolicyDocument: allow('kms:Decrypt') }],
          AttachedManagedPolicies: [],
        },
      ],
    }
    const { inventory } = await contextFrom('snapshots: [users.json, groups.json]', {
      'users.json': users,
      'groups.json': groups,
    })
    const [alice] = inventory.identities
    expect(
      alice?.policies.map(({ name, document }) => [name, actionsOf(document), holesIn(document)]),
    ).toEqual([
      ['inline policy "g" of group/Admins', ['kms:Decrypt'], []],
      ['policies of group/Lost', [], ['not-in-input: the policies of group/Lost']],
    ])
    expect(alice?.trust).toBeUndefined()
  })
})

describe('a snapshot that is not as AWS writes it is refused', () => {
  const cure = 'write it anew, as the AWS command line prints it'
  test.each([
    [{ RoleDetailList: {} }, '`RoleDetailList` is not a list'],
    [{ RoleDetailList: [{}] }, 'a role has no `Arn`'],
    [{ RoleDetailList: ['x'] }, 'a role has no `Arn`'],
    [
      { RoleDetailList: [{ Arn: 'arn:aws:iam::1:role/x' }] },
      '`arn:aws:iam::1:role/x` is not the ARN of a role',
    ],
    [
      { RoleDetailList: [role('A', { RolePolicyList: [{}] })] },
      'an entry of `RolePolicyList` has no `PolicyName`',
    ],
    [
      { UserDetailList: [{ Arn: `arn:aws:iam::${account}:user/a`, GroupList: [1] }] },
      'an entry of `GroupList` is not a name',
    ],
    [{ RoleDetailList: [], Policies: [{}] }, 'an entry of `Policies` has no `Arn`'],
  ])('%j', async (content, says) => {
    expect(await mistakesIn(content)).toEqual([`context.yaml ${says} | ${cure}`])
  })
})

const folder = sharedPath('cases', 'eval', 'iamspy')

describe.skipIf(folder === undefined)('snapshots in genuine form', () => {
  const files = folder === undefined ? [] : readdirSync(folder).filter(name => name.endsWith('.json'))

  test.each(files)('%s is read without unknowns', async name => {
    const content = readFileSync(`${folder}/${name}`, 'utf8')
    const { inventory } = await contextFrom('snapshots: [snapshot.json]', { 'snapshot.json': content })
    const documents = [
      ...inventory.identities.flatMap(({ policies, boundary, trust }) => [
        ...policies.map(({ document }) => document),
        ...(boundary === undefined ? [] : [boundary.document]),
        ...(trust === undefined ? [] : [trust]),
      ]),
      ...inventory.organizationPolicies.map(({ document }) => document),
    ]
    expect(documents.flatMap(({ holes }) => holes)).toEqual([])
    expect(inventory.identities.every(({ complete, account: own }) => complete && !isUnknown(own))).toBe(true)
    expect(documents.length > 0 || name.includes('resource') || name.endsWith('-rp.json')).toBe(true)
  })
})
