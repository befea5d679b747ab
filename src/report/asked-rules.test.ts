import { expect, test } from 'vitest'
import { isAsked } from './asked-rules.ts'

const rotation = { id: 'KMS020', name: 'rotation' }
const strictly = { id: 'KMS022', name: 'long-period', profile: 'strict' } as const
const gained = { id: 'DIFF001', name: 'new-access' }
const anyone = { id: 'KMS001', name: 'anyone' }

test.each([
  ['by default all but the strict ones', {}, [rotation, gained, anyone]],
  ['strict asks all', { profile: 'strict' }, [rotation, strictly, gained, anyone]],
  [
    'change-only: what a change brings, and what must never merge unseen',
    { profile: 'change-only' },
    [gained, anyone],
  ],
  ['whoever names a rule wants it', { only: ['long-period'] }, [strictly]],
  ['patterns, whatever the case of letters', { only: ['kms*'] }, [rotation, strictly, anyone]],
  ['what is left out stays out', { only: ['KMS*'], skip: ['KMS02?', 'any*'] }, []],
] as const)('%s', (_, settings, asked) => {
  expect([rotation, strictly, gained, anyone].filter(rule => isAsked(rule, settings))).toEqual(asked)
})
