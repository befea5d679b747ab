import { describe, expect, test } from 'vitest'
import { isUnknown } from '../../model/unknown.ts'
import { readOrganizationPolicies } from './organization-policies.ts'
import { allow, ifA, readingOf, resource, templateWith } from './test-stack.ts'

const scp = { Type: 'SERVICE_CONTROL_POLICY', Name: 'limit', Content: allow('Decrypt') }
const type = 'AWS::Organizations::Policy'

function lines(resources: object, existed?: (id: string) => boolean): readonly string[] {
  const reading = readingOf(templateWith(resources))
  return readOrganizationPolicies(reading, existed).map(({ name, accounts, hangsOn }) => {
    const whom = accounts === 'every' ? 'every' : accounts.map(one => (isUnknown(one) ? one.name : one))
    return `${name}: ${whom.toString()}${hangsOn.map(hole => ` if ${hole.name}`).join('')}`
  })
}

function of(properties: object, more: object = {}): readonly string[] {
  return lines({ P: resource(type, { ...scp, ...properties }), ...more })
}

const limit = 'service control policy "limit": '

test.each<[string, object, readonly string[]]>([
  ['an account', { TargetIds: ['111122223333'] }, [`${limit}111122223333`]],
  [
    'accounts',
    { TargetIds: ['111122223333', 444455556666] },
    [`${limit}111122223333`, `${limit}444455556666`],
  ],
  ['one that is no list', { TargetIds: '111122223333' }, [`${limit}111122223333`]],
  ['a root', { TargetIds: ['r-abcd'] }, [`${limit}every if which accounts are below r-abcd`]],
  ['perhaps', { TargetIds: [ifA('111122223333')] }, [`${limit}111122223333 if A`]],
  ['a parameter', { TargetIds: [{ Ref: 'Name' }] }, [`${limit}every if which accounts are below \${Name}`]],
  ['an account of the template', { TargetIds: [{ Ref: 'Acc' }] }, [`${limit}Acc.AccountId`]],
  [
    'a unit of the template',
    { TargetIds: [{ Ref: 'Unit' }] },
    [`${limit}Acc.AccountId`, `${limit}every if which accounts are below Unit`],
  ],
  ['nobody yet', {}, [limit]],
  [
    'JSON text',
    { TargetIds: ['111122223333'], Content: JSON.stringify(allow('x')) },
    [`${limit}111122223333`],
  ],
  [
    'a type that is not told',
    { TargetIds: ['111122223333'], Type: { Ref: 'Name' } },
    [`${limit}111122223333 if the type of P`],
  ],
  ['a policy on tags', { TargetIds: ['111122223333'], Type: 'TAG_POLICY' }, []],
  [
    'limits of resources',
    { TargetIds: ['111122223333'], Type: 'RESOURCE_CONTROL_POLICY' },
    ['resource control policy "limit": 111122223333'],
  ],
])('a policy reaches %s', (_, properties, found) => {
  const Unit = resource('AWS::Organizations::OrganizationalUnit', { ParentId: 'r-other' })
  const Acc = resource('AWS::Organizations::Account', { ParentIds: [{ Ref: 'Unit' }] })
  expect(of(properties, { Unit, Acc })).toEqual(found)
})

describe('a policy', () => {
  test('hangs on its condition', () => {
    const P = resource(type, { ...scp, TargetIds: ['111122223333'] }, { Condition: 'A' })
    expect(lines({ P })).toEqual([`${limit}111122223333 if A`])
  })

  test('that exists can be attached elsewhere', () => {
    const P = resource(type, { ...scp, TargetIds: ['111122223333'] })
    expect(lines({ P }, () => true)).toEqual([
      `${limit}111122223333`,
      `${limit}every if where else P is attached`,
    ])
  })

  test('of an account that is perhaps below a unit', () => {
    const Acc = resource('AWS::Organizations::Account', { ParentIds: [{ Ref: 'Unit' }] }, { Condition: 'A' })
    const Unit = resource('AWS::Organizations::OrganizationalUnit', { ParentId: { Ref: 'Unit' } })
    expect(of({ TargetIds: [{ Ref: 'Unit' }] }, { Acc, Unit })).toEqual([
      `${limit}Acc.AccountId if A`,
      `${limit}every if which accounts are below Unit`,
    ])
  })
})
