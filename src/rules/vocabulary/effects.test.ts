import { expect, test } from 'vitest'
import { keyOfExample } from '../../examples/example-key.ts'
import type { Tri } from '../../model/tri.ts'
import { allow, own } from '../example-statements.ts'
import type { ExampleValue } from '../example.ts'
import { emptyWorld } from '../fake-world.ts'
import { onlyMissesSource, sourceIsAskedOfUsers } from './effects.ts'

const source = { Condition: { StringEquals: { 'aws:SourceAccount': '111122223333' } } }
const service = { Service: 'logs.us-west-2.amazonaws.com' }
const { Principal: _, ...nobody } = allow({ Principal: '*', ...source })

test.each<readonly [string, ExampleValue, Tri, Tri]>([
  ['a source of a role', allow({ Principal: own('role/App'), ...source }), 'unknown', 'yes'],
  [
    'a source of a role and a user',
    allow({ Principal: { AWS: [own('role/App').AWS, own('user/Ann').AWS] }, ...source }),
    'unknown',
    'yes',
  ],
  ['a source of a service', allow({ Principal: service, ...source }), 'no', 'no'],
  [
    'a source of a role and a service',
    allow({ Principal: { ...own('role/App'), ...service }, ...source }),
    'no',
    'no',
  ],
  ['a source of everybody but a role', { ...nobody, NotPrincipal: own('role/App') }, 'no', 'no'],
  ['a source of nobody', { ...nobody, Principal: { AWS: [] } }, 'no', 'no'],
  ['nothing of a role', allow({ Principal: own('role/App') }), 'no', 'no'],
  [
    'that the source is another, of a role',
    allow({ Principal: own('role/App'), Condition: { StringNotEquals: source.Condition.StringEquals } }),
    'no',
    'no',
  ],
  [
    'a source of a role, for what only IAM policies allow',
    allow({ Principal: own('role/App'), Action: 'kms:CreateKey', ...source }),
    'unknown',
    'no',
  ],
  [
    'nothing of a role, for what only IAM policies allow',
    allow({ Principal: own('role/App'), Action: 'kms:CreateKey' }),
    'no',
    'no',
  ],
])('a statement asks for %s', (_says, statements, is, isAll) => {
  const key = keyOfExample({ says: '', statements })
  const [policy] = key.policies
  const [statement] = policy.document.statements
  if (statement === undefined) throw new Error('a statement')
  const subject = { in: 'key-policy', key, policy, statement } as const
  expect(sourceIsAskedOfUsers.ask(subject, emptyWorld).is).toBe(is)
  expect(onlyMissesSource.ask(subject, emptyWorld).is).toBe(isAll)
})
