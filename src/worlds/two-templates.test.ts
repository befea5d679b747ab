import { describe, expect, test } from 'vitest'
import type { ReadInput } from '../model/inventory.ts'
import { readEach } from '../readers/read.ts'
import { besidesKeys } from '../readers/terraform/besides-keys.ts'
import { comparedSides } from './compared-worlds.ts'
import { besidesOf, sidesOf, type Sides } from './sides.ts'
import { happensTo, own, root, roleArn, statement, type Written } from './test-changes.ts'

type Resources = Readonly<Record<string, object>>
type Files = Readonly<Record<string, object>>

function document(...statements: readonly Written[]): object {
  return { Version: '2012-10-17', Statement: statements }
}

const decrypts = document({ Effect: 'Allow', Action: 'kms:Decrypt', Resource: '*' })
const trust = document({
  Effect: 'Allow',
  Principal: { Service: 'ec2.amazonaws.com' },
  Action: 'sts:AssumeRole',
})
const inline = { Policies: [{ PolicyName: 'p', PolicyDocument: decrypts }] }
const Retain = { DeletionPolicy: 'Retain' }
const RetainReplaced = { UpdateReplacePolicy: 'Retain' }

function key(...statements: readonly Written[]): object {
  return { Type: 'AWS::KMS::Key', Properties: { KeyPolicy: document(root, ...statements) } }
}

function role(name: string | undefined, more: object = {}): object {
  const named = name === undefined ? {} : { RoleName: name }
  return { Type: 'AWS::IAM::Role', Properties: { ...named, AssumeRolePolicyDocument: trust, ...more } }
}

function written(type: string, properties: object): object {
  return { Type: `AWS::IAM::${type}`, Properties: { PolicyDocument: decrypts, ...properties } }
}

function template(Resources: Resources, more: object = {}): object {
  return { ...more, Resources: { K: key(), ...Resources } }
}

async function sides(before: Files, after: Files, account: string | undefined = own): Promise<Sides> {
  const paths = { before: Object.keys(before), after: Object.keys(after) }
  const besides = besidesOf(paths)
  const readAll = async (files: Files, beside: (typeof besides)['after']): Promise<readonly ReadInput[]> => {
    const inputs = Object.entries(files).map(([path, content]) => ({
      path,
      chunks: [Buffer.from(JSON.stringify(content))],
    }))
    const { reads, errors } = await readEach(inputs, {
      ...beside,
      accountFor: () => (account === 'untold' ? undefined : { id: account, from: 'flag' }),
      besidesKeys: () => Promise.resolve(besidesKeys),
    })
    expect(errors).toEqual([])
    return reads.map(({ input }) => input)
  }
  return sidesOf(paths, {
    before: await readAll(before, besides.before),
    after: await readAll(after, besides.after),
  })
}

function told(compared: Sides): readonly string[] {
  return happensTo(comparedSides(compared, []).change).toSorted()
}

async function change(before: object, after: object): Promise<readonly string[]> {
  return told(await sides({ 'old.json': before }, { 'new.json': after }))
}

const lost = [`new.json K: lost ${roleArn('r')}`]
const P = written('RolePolicy', { RoleName: { Ref: 'R' }, PolicyName: 'p' })
const M = written('ManagedPolicy', { Roles: [{ Ref: 'R' }] })
const bare = { R: role('r') }
const having = { R: role('r', inline) }

const Conditions = (value: string) => ({ Conditions: { C: { 'Fn::Equals': [value, 'yes'] } } })

const retained = (resources: Resources): Resources =>
  Object.fromEntries(Object.entries(resources).map(([id, one]) => [id, { ...one, ...RetainReplaced }]))

const exporting = (resource: object): object => ({
  Resources: { R: resource },
  Outputs: { O: { Value: { 'Fn::GetAtt': ['R', 'Arn'] }, Export: { Name: 'role' } } },
})

const notes = async (before: object, after: object): Promise<readonly string[]> => {
  const compared = await sides(
    { 'old.json': { Resources: { K: before } } },
    { 'new.json': { Resources: { K: after } } },
  )
  return compared.after.flatMap(input => input.notes).filter(note => note.startsWith('CloudFormation'))
}

const refused = (what: string): readonly string[] => [
  `CloudFormation refuses to update it so: ${what} cannot change once it exists`,
]

const kms = (properties: object, Type = 'AWS::KMS::Key'): object => ({ Type, Properties: properties })

describe('what an update takes out of the stack', () => {
  test.each<[string, Resources, Resources]>([
    ['a role', having, {}],
    ['an inline policy of its own', { ...bare, P }, bare],
    ['a managed policy', { ...bare, M }, bare],
    ['a role with a policy that is retained', { ...bare, P: { ...P, ...Retain } }, {}],
    ['what is attached to a role that is retained', { R: { ...role('r'), ...Retain }, P }, {}],
  ])('is lost: %s', async (_, before, after) => {
    expect(await change(template(before), template(after))).toEqual(lost)
    const back = await change(template(after), template(before))
    expect(back).toEqual(lost.map(line => line.replace('lost', 'gained')))
  })

  const nameless = { R: role(undefined) }
  const lists = { R: { ...role('r', { ManagedPolicyArns: [{ Ref: 'M' }] }), ...Retain } }
  const elsewhere = written('RolePolicy', { RoleName: 'r', PolicyName: 'p' })
  test.each<[string, Resources, Resources]>([
    ['a role', { R: { ...role('r', inline), ...Retain } }, {}],
    ['a role without a name', { R: { ...role(undefined, inline), ...Retain } }, {}],
    ['an inline policy of its own', { ...bare, P: { ...P, ...Retain } }, bare],
    ['that of a role without a name', { ...nameless, P: { ...P, ...Retain } }, nameless],
    ['that of a role elsewhere', { P: { ...elsewhere, ...Retain } }, {}],
    ['a managed policy', { ...bare, M: { ...M, ...Retain } }, bare],
    [
      'a role that lists a managed policy',
      { ...lists, M: written('ManagedPolicy', {}) },
      { M: written('ManagedPolicy', {}) },
    ],
  ])('stays where it is retained: %s', async (_, before, after) => {
    expect(await change(template(before), template(after))).toEqual([])
  })

  test('has of a managed policy that stays what becomes of that', async () => {
    const wide = written('ManagedPolicy', {
      PolicyDocument: document({ Effect: 'Allow', Action: 'kms:*', Resource: '*' }),
    })
    expect(
      await change(template({ ...lists, M: written('ManagedPolicy', {}) }), template({ M: wide })),
    ).toEqual([`new.json K: gained ${roleArn('r')}`])
  })

  test.each([
    [{}, ['old.json L is destroyed', `old.json L: lost arn:aws:iam::${own}:root`]],
    [Retain, []],
  ])('is also what a condition no longer creates: %j', async (more, expected) => {
    const L = { ...key(), ...more, Condition: 'C' }
    const after = template({ L }, Conditions('no'))
    expect(await change(template({ L }, Conditions('yes')), after)).toEqual(expected)
  })
})

describe('a resource that is replaced', () => {
  const gained = `new.json K: gained ${roleArn('s')}`
  const two = { R: role('r'), S: role('s') }
  const ofS = written('RolePolicy', { RoleName: { Ref: 'S' }, PolicyName: 'p' })
  test.each<[string, Resources, Resources]>([
    ['a role', having, { R: role('s', inline) }],
    ['an inline policy of its own', { ...two, P }, { ...two, P: ofS }],
  ])('leaves the old one behind if it is retained: %s', async (_, before, after) => {
    expect(await change(template(before), template(after))).toEqual([gained, ...lost])
    expect(await change(template(retained(before)), template(retained(after)))).toEqual([gained])
    const deleting = template({ ...before, R: { ...before['R'], ...Retain } })
    expect(await change(deleting, template(after))).toEqual([gained, ...lost])
  })
})

describe('several templates that are the same as before', () => {
  const named = role('r', inline)
  const nameless = role(undefined, inline)
  const importing = template({ L: key(statement({ AWS: { 'Fn::ImportValue': 'role' } }, 'kms:Decrypt')) })
  test.each([
    ['a role with a name', named, own],
    ['a role without one', nameless, own],
    ['an account that is not told', named, 'untold'],
    ['neither', nameless, 'untold'],
  ])('change nothing: %s', async (_, resource, account) => {
    const files = { 'a.json': exporting(resource), 'b.json': importing }
    const [before, after] = ['old/', 'new/'].map(folder =>
      Object.fromEntries(Object.entries(files).map(([name, content]) => [folder + name, content])),
    )
    expect(told(await sides(before ?? {}, after ?? {}, account))).toEqual([])
  })

  test('and one that comes beside it changes nothing of it', async () => {
    const one = template({ R: nameless })
    const compared = await sides({ 'old/a.json': one }, { 'a.json': one, 'b.json': { Resources: {} } })
    expect(told(compared)).toEqual([])
  })
})

test('a stack that there was may have aliases from elsewhere, before an update as after it', async () => {
  const byAlias = document({
    Effect: 'Allow',
    Action: 'kms:Decrypt',
    Resource: '*',
    Condition: { 'ForAnyValue:StringEquals': { 'kms:ResourceAliases': 'alias/elsewhere' } },
  })
  const same = template({ R: role('r', { Policies: [{ PolicyName: 'p', PolicyDocument: byAlias }] }) })
  expect(await change(same, same)).toEqual([])
})

describe('what CloudFormation refuses to change', () => {
  test.each([
    [kms({}), kms({ KeySpec: 'RSA_2048', KeyUsage: 'SIGN_VERIFY' }), refused('KeySpec of K, KeyUsage of K')],
    [kms({}), kms({ Origin: 'EXTERNAL' }), refused('Origin of K')],
    [kms({ MultiRegion: true }), kms({}), refused('MultiRegion of K')],
    [kms({}), kms({ KeySpec: 'SYMMETRIC_DEFAULT', MultiRegion: 'False' }), []],
    [kms({}), kms({ KeySpec: { Ref: 'AWS::StackId' } }), []],
    [kms({}), kms({ PrimaryKeyArn: 'arn:x' }, 'AWS::KMS::ReplicaKey'), refused('the type of K')],
  ])('is told: %j → %j', async (before, after, expected) => {
    expect(await notes(before, after)).toEqual(expected)
  })
})
