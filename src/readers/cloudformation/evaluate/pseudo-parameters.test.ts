import { expect, test } from 'vitest'
import type { Unknown } from '../../../model/unknown.ts'
import { stackOf } from '../test-stack.ts'
import { conditionIs } from './conditions.ts'
import { inEachWorld } from './worlds.ts'

const region: Unknown = {
  kind: 'unknown',
  reason: 'not-in-input',
  name: 'AWS::Region',
  shape: 'anything',
  at: { file: 'stack.yaml', address: 'AWS::Region', pointer: '' },
}

function answers(condition: object, rest: Parameters<typeof stackOf>[1]): readonly string[] {
  const stack = stackOf({ Conditions: { C: condition }, Resources: {} }, rest)
  return inEachWorld(stack, run => conditionIs(run, 'C')).map(({ result }) => result)
}

test.each([
  ['AWS::Partition', 'aws-cn'],
  ['AWS::URLSuffix', 'amazonaws.com.cn'],
])('%s decides nothing while the Region is not told', (name, value) => {
  const condition = { 'Fn::Equals': [{ Ref: name }, value] }
  expect(answers(condition, { region })).toEqual(['yes', 'no'])
  expect(answers(condition, { region: 'eu-west-1' })).toEqual(['no'])
  expect(answers(condition, { region: 'cn-north-1', partition: 'aws-cn' })).toEqual(['yes'])
})
