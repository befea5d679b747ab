import { expect, test } from 'vitest'
import { unseenTemplates } from './unseen-templates.ts'

function declared(id: string, type: string, line?: number) {
  return {
    id,
    type,
    at: { file: 'stack.yaml', address: id, pointer: '', ...(line === undefined ? {} : { line }) },
  }
}

test.each([
  ['AWS::CloudFormation::Stack', 'the template of nested stack `A` is not at hand'],
  ['AWS::CloudFormation::StackSet', 'stack set `A` deploys another template'],
  ['AWS::ServiceCatalog::CloudFormationProvisionedProduct', 'product `A` is another template'],
  ['Mine::Kms::Keys::MODULE', 'stands for module `Mine::Kms::Keys::MODULE`'],
  ['', 'has no `Type` that can be read'],
])('%s is another template', (type, says) => {
  const [note, ...others] = unseenTemplates([declared('A', type, 7)], () => false)
  expect(note).toContain(says)
  expect(note).toMatch(/^line 7: /)
  expect(others).toEqual([])
})

test('a nested stack whose template is at hand is not', () => {
  const stacks = ['A', 'B'].map(id => declared(id, 'AWS::CloudFormation::Stack'))
  expect(unseenTemplates(stacks, id => id === 'A')).toEqual([
    'the template of nested stack `B` is not at hand, and not judged: hand it over in the same call',
  ])
})

test('other resources are what they are', () => {
  expect(
    unseenTemplates([declared('A', 'AWS::KMS::Key'), declared('B', 'Custom::MODULE')], () => false),
  ).toEqual([])
})

test('many are counted', () => {
  const many = Array.from({ length: 25 }, (_, index) => declared(`A${index}`, 'Mine::Kms::Keys::MODULE'))
  const notes = unseenTemplates(many, () => false)
  expect(notes).toHaveLength(21)
  expect(notes.at(-1)).toBe('and 5 more like this')
})
