import { expect, test } from 'vitest'
import { allow, deny, own } from '../../rules/example-statements.ts'
import { hole, type Example, type ExampleValue } from '../../rules/example.ts'
import { lacksHalfOfAliasAction } from '../../rules/vocabulary/alias-halves.ts'
import { inWords, subjectsIn } from '../ask-example.ts'

const arns = 'arn:aws:kms:us-west-2:111122223333'
const alias = `${arns}:alias/app`
const key = `${arns}:key/1234abcd-12ab-34cd-56ef-1234567890ab`
const onAlias = create(alias)
const onKey = create(key)
const whatElse = 'unknown: what else aws_iam_role.App may do with aliases and keys'

function create(Resource: ExampleValue, Action: ExampleValue = 'kms:CreateAlias') {
  return allow({ Action, Resource })
}

/** For each statement of the IAM policies of an example. */
function lacking(given: Omit<Example, 'says'>): readonly string[] {
  const { subjects, world } = subjectsIn('statement', { says: '', ...given })
  return subjects
    .filter(subject => subject.in === 'identity-policy')
    .map(subject => inWords(lacksHalfOfAliasAction.ask(subject, world)))
}

test.each<readonly [string, readonly ExampleValue[], readonly string[]]>([
  ['the alias', [onAlias], ['yes']],
  ['the key', [onKey], ['yes']],
  ['both', [create([alias, key])], ['no']],
  ['both by a pattern', [create(`${arns}:*`)], ['no']],
  ['both by a pattern, beside a key', [create([key, `${arns}:*`])], ['no']],
  ['both by a pattern, beside an alias', [create([alias, 'arn:aws:kms:*'])], ['no']],
  ['everything but a key', [allow({ Action: 'kms:CreateAlias', NotResource: key })], ['no']],
  ['neither', [create('arn:aws:s3:::bucket')], ['no']],
  ['nothing', [{ Effect: 'Allow', Action: 'kms:CreateAlias' }], ['no']],
  ['an alias, without an action', [{ Effect: 'Allow', Resource: alias }], ['no']],
  ['an alias, all but some actions', [allow({ NotAction: 'kms:CreateAlias', Resource: alias })], ['no']],
  ['something that is not told', [create(hole('var.r'))], ['unknown: var.r']],
  ['an alias and what is not told', [create([alias, hole('var.r')])], ['unknown: var.r']],
  ['an action that is not told', [create(alias, hole('var.a'))], ['unknown: var.a']],
  ['an action that is not told, on both', [create('*', hole('var.a'))], ['no']],
  ['neither action nor resource is told', [create(hole('var.r'), hole('var.a'))], ['unknown: var.a']],
  [
    'an action that is not told, beside one that is',
    [create(alias, ['kms:DeleteAlias', hole('var.a')])],
    ['yes'],
  ],
  ['all but an action that is not told', [allow({ NotAction: hole('var.a'), Resource: alias })], ['no']],
])('an action on aliases, on one half: %s', (_, policies, answers) => {
  expect(lacking({ role: { policies } })).toEqual(answers)
})

test.each<readonly [string, readonly ExampleValue[], readonly string[]]>([
  ['in another statement', [onAlias, onKey], ['no', 'no']],
  ['as everything', [onAlias, create('*')], ['no', 'no']],
  ['for another action', [onAlias, create(key, 'kms:DeleteAlias')], ['yes', 'yes']],
  ['for no action on aliases', [onAlias, create(key, 'kms:Decrypt')], ['yes', 'no']],
  ['in a Deny', [onAlias, deny({ Action: 'kms:CreateAlias', Resource: key })], ['yes', 'no']],
  ['another alias', [onAlias, { ...create(`${arns}:alias/b`), Effect: hole('var.effect') }], ['yes', 'yes']],
  ['perhaps: the effect is not told', [onAlias, { ...onKey, Effect: hole('var.effect') }], [whatElse, 'no']],
  ['perhaps: a condition is not told', [onAlias, { ...onKey, Condition: hole('var.c') }], [whatElse, 'no']],
  ['perhaps: the action is not told', [onAlias, create(key, hole('var.a'))], [whatElse, 'unknown: var.a']],
  ['perhaps: the resource is not told', [onAlias, create(hole('var.r'))], [whatElse, 'unknown: var.r']],
  ['perhaps: a statement is not told', [onAlias, hole('var.statement')], [whatElse]],
])('the other half of an action on aliases: %s', (_, policies, answers) => {
  expect(lacking({ role: { policies } })).toEqual(answers)
})

const app = { policies: onAlias }
const namesApp = allow({ Principal: own('role/App'), Action: 'kms:*' })
const inKeyPolicy = allow({ Principal: own('role/App'), Action: 'kms:CreateAlias', Resource: alias })
const roles = (count: number) => Array.from({ length: count }, (_, index) => ({ name: `R${index}` }))

test.each<readonly [string, Omit<Example, 'says'>, readonly string[]]>([
  ['the key policy names the role', { role: app, statements: namesApp }, ['no']],
  [
    'perhaps: whom the key policy names is not told',
    { role: app, statements: { ...namesApp, Principal: { AWS: hole('var.who') } } },
    [whatElse],
  ],
  ['a key policy does not give the alias half', { role: { policies: onKey }, statements: namesApp }, ['yes']],
  ['perhaps: another policy is not told', { role: { policies: onKey }, attached: hole('var.p') }, [whatElse]],
  ['perhaps: the role stands already', { role: { ...app, exists: true } }, [whatElse]],
  [
    'a role that stands already, and has both',
    { role: { policies: [onAlias, onKey], exists: true } },
    ['no', 'no'],
  ],
  [
    'of two roles, one',
    { role: [app, { ...app, name: 'B', policies: onKey }], attached: onKey },
    ['no', 'yes', 'yes'],
  ],
  ['many who have it', { role: roles(20), attached: onAlias }, ['yes']],
  [
    'many who have both, and more',
    { role: roles(21), attached: [onAlias, onKey] },
    Array.from({ length: 2 }, () => 'unknown: who else has managed policy "shared"'),
  ],
])('the other half of an action on aliases, from elsewhere: %s', (_, given, answers) => {
  expect(lacking(given)).toEqual(answers)
})

test('a statement of a key policy has no halves', () => {
  const { subjects, world } = subjectsIn('statement', { says: '', statements: inKeyPolicy })
  expect(subjects.map(subject => lacksHalfOfAliasAction.ask(subject, world).is)).toEqual(['no'])
})
