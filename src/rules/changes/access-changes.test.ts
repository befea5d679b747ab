import { expect, test } from 'vitest'
import { changesOfKey, inShort, type Situation } from '../../examples/words/changes-of-example.ts'
import { noActions } from '../../model/action-set.ts'
import { allow, deny, own } from '../example-statements.ts'
import { arnOf, hole, text, type ExampleValue } from '../example.ts'
import type { AccessChange } from '../word.ts'

const arn = 'arn:aws:kms:us-west-2:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab'
const root = allow({ Principal: own('root'), Action: 'kms:*' })
const everyone = allow({ Principal: '*' })
const viaS3 = { StringEquals: { 'kms:ViaService': 's3.us-west-2.amazonaws.com' } }
const everyoneViaS3 = allow({ Principal: '*', Condition: viaS3 })
const app = { Principal: own('role/App') }
/** So that something else names it on the key, too. */
const named = allow({ ...app, Action: 'kms:Encrypt' })
const idle = { role: {} }

function both(...names: readonly string[]) {
  return { AWS: names.map(name => own(`role/${name}`).AWS) }
}

function accessesIn(situation: Situation): readonly AccessChange[] {
  return changesOfKey('access-change', situation)
}

/** Those to whom the same happens, side by side. */
function told(situation: Situation): readonly string[] {
  return accessesIn(situation).map(({ change, others }) => [change, ...others].map(inShort).join(', '))
}

const partner = { AWS: 'arn:aws:iam::444455556666:role/Far' }
const far = { role: { name: 'Far', account: '444455556666', policies: allow({ Action: 'kms:*' }) } }

test.each<[string, Situation, readonly string[]]>([
  [
    'whoever gains it as part of a class is told as that',
    { ...idle, statements: [root, named, everyone], before: { ...idle, statements: [root, named] } },
    ['gained *'],
  ],
  [
    'so is a role of another account, whose own policies allow it',
    {
      ...far,
      statements: [root, allow({ Principal: partner, Action: 'kms:Encrypt' }), everyone],
      before: { ...far, statements: [root, allow({ Principal: partner, Action: 'kms:Encrypt' })] },
    },
    ['gained *'],
  ],
  [
    'whoever alone gains what the class had, is told by name',
    {
      user: {},
      statements: [root, allow({ Principal: '*', Action: 'kms:Decrypt' })],
      before: {
        user: {},
        statements: [
          root,
          allow({ Principal: '*', Action: 'kms:Decrypt' }),
          deny({ Principal: own('user/App'), Action: 'kms:Decrypt' }),
        ],
      },
    },
    ['gained user/App'],
  ],
  [
    'whoever gains while the class loses, is told by name',
    {
      user: {},
      statements: [root, everyoneViaS3],
      before: {
        user: {},
        statements: [root, everyone, deny({ Principal: own('user/App'), Action: 'kms:Decrypt' })],
      },
    },
    ['narrowed *', 'gained user/App'],
  ],
  [
    'whoever loses while the class gains, is told by name',
    {
      user: {},
      statements: [root, everyone, deny({ Principal: own('user/App'), Action: 'kms:Decrypt' })],
      before: { user: {}, statements: [root, everyoneViaS3] },
    },
    ['widened *', 'lost user/App'],
  ],
  [
    'whoever loses what nobody needs, is told together with others',
    { statements: root, before: { statements: [root, allow({ Principal: both('A', 'B') })] } },
    ['lost role/A, lost role/B'],
  ],
  [
    'two statements are two findings',
    {
      statements: [root, allow({ Principal: both('A') }), allow({ Principal: both('B') })],
      before: { statements: root },
    },
    ['gained role/A', 'gained role/B'],
  ],
  [
    'so are two grants, which no statement tells of',
    {
      resources: { 'aws_kms_grant.a': grantOnKey('A'), 'aws_kms_grant.b': grantOnKey('B') },
      before: {},
    },
    ['gained role/A', 'gained role/B'],
  ],
])('%s', (_, situation, expected) => {
  expect(told(situation)).toEqual(expected)
})

function grantOnKey(name: string) {
  const key_id = hole('aws_kms_key.example.key_id')
  return { key_id, grantee_principal: own(`role/${name}`).AWS, operations: ['Decrypt'] }
}

test('what a limit besides the key policies tells is not told of each access', () => {
  const role = { policies: allow() }
  const boundary = allow({ Action: 's3:*' })
  const situation = { statements: root, role, before: { statements: root, role: { ...role, boundary } } }
  expect(told(situation)).toEqual([])
})

test('of an access that is gone, the statement is told that gave it', () => {
  const use = allow({ ...app, Sid: 'Use' })
  const [lost] = accessesIn({ statements: root, before: { statements: [root, use] } })
  expect(lost?.statements.map(({ sid }) => sid)).toEqual(['Use'])
})

test('nobody wrote a statement of the policy that AWS puts there', () => {
  const [gained] = accessesIn({ role: { policies: allow() }, before: idle })
  expect(gained?.change.access.path[0].kind).toBe('account-delegation')
  expect(gained?.statements).toEqual([])
})

const key = { arn }
const admin = allow({ Principal: own('role/Admin'), Action: 'kms:*' })

/** A role that the key policy no longer names, with an IAM policy about these resources. */
function losing(resources: Record<string, ExampleValue>): Situation {
  const { Resource: _, ...allowed } = allow()
  const role = { policies: { ...allowed, ...resources } }
  return { key, role, statements: admin, before: { key, role, statements: [admin, allow(app)] } }
}

const other = 'arn:aws:kms:us-west-2:111122223333:key/9999abcd-12ab-34cd-56ef-1234567890ab'
const ofKey = (name: string) => ({ ...hole(`${name}.key_id`), at: arnPlace(name) })
const arnPlace = (address: string) => ({ file: 'example', address, pointer: '/arn' })
const withId = (name: string) => text('arn:aws:kms:us-west-2:111122223333:key/', ofKey(name))

test.each<[string, Record<string, ExampleValue>, boolean]>([
  ['its ARN', { Resource: arn }, true],
  ['its ARN beside another', { Resource: [other, arn] }, true],
  ['a reference to it', { Resource: arnOf('aws_kms_key.example') }, true],
  ['an ARN made of its id', { Resource: withId('aws_kms_key.example') }, true],
  ['an ARN made of the id of another', { Resource: withId('aws_kms_key.other') }, false],
  ['an ARN made of anything', { Resource: text('arn:aws:kms:us-west-2:', hole('var.key')) }, false],
  ['every key', { Resource: '*' }, false],
  ['all keys but this one', { NotResource: arn }, false],
])('an IAM policy means this very key by: %s', (_, resources, expected) => {
  const lost = accessesIn(losing(resources)).find(({ change }) => inShort(change) === 'lost role/App')
  expect(lost?.stillAllowed() === noActions).toBe(!expected)
})

test('whoever loses what an IAM policy still allows is told by name', () => {
  const policies = allow({ Resource: arn })
  const role = [
    { name: 'A', policies },
    { name: 'B', policies },
  ]
  const use = allow({ Principal: both('A', 'B') })
  const situation = { key, role, statements: admin, before: { key, role, statements: [admin, use] } }
  expect(told(situation)).toEqual(['lost role/A', 'lost role/B'])
})

test('what is gained is needed by nobody yet, and allowed as a whole', () => {
  const [gained] = accessesIn({ statements: [root, named], before: { statements: root } })
  expect([gained?.needed(), gained?.stillAllowed()]).toEqual([[], noActions])
})
