import { describe, expect, test } from 'vitest'
import type { KeyPolicy } from '../../model/key.ts'
import type { ReadInput } from '../../model/inventory.ts'
import { block, changed, readChanges } from './test-plan.ts'

const unknownPolicy = { after_unknown: { arn: true, policy: true } }
const text = (account: string) =>
  JSON.stringify({
    Version: '2012-10-17',
    Statement: [
      { Effect: 'Allow', Principal: { AWS: `arn:aws:iam::${account}:root` }, Action: 'kms:*', Resource: '*' },
    ],
  })

function show({ source, document }: KeyPolicy): string {
  const holes = document.holes.map(({ name, reason }) => ` ?${name} (${reason})`).join('')
  return `${source}${holes}`
}

function policies({ inventory }: ReadInput): readonly string[] {
  return inventory.keys.map(key => `${key.address}: ${key.policies.map(show).join(' | ')}`)
}

/** The key of a plan whose configuration writes its unknown policy as this. */
function policyWrittenAs(policy: object | undefined, rest: object = {}, change: object = {}): string {
  const key = block('aws_kms_key.k', policy === undefined ? {} : { policy })
  const input = readChanges(
    [changed('aws_kms_key.k', {}, { ...unknownPolicy, ...change })],
    { resources: [key] },
    {},
    rest,
  )
  return policies(input).join()
}

/** The same of a policy that is made of these references. */
function made(references: readonly string[], variables: object): string {
  return policyWrittenAs({ references }, { variables })
}

/** A root module that calls a module with a key. */
const call = (expressions: object) => ({
  module_calls: {
    key: {
      expressions,
      module: {
        resources: [block('aws_kms_key.k', { policy: { references: ['var.policy'] } })],
        variables: { policy: { default: null } },
      },
    },
  },
})

/** An `aws_kms_key_policy` whose key is written as this. */
const writer = (address: string, keyId: object) => ({
  change: changed(address, { policy: text('111122223333') }, { after_unknown: { key_id: true } }),
  block: block(address.replace(/\[.*/, ''), { key_id: keyId }),
})

describe('an unknown policy', () => {
  test('of a new key without the argument is AWS’s default', () => {
    expect(policyWrittenAs(undefined)).toBe('aws_kms_key.k: aws-default')
    expect(policyWrittenAs({ constant_value: null })).toBe('aws_kms_key.k: aws-default')
  })

  test('of an existing key without the argument is not taken for the default', () => {
    expect(policyWrittenAs(undefined, {}, { actions: ['update'] })).toBe(
      'aws_kms_key.k: written ?known after apply (known-after-apply)',
    )
  })

  test('written as a variable without a value is AWS’s default', () => {
    const references = { references: ['var.policy'] }
    expect(policyWrittenAs(references, { variables: { policy: { value: null } } })).toBe(
      'aws_kms_key.k: aws-default',
    )
    expect(policyWrittenAs(references, { variables: { policy: { value: '' } } })).toBe(
      'aws_kms_key.k: aws-default',
    )
  })

  test('written as a variable or a local that the plan does not tell is a hole of that name', () => {
    expect(policyWrittenAs({ references: ['var.policy'] })).toBe(
      'aws_kms_key.k: written ?var.policy (parameter)',
    )
    expect(policyWrittenAs({ references: ['local.policy'] })).toBe(
      'aws_kms_key.k: written ?local.policy (known-after-apply)',
    )
  })

  test('that may be empty or not stays one unknown document', () => {
    const references = { references: ['var.custom', 'aws_iam_role.r.arn', 'aws_iam_role.r', 'each.key'] }
    expect(policyWrittenAs(references, { variables: { custom: { value: true } } })).toBe(
      'aws_kms_key.k: written ?var.custom, aws_iam_role.r.arn (known-after-apply)',
    )
  })

  test('made of what is known is not taken for the default, unless that is empty itself', () => {
    const flag = { flag: { value: false } }
    // `templatefile("x.json", { now = timestamp() })`, `var.flag ? … : null`, `jsonencode({ Sid = var.sid, … })`
    expect(made(['path.module'], {})).toBe('aws_kms_key.k: written ?known after apply (known-after-apply)')
    expect(made(['var.flag'], flag)).toBe('aws_kms_key.k: written ?var.flag (known-after-apply)')
    expect(made(['var.sid', 'var.none'], { sid: { value: 'x' }, none: { value: null } })).toBe(
      'aws_kms_key.k: written ?var.sid, var.none (known-after-apply)',
    )
    expect(made(['var.flag', 'var.none'], { ...flag, none: { value: null } })).toBe(
      'aws_kms_key.k: aws-default',
    )
    expect(made(['var.key.policy', 'var.key'], { key: { value: { name: 'x' } } })).toBe(
      'aws_kms_key.k: aws-default',
    )
    expect(made(['var.key.policy', 'var.key'], { key: { value: { policy: '{}' } } })).toBe(
      'aws_kms_key.k: written ?var.key.policy (known-after-apply)',
    )
  })

  test('written as a document that has no instance is AWS’s default', () => {
    const document = block('data.aws_iam_policy_document.d', {}, { count_expression: {} })
    const key = block('aws_kms_key.k', { policy: { references: ['data.aws_iam_policy_document.d'] } })
    const input = readChanges([changed('aws_kms_key.k', {}, unknownPolicy)], { resources: [key, document] })
    expect(policies(input)).toEqual(['aws_kms_key.k: aws-default'])
  })

  test('written as a part of what a key goes over is AWS’s default where that has none', () => {
    const key = block(
      'aws_kms_key.k',
      { policy: { references: ['each.value.policy', 'each.value'] } },
      { for_each_expression: { references: ['var.keys'] } },
    )
    const changes = ['a', 'b'].map(index => changed(`aws_kms_key.k["${index}"]`, {}, unknownPolicy))
    const variables = { keys: { value: { a: { policy: null }, b: { policy: '{}' } } } }
    expect(policies(readChanges(changes, { resources: [key] }, {}, { variables }))).toEqual([
      'aws_kms_key.k["a"]: aws-default',
      'aws_kms_key.k["b"]: written ?each.value.policy (known-after-apply)',
    ])
  })

  test('made of nothing that the plan shows is a hole', () => {
    expect(policyWrittenAs({})).toBe('aws_kms_key.k: written ?known after apply (known-after-apply)')
  })

  test('of a key without configuration is a hole', () => {
    expect(policies(readChanges([changed('aws_kms_key.k', {}, unknownPolicy)]))).toEqual([
      'aws_kms_key.k: written ?known after apply (known-after-apply)',
    ])
  })

  test('given to a module is followed to the call', () => {
    const key = changed('module.key.aws_kms_key.k', {}, unknownPolicy)
    const address = 'module.key.aws_kms_key.k'
    expect(policies(readChanges([key], call({})))).toEqual([`${address}: aws-default`])
    expect(policies(readChanges([key], call({ policy: { constant_value: null } })))).toEqual([
      `${address}: aws-default`,
    ])
    expect(policies(readChanges([key], call({ policy: { references: ['local.p'] } })))).toEqual([
      `${address}: written ?var.policy (parameter)`,
    ])
  })
})

describe('a known policy', () => {
  test('is read as it stands, an empty one is AWS’s default', () => {
    const keys = [
      changed('aws_kms_key.a', { policy: text('111122223333') }),
      changed('aws_kms_key.b', { policy: '' }),
      changed('aws_kms_key.c', { policy: null }),
      changed('aws_kms_key.d', { policy: 7 }),
    ]
    expect(policies(readChanges(keys))).toEqual([
      'aws_kms_key.a: written',
      'aws_kms_key.b: aws-default',
      'aws_kms_key.c: aws-default',
      'aws_kms_key.d: written ?a value of another type than `/policy` has (malformed)',
    ])
  })

  test('is sensitive when it, an ancestor, or the document it comes from is marked', () => {
    const after = { policy: text('111122223333') }
    const document = changed(
      'data.aws_iam_policy_document.d',
      { statement: [] },
      { actions: ['read'], after_unknown: {}, after_sensitive: { statement: [{ resources: true }] } },
    )
    const { inventory } = readChanges(
      [
        changed('aws_kms_key.a', after, { after_sensitive: { policy: true } }),
        changed('aws_kms_key.b', after, { after_sensitive: true }),
        changed('aws_kms_key.c', after, { after_sensitive: { tags: true, policy: false } }),
        changed('aws_kms_key.d', after),
        document,
      ],
      {
        resources: [
          block('aws_kms_key.d', { policy: { references: ['data.aws_iam_policy_document.d.json'] } }),
          block('data.aws_iam_policy_document.d'),
        ],
      },
    )
    expect(inventory.keys.map(key => key.policies[0].sensitive)).toEqual([true, true, false, true])
  })
})

describe('a policy of its own resource', () => {
  test('takes the place of the default', () => {
    const { change, block: written } = writer('aws_kms_key_policy.p', {
      references: ['aws_kms_key.k.id', 'aws_kms_key.k'],
    })
    const changes = [changed('aws_kms_key.k', {}, unknownPolicy), change]
    expect(policies(readChanges(changes, { resources: [block('aws_kms_key.k'), written] }))).toEqual([
      'aws_kms_key.k: written',
    ])
  })

  test('is an alternative to a policy that the key writes too', () => {
    const { change, block: written } = writer('aws_kms_key_policy.p', {
      references: ['aws_kms_key.k.id', 'aws_kms_key.k'],
    })
    const key = block('aws_kms_key.k', { policy: { references: ['local.x'] } })
    const changes = [changed('aws_kms_key.k', {}, unknownPolicy), change]
    expect(policies(readChanges(changes, { resources: [key, written] }))).toEqual([
      'aws_kms_key.k: written ?local.x (known-after-apply) | written',
    ])
  })

  test('is for the key of the same index, and for each candidate when that is not told', () => {
    const keys = ['a', 'b'].map(index => changed(`aws_kms_key.k["${index}"]`, {}, unknownPolicy))
    const same = writer('aws_kms_key_policy.p["a"]', { references: ['aws_kms_key.k', 'each.key'] })
    const any = writer('aws_kms_key_policy.p["z"]', { references: ['aws_kms_key.k', 'each.key'] })
    const read = ({ change, block: written }: typeof same) =>
      policies(readChanges([...keys, change], { resources: [block('aws_kms_key.k'), written] }))
    expect(read(same)).toEqual(['aws_kms_key.k["a"]: written', 'aws_kms_key.k["b"]: aws-default'])
    expect(read(any)).toEqual([
      'aws_kms_key.k["a"]: aws-default | written',
      'aws_kms_key.k["b"]: aws-default | written',
    ])
  })

  test('of a key outside the plan makes a key that is not declared, one for all its writers', () => {
    const arn = 'arn:aws:kms:eu-west-1:444455556666:key/1234'
    const after = { key_id: arn, policy: text('444455556666') }
    const { inventory, notes } = readChanges([
      changed('aws_kms_key_policy.p', after),
      changed('aws_kms_key_policy.q', { ...after, bypass_policy_lockout_safety_check: true }),
    ])
    expect(inventory.keys).toMatchObject([
      { address: 'aws_kms_key_policy.p', declared: false, arn, account: '444455556666', region: 'eu-west-1' },
    ])
    expect(inventory.keys[0]?.policies).toHaveLength(2)
    expect(inventory.keys[0]?.bypassesLockoutCheck).toMatchObject({
      value: true,
      at: { address: 'aws_kms_key_policy.q', pointer: '/bypass_policy_lockout_safety_check' },
    })
    expect(notes).toEqual([])
  })

  test('of a key that the plan only reads is not lost', () => {
    const { change, block: written } = writer('aws_kms_key_policy.p', {
      references: ['data.aws_kms_key.k.id'],
    })
    const read = changed('data.aws_kms_key.k', {}, { actions: ['read'], after_unknown: { id: true } })
    const input = readChanges([change, read], { resources: [written, block('data.aws_kms_key.k')] })
    expect(policies(input)).toEqual(['aws_kms_key_policy.p: written'])
  })

  test('for a key that is not told is said so', () => {
    const { change, block: written } = writer('aws_kms_key_policy.p', { references: ['local.key'] })
    expect(readChanges([change], { resources: [written] }).notes).toEqual([
      'which key aws_kms_key_policy.p writes the policy of is not known before apply',
    ])
  })
})
