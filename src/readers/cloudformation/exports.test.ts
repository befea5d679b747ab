import { describe, expect, test } from 'vitest'
import { evaluate } from './evaluate/evaluate.ts'
import { wordOf } from './evaluate/node-parts.ts'
import { inEachWorld } from './evaluate/worlds.ts'
import { linkedStacks } from './stacks.ts'
import { templateOf } from './template.ts'
import { treeOf } from './test-stack.ts'

function exporting(Value: unknown, more: object = {}): object {
  return { Value, Export: { Name: 'reader' }, ...more }
}

/** What a template imports as `reader` beside others with these outputs. */
function imported(...outputs: readonly object[]): unknown {
  const never = { Never: { 'Fn::Equals': ['a', 'b'] } }
  const templates = [{}, ...outputs].map((Outputs, index) => {
    const tree = treeOf({ Conditions: never, Resources: {}, Outputs })
    if (tree.kind !== 'map') throw new Error('no template')
    return { template: templateOf(tree, `${index}.yaml`), parameters: new Map() }
  })
  const [first] = linkedStacks(templates, 'default', undefined)
  if (first === undefined) return undefined
  const at = { file: '0.yaml', address: '', pointer: '' }
  const [{ result }] = inEachWorld(first.reading.stack, run =>
    evaluate(run, treeOf({ 'Fn::ImportValue': 'reader' }), at),
  )
  return wordOf(result)
}

describe('what is imported', () => {
  test.each<readonly [string, readonly object[], unknown]>([
    ['what another template exports', [{ O: exporting('*') }], '*'],
    ['what two export alike', [{ O: exporting('*') }, { O: exporting('*') }], '*'],
    ['what two export otherwise', [{ O: exporting('111122223333') }, { O: exporting('*') }], undefined],
    [
      'what one exports that is not left out',
      [{ O: exporting('111122223333', { Condition: 'Never' }), P: exporting('*') }],
      '*',
    ],
  ])('%s', (_, outputs, word) => {
    expect(imported(...outputs)).toBe(word)
  })
})
