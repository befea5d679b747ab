import { describe, expect, test } from 'vitest'
import { readResources } from '../../resources.ts'
import { changed, planOf } from '../../test-plan.ts'
import { attributeHole, type Hole, type JsonValue } from '../value.ts'
import { hole, result, text, type Argument } from './test-calls.ts'

const addresses = ['aws_iam_role.r', 'aws_kms_key.k', 'aws_s3_object.o', 'data.aws_caller_identity.c']

const { byAddress } = readResources(
  planOf({
    format_version: '1.2',
    resource_changes: [
      ...addresses.map(address => changed(address, {}, { after_unknown: { arn: true } })),
      changed('aws_iam_role.named', { name: 'app-PART', path: '/svc/' }, { after_unknown: { arn: true } }),
    ],
  }),
  'plan.json',
)

function attribute(address: string, name: string): Hole {
  const instance = byAddress.get(address)
  if (instance === undefined) throw new Error(`no ${address}`)
  return attributeHole(instance, name, 'text')
}

const role = attribute('aws_iam_role.r', 'arn')
const named = attribute('aws_iam_role.named', 'arn')
const quoted: JsonValue = { kind: 'json', value: named }
const key = attribute('aws_kms_key.k', 'arn')

describe('what a hole cannot hold is not looked for in it', () => {
  test.for<readonly [expected: unknown, called: string, ...args: readonly Argument[]]>([
    ['<aws_iam_role.r.arn>', 'trimspace', role],
    ['<aws_iam_role.r.arn>', 'chomp', text(role, '\n')],
    ['<aws_iam_role.r.arn>', 'indent', 2, role],
    [['<aws_iam_role.r.arn>', 'b'], 'split', '\n', text(role, '\nb')],
    ['<a value of split of aws_iam_role.r.arn>', 'split', ',', role],
    [['<aws_kms_key.k.arn>'], 'split', ',', key],
    ['<a value of trimspace of aws_s3_object.o.arn>', 'trimspace', attribute('aws_s3_object.o', 'arn')],
    ['<a value of trimspace of x>', 'trimspace', hole('x')],
    [true, 'startswith', role, 'arn:'],
    [false, 'startswith', role, '*'],
    ['<a value of startswith of aws_iam_role.r.arn>', 'startswith', role, 'arn:aws:'],
    ['<aws_iam_role.r.arn>', 'trimprefix', role, 'https://'],
    ['x <aws_iam_role.r.arn>', 'replace', text('a b ', role), 'a b', 'x'],
    ['<a value of replace of aws_iam_role.r.arn>', 'replace', role, 'OTHER', 'x'],
    ['<aws_iam_role.named.arn>', 'replace', named, 'OTHER', 'x'],
    ['<aws_iam_role.named.arn>', 'replace', named, '1role/', 'x'],
    ['<a value of replace of aws_iam_role.named.arn>', 'replace', named, 'PART', 'x'],
    ['x json "<aws_iam_role.named.arn>"', 'replace', text('OTHER ', quoted), 'OTHER', 'x'],
    ['x <a value of replace of aws_iam_role.named.arn>', 'replace', text('PART ', quoted), 'PART', 'x'],
    ['<a value of replace of aws_iam_role.named.arn>', 'replace', named, '23:role/svc', 'x'],
    ['<a value of replace of aws_iam_role.named.arn>', 'replace', named, 'aws', 'x'],
  ])('%j: %s', ([expected, called, ...args]) => {
    expect(result(called, ...args)).toEqual(expected)
  })
})
