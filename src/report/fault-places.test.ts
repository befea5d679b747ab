import { expect, test } from 'vitest'
import { noActions } from '../model/action-set.ts'
import type { Principal } from '../model/principal.ts'
import { action } from '../policy/actions.ts'
import { readPolicyText } from '../policy/read-policy.ts'
import type { Objection } from '../rules/objection.ts'
import { rule, type Rule } from '../rules/rule.ts'
import type { Word } from '../rules/word.ts'
import { faultPlaces } from './fault-places.ts'

const texts = { title: '', why: '', fix: '', references: [], examples: { good: [], bad: [] } }
const no: Word<unknown> = { says: 'never', ask: () => ({ is: 'no', at: [], hangsOn: [] }) }
const named = {
  ...texts,
  id: 'ORG001',
  name: 'a-rule',
  severity: 'high',
  forbid: no,
  message: () => '',
} as const
const onAccess = rule({ ...named, about: 'access' })
const onStatement = rule({ ...named, about: 'statement' })
const onPermission = rule({ ...named, about: 'permission' })
const onGrant = rule({ ...named, about: 'grant' })

const role = 'arn:aws:iam::444455556666:role'

function objectionTo(statement: object, judged: Rule, more: Partial<Objection> = {}): Objection {
  const at = { file: 'plan.json', address: 'aws_kms_key.k', pointer: '/policy' }
  const { statements } = readPolicyText(JSON.stringify({ Version: '2012-10-17', Statement: [statement] }), at)
  const [first] = statements
  if (first === undefined) throw new Error('no statement')
  return {
    rule: judged,
    severity: 'high',
    certainty: 'certain',
    message: '',
    fix: '',
    actions: noActions,
    at: [first.at],
    statements: [first],
    path: [],
    conditions: [],
    unless: [],
    unknowns: [],
    sensitive: false,
    corrections: [],
    related: [],
    ...more,
  }
}

/** Pointers inside the statement; the statement itself is empty. */
function pointers(objection: Objection): readonly string[] {
  return faultPlaces(objection)[0].map(({ pointer }) => pointer.replace('/policy/Statement/0', ''))
}

const use = {
  Effect: 'Allow',
  Principal: { AWS: [`${role}/a`, `${role}/b`] },
  Action: ['kms:Encrypt', 'kms:Decrypt', 's3:*'],
  Resource: ['arn:aws:kms:*:*:key/*', '*'],
}

function roleNamed(name: string): Principal {
  return { kind: 'role', arn: [`${role}/${name}`], account: '444455556666' }
}

test('of an access, the principal at fault, then the actions that it gives, then the statement', () => {
  const objection = objectionTo(use, onAccess, { principal: roleNamed('b'), actions: action('kms:Decrypt') })
  expect(pointers(objection)).toEqual(['/Principal/AWS/1', '/Action/1', ''])
})

test('of a class of callers, the only principal that the statement names', () => {
  const principal: Principal = { kind: 'everyone-of-account', account: '111122223333' }
  expect(pointers(objectionTo({ ...use, Principal: '*' }, onAccess, { principal }))).toEqual([
    '/Principal',
    '',
  ])
  expect(pointers(objectionTo(use, onAccess, { principal }))).toEqual(['/Principal', ''])
})

test('of a statement, what the words of the rule saw', () => {
  const inside = { file: 'plan.json', address: 'aws_kms_key.k', pointer: '/policy/Statement/0/NotAction' }
  const elsewhere = { ...inside, address: 'aws_kms_key.other' }
  const objection = objectionTo(use, onStatement, { seenAt: [elsewhere, inside], actions: noActions })
  expect(pointers(objection)).toEqual(['/NotAction', ''])
})

test('of a permission, its resources', () => {
  expect(pointers(objectionTo(use, onPermission))).toEqual(['/Resource', ''])
  expect(pointers(objectionTo({ ...use, Resource: '*' }, onPermission))).toEqual(['/Resource', ''])
  expect(pointers(objectionTo({ ...use, Resource: ['*'] }, onPermission))).toEqual(['/Resource/0', ''])
})

test('of a grant, whom it is for', () => {
  const at = { file: 'plan.json', address: 'aws_kms_grant.g', pointer: '' }
  expect(pointers(objectionTo(use, onGrant, { at: [at], statements: [] }))).toEqual([
    '/grantee_principal',
    '',
  ])
})

test('a place that is no statement stays as it is', () => {
  const at = { file: 'plan.json', address: 'aws_kms_key.k', pointer: '/enable_key_rotation' }
  expect(pointers(objectionTo(use, onAccess, { at: [at] }))).toEqual(['/enable_key_rotation'])
})
