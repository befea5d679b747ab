import { expect, test } from 'vitest'
import { partitionOf } from './partitions.ts'

test.each([
  ['eu-central-1', 'aws'],
  ['cn-north-1', 'aws-cn'],
  ['us-gov-west-1', 'aws-us-gov'],
  ['us-iso-east-1', 'aws-iso'],
  ['us-isob-east-1', 'aws-iso-b'],
  ['us-isof-south-1', 'aws-iso-f'],
  ['eu-isoe-west-1', 'aws-iso-e'],
  ['eusc-de-east-1', 'aws-eusc'],
])('%s is of %s', (region, partition) => {
  expect(partitionOf(region)).toBe(partition)
})

test('what no Region tells is told otherwise, or of the partition of most', () => {
  const at = { file: 'x', address: 'AWS::Region', pointer: '' }
  const region = {
    kind: 'unknown',
    reason: 'not-in-input',
    name: 'AWS::Region',
    shape: 'anything',
    at,
  } as const
  expect(partitionOf(region)).toBe('aws')
  expect(partitionOf(region, 'aws-cn')).toBe('aws-cn')
})
