import { expect, test } from 'vitest'
import { own } from '../../rules/example-statements.ts'
import type { Example, ExampleAttributes, ExampleValue } from '../../rules/example.ts'
import { byAccountAlone, forOwnResources } from '../../rules/vocabulary/narrower-statements.ts'
import type { Correction } from '../../rules/correction.ts'
import { subjectsIn } from '../ask-example.ts'

type Given = Omit<Example, 'says'>

/** A key policy with this one statement. */
function letting(given: ExampleAttributes): Given {
  return { statements: { Effect: 'Allow', Action: 'kms:GenerateDataKey', Resource: '*', ...given } }
}

/** What is written instead of a statement, by one element of it. */
function written(correction: Correction | undefined, element: string) {
  return correction?.kind === 'statement' ? correction.write.map(one => one[element]) : undefined
}

const ofOwnAccount = { StringEquals: { 'kms:CallerAccount': '111122223333' } }

test.each<readonly [string, ExampleAttributes, readonly ExampleValue[] | undefined]>([
  ['everybody of the account', { Principal: '*', Condition: ofOwnAccount }, [own('root')]],
  [
    'everybody, and somebody',
    { Principal: { AWS: ['*', own('role/App').AWS] }, Condition: ofOwnAccount },
    undefined,
  ],
  ['everybody but somebody', { NotPrincipal: own('role/App'), Condition: ofOwnAccount }, undefined],
  ['everybody', { Principal: '*' }, undefined],
  ['somebody', { Principal: own('role/App') }, undefined],
])('the account in the place of everybody in it: %s', (_, given, expected) => {
  const { subjects } = subjectsIn('access', { says: '', ...letting(given) })
  expect(subjects.length).toBeGreaterThan(0)
  expect(written(subjects.map(byAccountAlone)[0], 'Principal')).toEqual(expected)
})

const sns = 'sns.amazonaws.com'
const ofTopics = { ArnLike: { 'aws:SourceArn': 'arn:aws:sns:*:111122223333:*' } }

test.each<readonly [string, Given, readonly ExampleValue[] | undefined]>([
  ['a service', letting({ Principal: { Service: sns } }), [ofTopics]],
  [
    'one service in two Regions',
    letting({ Principal: { Service: ['logs.us-west-2.amazonaws.com', 'logs.us-east-1.amazonaws.com'] } }),
    [{ ArnLike: { 'kms:EncryptionContext:aws:logs:arn': 'arn:aws:logs:*:111122223333:*' } }],
  ],
  [
    'two services that tell it otherwise',
    letting({ Principal: { Service: [sns, 's3.amazonaws.com'] } }),
    undefined,
  ],
  ['a service, and somebody', letting({ Principal: { Service: sns, ...own('role/App') } }), undefined],
  [
    'a service of which nothing is known',
    letting({ Principal: { Service: 'ec2.amazonaws.com' } }),
    undefined,
  ],
  ['all but a service', letting({ NotPrincipal: { Service: sns } }), undefined],
  [
    'an account that is not told',
    { ...letting({ Principal: { Service: sns } }), account: 'unknown' },
    undefined,
  ],
])('resources of the own account: %s', (_, given, expected) => {
  const { subjects, world } = subjectsIn('access', { says: '', ...given })
  const [correction] = subjects.map(access => forOwnResources(access, world))
  expect(subjects.length).toBeGreaterThan(0)
  expect(written(correction, 'Condition')).toEqual(expected)
})
