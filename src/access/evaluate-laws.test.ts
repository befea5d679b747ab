import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { readCase } from '../simulation/case.ts'
import { evaluate } from './evaluate.ts'
import { randomCase, type Case } from './random-cases.ts'
import { hiddenIn, hole } from './random-holes.ts'
import type { AccessRequest } from './request/request.ts'

const numRuns = Number(process.env['KEYPLAN_LAWS'] ?? 3_000)
const timeout = 120_000

const height = { deny: 0, unknown: 1, allow: 2 }

function decide(one: Case): keyof typeof height {
  return evaluate(readCase(one, 'case').request).decision
}

const denyAll = { Effect: 'Deny', Action: 'kms:*', Resource: '*' } as const
const allowAll = { Effect: 'Allow', Action: '*', Resource: '*' } as const

function withKeyStatement(one: Case, statement: Case['keyPolicy']['Statement'][number]): Case {
  return { ...one, keyPolicy: { ...one.keyPolicy, Statement: [...one.keyPolicy.Statement, statement] } }
}

function withIdentityPolicy(one: Case, statement: Case['keyPolicy']['Statement'][number]): Case {
  return {
    ...one,
    identityPolicies: [...one.identityPolicies, { Version: '2012-10-17', Statement: [statement] }],
  }
}

test(
  'a Deny that is added never allows',
  () => {
    fc.assert(
      fc.property(randomCase, one => {
        const before = height[decide(one)]
        expect(height[decide(withKeyStatement(one, { ...denyAll, Principal: '*' }))]).toBeLessThanOrEqual(
          before,
        )
        expect(height[decide(withIdentityPolicy(one, denyAll))]).toBeLessThanOrEqual(before)
      }),
      { numRuns },
    )
  },
  timeout,
)

test(
  'an Allow that is added never denies',
  () => {
    fc.assert(
      fc.property(randomCase, one => {
        const before = height[decide(one)]
        const named = {
          ...allowAll,
          Principal: { AWS: one.principal.startsWith('arn:') ? one.principal : '*' },
        }
        expect(height[decide(withKeyStatement(one, named))]).toBeGreaterThanOrEqual(before)
        expect(height[decide(withIdentityPolicy(one, allowAll))]).toBeGreaterThanOrEqual(before)
      }),
      { numRuns },
    )
  },
  timeout,
)

/** Hides a part of one policy, or a value of the context. */
function withHole({ policies, context, ...rest }: AccessRequest, which: number): AccessRequest {
  const { resource, boundary, identity } = policies
  switch (which % 4) {
    case 0:
      return {
        ...rest,
        context,
        policies: { ...policies, ...(resource && { resource: hiddenIn(resource, which) }) },
      }
    case 1:
      return {
        ...rest,
        context,
        policies: { ...policies, identity: identity.map(one => hiddenIn(one, which)) },
      }
    case 2:
      return {
        ...rest,
        context,
        policies: { ...policies, ...(boundary && { boundary: hiddenIn(boundary, which) }) },
      }
    default: {
      const keys = [...context.keys()]
      const key = keys[which % Math.max(keys.length, 1)]
      const values = new Map(context)
      if (key !== undefined) values.set(key, [[hole]])
      return { ...rest, context: values, policies }
    }
  }
}

test(
  'a hole that is filled never turns a certain answer round',
  () => {
    fc.assert(
      fc.property(randomCase, fc.nat(), (one, which) => {
        const { request } = readCase(one, 'case')
        const before = evaluate(withHole(request, which)).decision
        const after = evaluate(request).decision
        expect(before === 'unknown' || before === after).toBe(true)
      }),
      { numRuns: numRuns * 4 },
    )
  },
  timeout,
)
