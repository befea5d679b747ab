import { expect, test } from 'vitest'
import { keyOfExample } from '../../examples/example-key.ts'
import type { Tri } from '../../model/tri.ts'
import { allow } from '../example-statements.ts'
import { hole, type ExampleValue } from '../example.ts'
import { emptyWorld } from '../fake-world.ts'
import type { PolicyStatement } from '../word.ts'
import { namesUnusablePrincipals, unusableIn } from './usable-principals.ts'

const role = (partition: string) => `arn:${partition}:iam::111122223333:role/App`

/** The statement of the policy of a key in this Region. */
function naming(AWS: ExampleValue, region = 'us-west-2'): PolicyStatement {
  const key = { ...keyOfExample({ says: '', statements: allow({ Principal: { AWS } }) }), region }
  const [policy] = key.policies
  const [statement] = policy.document.statements
  if (statement === undefined) throw new Error('a statement')
  return { in: 'key-policy', key, policy, statement }
}

test.each<readonly [string, string, Tri]>([
  ['us-west-2', 'aws', 'no'],
  ['us-west-2', 'aws-cn', 'yes'],
  ['cn-north-1', 'aws-cn', 'no'],
  ['cn-north-1', 'aws', 'yes'],
  ['us-gov-west-1', 'aws-us-gov', 'no'],
  ['us-gov-west-1', 'aws', 'yes'],
  ['a-region-that-is-new', 'aws-new', 'no'],
])('in %s a role of the partition %s is unusable: %s', (region, partition, is) => {
  const subject = naming(role(partition), region)
  expect(namesUnusablePrincipals.ask(subject, emptyWorld).is).toBe(is)
})

test('what is not told yet is no fault', () => {
  expect(namesUnusablePrincipals.ask(naming(hole('var.role', 'arn')), emptyWorld).is).toBe('no')
  const subject = naming(role('aws-cn'))
  if (subject.in !== 'key-policy') throw new Error('a key policy')
  const region = hole('var.region')
  expect(namesUnusablePrincipals.ask({ ...subject, key: { ...subject.key, region } }, emptyWorld).is).toBe(
    'no',
  )
})

test('the first is told, and how many more', () => {
  expect(unusableIn(naming(role('aws')))).toBe('nobody')
  expect(unusableIn(naming(role('aws-cn')))).toBe(
    `${role('aws-cn')} (its partition is aws-cn, that of the key aws)`,
  )
  expect(unusableIn(naming([role('aws-cn'), 'AROAEXAMPLEEXAMPLEEXA', role('aws-us-gov')]))).toMatch(
    /, and 2 more$/,
  )
})
