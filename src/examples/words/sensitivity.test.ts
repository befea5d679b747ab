import { expect, test } from 'vitest'
import { hole, type Example, type ExampleValue } from '../../rules/example.ts'
import { ofSensitiveKey, onlyExactPrincipals } from '../../rules/vocabulary/sensitivity.ts'
import { statementOf } from '../../rules/fake-world.ts'
import { inWords, subjectsIn } from '../ask-example.ts'

/** Whether a key with these tags is sensitive. */
test.each<readonly [string, readonly string[], ExampleValue, string]>([
  ['a tag', ['tag:class'], { class: 'secret' }, 'yes'],
  ['a tag with its value', ['tag:class=secret'], { class: 'secret' }, 'yes'],
  ['a pattern of values', ['tag:class=se*'], { class: 'secret' }, 'yes'],
  ['another value', ['tag:class=secret'], { class: 'public' }, 'no'],
  ['the value of another tag', ['tag:class=secret'], { team: 'secret' }, 'no'],
  ['a value that is not told', ['tag:class=secret'], { class: hole('var.class') }, 'unknown: var.class'],
  ['another that is not told', ['tag:class=secret'], { class: 'public', team: hole('var.team') }, 'no'],
  ['no tags are told', ['tag:class=secret'], hole('var.tags'), 'unknown: var.tags'],
  ['one of two patterns', ['tag:class=secret', 'tag:team'], { class: 'public', team: 'a' }, 'yes'],
  [
    'one of two patterns, where the other is not told',
    ['tag:class=secret', '*.example'],
    { class: hole('var.class') },
    'yes',
  ],
  ['no pattern', [], { class: 'secret' }, 'no'],
])('a sensitive key: %s', (_, sensitive, tags, is) => {
  const example: Example = { says: '', key: { tags }, trust: { sensitive } }
  const { subjects, world } = subjectsIn('key', example)
  const answers = subjects.map(key => ofSensitiveKey.ask({ key }, world))
  expect(answers.map(inWords)).toEqual([is])
})

const role = 'arn:aws:iam::111122223333:role'

test.each<readonly [string, object, string]>([
  ['an ARN', { ArnLike: { 'aws:PrincipalArn': `${role}/A` } }, 'yes'],
  ['two ARNs', { ArnEquals: { 'aws:PrincipalArn': [`${role}/A`, `${role}/B`] } }, 'yes'],
  ['an ARN and a pattern', { ArnLike: { 'aws:PrincipalArn': [`${role}/A`, `${role}/B*`] } }, 'no'],
  ['what looks like a pattern and is none', { StringEquals: { 'aws:PrincipalArn': `${role}/B*` } }, 'yes'],
  ['who calls need not tell', { ArnLikeIfExists: { 'aws:PrincipalArn': `${role}/A` } }, 'no'],
  ['another key', { StringEquals: { 'aws:PrincipalAccount': '111122223333' } }, 'no'],
])('a condition that lists the principals: %s', (_, Condition, is) => {
  const { conditions } = statementOf({ Principal: '*', Action: 'kms:*', Resource: '*', Condition })
  const { world } = subjectsIn('key', { says: '' })
  expect(onlyExactPrincipals.ask({ conditions }, world).is).toBe(is)
})
