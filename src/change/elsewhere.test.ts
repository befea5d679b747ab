import { expect, test } from 'vitest'
import type { Statement } from '../access/random-policies.ts'
import { principalId } from '../model/principal.ts'
import { showText } from '../model/text.ts'
import { actionNames } from '../policy/actions.ts'
import { accessChange } from './change.ts'
import { app, delegation, own, partner, worldOf } from './test-world.ts'

const known = `arn:aws:kms:us-west-2:${own}:key/k0`
const foreign = `arn:aws:kms:us-west-2:${partner}:key/other`
const anywhere = `arn:aws:kms:us-west-2:${partner}:key/*`
const may = (resource: string | readonly string[], ...action: readonly string[]): Statement => ({
  Effect: 'Allow',
  Action: action,
  Resource: resource,
})

function told(before: readonly Statement[], after: readonly Statement[]): readonly string[] {
  const [was, is] = [before, after].map(policy => worldOf([[delegation]], { [app]: policy }))
  if (was === undefined || is === undefined) return []
  return accessChange(was, is, ({ address }) => address)
    .elsewhere()
    .map(({ kind, certainty, access }) => {
      const on = access.resources.items.map(({ text }) => showText(text))
      const named = access.resources.negated ? ['not', ...on] : on
      return [
        certainty,
        kind,
        principalId(access.principal),
        ...actionNames(access.actions),
        'on',
        ...named,
      ].join(' ')
    })
}

test.each([
  ['nothing, of a key of the input', [], [may(known, 'kms:Decrypt')], []],
  [
    'nothing, of another key of the input that is left out of all',
    [{ Effect: 'Allow', Action: 'kms:Decrypt', NotResource: known } as const],
    [may('*', 'kms:Decrypt')],
    [],
  ],
  ['nothing, of what is no key', [], [may('arn:aws:s3:::bucket', 'kms:Decrypt')], []],
  ['nothing, in other words', [may(foreign, 'kms:Sign')], [may([foreign, foreign], 'kms:sign')], []],
  [
    'a key that is new to a policy',
    [],
    [may([known, foreign], 'kms:Decrypt')],
    [`certain gained ${app} kms:Decrypt on ${foreign}`],
  ],
  [
    'a key that a policy no longer names',
    [may(foreign, 'kms:Decrypt')],
    [],
    [`certain lost ${app} kms:Decrypt on ${foreign}`],
  ],
  [
    'more keys',
    [may(foreign, 'kms:Decrypt')],
    [may(anywhere, 'kms:Decrypt')],
    [`certain widened ${app} kms:Decrypt on ${anywhere}`],
  ],
  [
    'fewer keys',
    [may(anywhere, 'kms:Decrypt')],
    [may(foreign, 'kms:Decrypt')],
    [`certain narrowed ${app} kms:Decrypt on ${anywhere}`],
  ],
  [
    'all but some keys',
    [],
    [{ Effect: 'Allow', Action: 'kms:Decrypt', NotResource: foreign } as const],
    [`certain gained ${app} kms:Decrypt on not ${foreign}`],
  ],
])('%s is told', (_, before, after, expected) => {
  expect(told(before, after)).toEqual(expected)
})
