import { expect, test } from 'vitest'
import { readTree } from './syntax/read-tree.ts'
import { templateOf } from './template.ts'
import { waiversIn } from './waivers.ts'

const text = `Metadata:
  keyplan:
    ignore:
      rule: KMS020
      reason: rotated by hand
Resources:
  Key:
    Type: AWS::KMS::Key
    Metadata:
      keyplan:
        ignore:
          - rule: KMS002
            reason: vendor account 9999, contract 12
            until: 2027-01-31
          - {rule: anyone}
          - KMS005
  Other:
    Type: AWS::KMS::Key
    Metadata: {keyplan: {ignore: }, other: [rule]}
`

test('the waivers of a template stand where they are written', async () => {
  const waivers = waiversIn(templateOf(await readTree(text, 't.yaml'), 't.yaml'))
  expect(waivers.map(({ at, ...written }) => [at.address, at.pointer, at.line, written])).toEqual([
    ['', '/Metadata/keyplan/ignore', 4, { rule: 'KMS020', reason: 'rotated by hand' }],
    [
      'Key',
      '/Metadata/keyplan/ignore/0',
      12,
      { rule: 'KMS002', reason: 'vendor account 9999, contract 12', until: '2027-01-31' },
    ],
    ['Key', '/Metadata/keyplan/ignore/1', 15, { rule: 'anyone' }],
    ['Key', '/Metadata/keyplan/ignore/2', 16, {}],
    ['Other', '/Metadata/keyplan/ignore', 19, {}],
  ])
})
