import { describe, expect, test } from 'vitest'
import type { Identity } from '../../model/identity.ts'
import type { Principal } from '../../model/principal.ts'
import { text } from '../../model/text.ts'
import { readPolicyText } from '../../policy/read-policy.ts'
import { identityNaming, standing } from './standing-principals.ts'
import { account, at, iam, role } from './test-join.ts'

const gone = role({
  address: `${iam}:role/path/Gone`,
  arn: text(`${iam}:role/path/Gone`),
  uniqueId: 'AROAGONE',
})
const there = role({ uniqueId: 'AROATHERE' })
const who = standing([gone.address, `${iam}:group/Team`], [gone], [there])

function named(written: string): Principal | undefined {
  const document = { Statement: { Effect: 'Allow', Principal: { AWS: written }, Action: 'sts:AssumeRole' } }
  const trusting: Identity = role({ trust: readPolicyText(JSON.stringify(document), at) })
  return identityNaming(trusting, who).trust?.statements[0]?.principals?.items[0]?.principal
}

describe('a principal of a policy', () => {
  test.each([`${iam}:role/path/Gone`, `arn:aws:sts::${account}:assumed-role/Gone/session`, 'AROAGONE'])(
    '%s is nobody once its role is gone',
    written => {
      expect(named(written)).toMatchObject({ kind: 'unusable', written: [written] })
    },
  )

  test.each([
    [`${iam}:role/Gone`, 'role'],
    [`${iam}:role/path/App`, 'role'],
    [`arn:aws:sts::${account}:assumed-role/App/session`, 'session'],
    [`${iam}:root`, 'account'],
    ['AROAOTHER', 'unique-id'],
  ])('%s stays as it is', (written, kind) => {
    expect(named(written)).toMatchObject({ kind })
  })

  test('a unique id is the role that has it', () => {
    expect(named('AROATHERE')).toEqual({ kind: 'role', arn: there.arn, account })
  })
})

test('a policy that names none of them is the same', () => {
  expect(identityNaming(there, who)).toBe(there)
})
