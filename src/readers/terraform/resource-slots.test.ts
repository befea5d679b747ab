import { expect, test } from 'vitest'
import { showText } from '../../model/text.ts'
import { block, changed, readChanges } from './test-plan.ts'

const newborn = { after_unknown: { arn: true } }
const arnOf = (address: string) => [`${address}.arn`, address]
const [a, b, bucket] = ['aws_kms_key.a', 'aws_kms_key.b', 'aws_s3_bucket.s'].map(arnOf)
const aliasOfNew = { after_unknown: { arn: true, target_key_id: true, target_key_arn: true } }
const each = 'aws_kms_key.each'

/** The resources of an inline policy that is read during apply: of each key the address that its hole stands at. */
function resources(
  planned: readonly (string | null)[] | undefined,
  ...references: readonly unknown[]
): string {
  const marks = planned?.map(resource => resource === null) ?? true
  const address = 'data.aws_iam_policy_document.d'
  const { inventory } = readChanges(
    [
      ...['a', 'b', 'each["x"]', 'each["y"]'].map(name => changed(`aws_kms_key.${name}`, {}, newborn)),
      changed('aws_s3_bucket.s', {}, newborn),
      changed('aws_kms_alias.n', { name: 'alias/n' }, aliasOfNew),
      changed('aws_iam_role.r', { name: 'r', path: '/' }, newborn),
      changed('aws_iam_role_policy.p', { role: 'r' }, { after_unknown: { policy: true } }),
      changed(
        address,
        { statement: [{ actions: ['kms:Decrypt'], resources: planned }] },
        { actions: ['read'], after_unknown: { json: true, statement: [{ resources: marks }] } },
      ),
    ],
    {
      resources: [
        ...['aws_kms_key.a', 'aws_kms_key.b', each].map(key => block(key)),
        block('aws_kms_alias.n', {
          target_key_id: { references: ['aws_kms_key.a.key_id', 'aws_kms_key.a'] },
        }),
        block('aws_iam_role_policy.p', { policy: { references: [`${address}.json`, address] } }),
        block(address, { statement: [{ resources: { references: references.flat() } }] }),
      ],
    },
  )
  const [statement] = inventory.identities[0]?.policies[0]?.document.statements ?? []
  return (statement?.resources?.items ?? [])
    .map(({ text }) => {
      const last = text.at(-1)
      if (text.length === 1 || typeof last !== 'object') return showText(text)
      return `${last.at.address}${last.at.pointer}`
    })
    .join(' ')
}

test('keys of a list are each of them', () => {
  expect(resources([null], a)).toBe('aws_kms_key.a/arn')
  expect(resources([null, null], a, b)).toBe('aws_kms_key.a/arn aws_kms_key.b/arn')
  expect(resources(['x', null, null], [each])).toBe('x aws_kms_key.each["x"]/arn aws_kms_key.each["y"]/arn')
})

test('a key stands beside resources of other kinds', () => {
  expect(resources([null, null], a, bucket)).toBe('aws_kms_key.a/arn ${aws_s3_bucket.s.arn}')
})

test('an alias has an ARN that its name tells, and that of its key', () => {
  expect(resources([null], arnOf('aws_kms_alias.n'))).toMatch(/:alias\/n$/)
  const target = ['aws_kms_alias.n.target_key_arn', 'aws_kms_alias.n']
  expect(resources([null], target)).toBe('aws_kms_key.a/arn')
})

test('where there is a choice, nothing is told', () => {
  const choice = '${aws_kms_key.a.arn or aws_kms_key.b.arn}'
  expect(resources([null], a, b)).toBe(choice)
  expect(resources([null, null], a, b, a)).toMatch(/^\$\{aws_kms_key\.a\.arn or/)
  expect(resources([null], a, bucket)).toBe('${aws_kms_key.a.arn or aws_s3_bucket.s.arn}')
  expect(resources([null, null], a, ['local.more'])).toMatch(/^\$\{aws_kms_key\.a\.arn or local\.more\}/)
  expect(resources(undefined, [each])).toBe('${aws_kms_key.each}')
})
