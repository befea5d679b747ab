import { expect, test } from 'vitest'
import { referencesOf, reachedBy } from './test-references.ts'
import { documentWorlds, writtenDocuments } from './test-documents.ts'
import { evaluable, isWholeCollection, smallCases } from './test-genuine.ts'
import { holesOf } from './value.ts'

/** Where the configuration of a plan does not tell what a document refers to. */
const exceptions = new Set([
  // Terraform leaves `dynamic` blocks out of it.
  'hard-iam-empty-inline aws_iam_role.from_list: aws_kms_key.k.arn',
])

test('what a document hangs on is within what the references of its configuration reach', async () => {
  const beyond: string[] = []
  let tried = 0
  for (const { name, text, files } of smallCases) {
    const { evaluation } = await evaluable(text, files)
    for (const document of writtenDocuments(evaluation)) {
      const { instance, pointer } = document
      const reached = reachedBy(
        evaluation,
        instance.scope.plainPath,
        referencesOf(instance, pointer.split('/')[1] ?? ''),
      )
      for (const value of documentWorlds(evaluation, document)) {
        for (const { of, name: hole } of holesOf([value])) {
          tried += 1
          const block = of?.instance.address.replaceAll(/\[(?:"(?:[^"\\]|\\.)*"|\d+)\]/g, '')
          const shown = `${name} ${instance.address}: ${hole}`
          if ((block === undefined || !reached.has(block)) && !exceptions.has(shown)) beyond.push(shown)
        }
      }
    }
  }
  console.log(`holes of documents: ${tried} tried, ${tried - beyond.length} within reach`)
  expect(beyond).toEqual([])
  expect(tried).toBeGreaterThan(isWholeCollection ? 40 : 20)
})
