import { expect, test } from 'vitest'
import rule from '../../../policies/key/via-service.ts'
import type { Tri } from '../../model/tri.ts'
import { allow, own } from '../../rules/example-statements.ts'
import { hole, text, type ExampleValue } from '../../rules/example.ts'
import { unknownNamed } from '../../rules/fake-world.ts'
import {
  viaServiceFault,
  viaServiceIsNotTold,
  viaServiceNeverMatches,
} from '../../rules/vocabulary/via-service.ts'
import { runExample } from '../run-example.ts'
import { askedIn, theFirst } from './asked.ts'

const who = own('role/App')
const inRegion = '.us-west-2.amazonaws.com'
const noName = 'which is not SERVICE.REGION.amazonaws.com,'
const elsewhere = 'a service of another Region than the key,'
const unlisted = 'which AWS does not list for kms:ViaService,'
const unmatched = 'which no service matches,'

interface Told {
  readonly is: Tri
  readonly says: string
  /** What it hangs on. */
  readonly on: readonly string[]
  /** Whether it is counted alone, as what cannot be told. */
  readonly untold: Tri
}

/** What the words tell of a condition with this value; the key is in us-west-2 unless its Region is not told. */
function told(value: ExampleValue, operator: string, Principal: ExampleValue = who, isTold = true): Told {
  const Condition = { [operator]: { 'kms:ViaService': value } }
  const { key: known, world } = askedIn({ statements: allow({ Principal, Condition }) })
  const key = isTold ? known : { ...known, region: unknownNamed('the Region') }
  const [policy] = key.policies
  const statement = theFirst(policy.document.statements)
  const subject = { in: 'key-policy', key, policy, statement } as const
  const { is, hangsOn } = viaServiceNeverMatches.ask(subject, world)
  const on = hangsOn.map(({ name }) => name)
  return { is, says: viaServiceFault(subject), on, untold: viaServiceIsNotTold.ask(subject, world).is }
}

test.each<readonly [string, ExampleValue, string]>([
  ['nothing before the Region', inRegion, `${inRegion}, ${noName}`],
  ['no Region', 'ec2..amazonaws.com', `ec2..amazonaws.com, ${noName}`],
  ['a part too many', `ec2.x${inRegion}`, `ec2.x${inRegion}, ${noName}`],
  ['a blank before a hole', text('ec 2.', hole('var.a')), `ec 2.\${var.a}, ${noName}`],
  ['a slash behind a hole', text(hole('var.a'), '/x.amazonaws.com'), `\${var.a}/x.amazonaws.com, ${noName}`],
  [
    'the suffix of China behind a hole',
    text(hole('var.a'), '.amazonaws.com.cn'),
    `\${var.a}.amazonaws.com.cn, ${noName}`,
  ],
  [
    'the start of another Region',
    text('ec2.eu-', hole('var.a'), '.amazonaws.com'),
    `ec2.eu-\${var.a}.amazonaws.com, ${elsewhere}`,
  ],
  ['the first of two', ['', 'ec2.eu-west-1.amazonaws.com'], 'an empty value'],
])('never matches: %s', (_, value, says) => {
  expect(told(value, 'StringEquals')).toEqual({ is: 'yes', says, on: [], untold: 'no' })
})

test.each([
  ['a service of another Region', 'ec2.eu-*.amazonaws.com'],
  ['any service of another Region', '*.eu-west-1.amazonaws.com'],
  ['no service', '.*.amazonaws.com'],
])('never matches, as a pattern: %s', (_, value) => {
  expect(told(value, 'StringLike')).toEqual({
    is: 'yes',
    says: `${value}, ${unmatched}`,
    on: [],
    untold: 'no',
  })
})

test.each<readonly [string, ExampleValue, readonly string[]]>([
  ['nothing of it', hole('var.a'), ['var.a']],
  ['the service', text(hole('var.a'), inRegion), ['var.a']],
  ['the end of the service', text('ec', hole('var.a'), inRegion), ['var.a']],
  ['all but the service', text('ec2.', hole('var.a')), ['var.a']],
  ['all between its ends', text('s3', hole('var.a'), '.amazonaws.com'), ['var.a']],
  ['all but the end of the suffix', text(hole('var.a'), 'zonaws.com'), ['var.a']],
  ['the Region', text('ec2.', hole('var.a'), '.amazonaws.com'), ['var.a']],
  [
    'the Region, in two parts',
    text('ec2.', hole('var.a'), '.', hole('var.b'), '.amazonaws.com'),
    ['var.a', 'var.b'],
  ],
  ['one of two', ['', hole('var.a')], ['var.a']],
])('cannot be told: %s', (_, value, on) => {
  expect(told(value, 'StringEquals')).toMatchObject({ is: 'unknown', on, untold: 'yes' })
})

test.each<readonly [string, ExampleValue, string]>([
  ['a listed service', `ec2${inRegion}`, 'StringEquals'],
  ['the service that a pattern may name', text(hole('var.a'), '.*.amazonaws.com'), 'StringLike'],
  ['one of two', ['', `ec2${inRegion}`], 'StringEquals'],
  ['no value', [], 'StringEquals'],
])('may match: %s', (_, value, operator) => {
  expect(told(value, operator)).toEqual({ is: 'no', says: 'the value', on: [], untold: 'no' })
})

test.each<readonly [string, string, string, string]>([
  ['a service', `newservice${inRegion}`, 'StringEquals', 'newservice'],
  ['a service in any Region', 'newservice.*.amazonaws.com', 'StringLike', 'newservice'],
  ['services of such a name', `newserv*${inRegion}`, 'StringLike', 'newserv*'],
  ['whatever begins so', 'newserv*', 'StringLike', 'newserv*'],
])('AWS lists none such: %s', (_, value, operator, service) => {
  expect(told(value, operator)).toEqual({
    is: 'unknown',
    says: `${value}, ${unlisted}`,
    on: [`whether ${service} calls KMS by kms:ViaService`],
    untold: 'no',
  })
})

test('of a service that is not listed and one that is not told, nothing can be told', () => {
  const both = told([`newservice${inRegion}`, hole('var.a')], 'StringEquals')
  expect(both).toMatchObject({
    is: 'unknown',
    on: ['var.a', 'whether newservice calls KMS by kms:ViaService'],
    untold: 'yes',
  })
})

const whenServices = 'what kms:ViaService is when a service itself calls'

test.each<readonly [string, ExampleValue, readonly string[]]>([
  ['services', { Service: ['sns.amazonaws.com', 'sqs.amazonaws.com'] }, [whenServices]],
  ['a service and a role', { Service: 'sns.amazonaws.com', ...who }, []],
  ['a role', who, []],
  ['nobody', { AWS: [] }, []],
])('an empty value for %s', (_, Principal, on) => {
  expect(told('', 'StringEquals', Principal)).toMatchObject({ is: on.length > 0 ? 'unknown' : 'yes', on })
})

test('everybody but a service is no service', () => {
  const but = { Service: 'sns.amazonaws.com' }
  const Condition = { StringEquals: { 'kms:ViaService': '' } }
  const statements = { Effect: 'Deny', NotPrincipal: but, Action: 'kms:Decrypt', Resource: '*', Condition }
  expect(runExample(rule, { says: '', statements }).map(({ certainty }) => certainty)).toEqual(['certain'])
})

test.each<readonly [string, ExampleValue, string, Omit<Told, 'untold'>]>([
  [
    'a service of some Region',
    `ec2${inRegion}`,
    'StringEquals',
    { is: 'unknown', says: `ec2${inRegion}, ${elsewhere}`, on: ['the Region'] },
  ],
  [
    'services of some Regions',
    's3.eu-*.amazonaws.com',
    'StringLike',
    { is: 'no', says: 'the value', on: [] },
  ],
  [
    'services of Regions that it may be in',
    's3.ap-*.amazonaws.com',
    'StringLike',
    { is: 'unknown', says: `s3.ap-*.amazonaws.com, ${unmatched}`, on: ['the Region'] },
  ],
])('the Region of the key is not told: %s', (_, value, operator, expected) => {
  const { untold, ...rest } = told(value, operator, who, false)
  expect(rest).toEqual(expected)
  expect(untold).toBe(expected.on.length > 0 ? 'yes' : 'no')
})

test('a policy of a role holds for keys of all Regions', () => {
  const policies = allow({ Condition: { StringEquals: { 'kms:ViaService': 'ec2.eu-west-1.amazonaws.com' } } })
  expect(runExample(rule, { says: '', role: { policies } })).toEqual([])
})
