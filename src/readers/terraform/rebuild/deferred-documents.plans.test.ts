import { expect, test } from 'vitest'
import { property } from '../json-value.ts'
import type { Instance } from '../resources.ts'
import { fromPlan } from './plan-values.ts'
import { policyDocument } from './policy-document.ts'
import { attributeValue, documentValue } from './resource-values.ts'
import { inEachWorld, type Evaluation } from './run.ts'
import { evaluable, isWholeCollection, smallCases } from './test-genuine.ts'
import { contradiction } from './test-holes-agree.ts'
import { nullValue, type Value } from './value.ts'

/** What the provider would make of the plan's own entry, as far as the plan has it. */
function entryOf({ values, address }: Instance): Value {
  const entry = fromPlan(values.json, values.unknown, undefined, address)
  return entry.kind === 'object' ? policyDocument(entry) : entry
}

/** Whether a document is read during apply: what was read before has its text. */
function isDeferred({ type, values }: Instance): boolean {
  return type === 'aws_iam_policy_document' && property(values.unknown, 'json') === true
}

/** What of the entry is another in the sources, in each way that conditions can turn out. */
function contradictions(evaluation: Evaluation, instance: Instance): readonly string[] {
  const entry = entryOf(instance)
  const worlds = inEachWorld(evaluation, run => {
    // This is where a contradiction is noted.
    attributeValue(run, instance, 'json')
    return documentValue(run, instance) ?? nullValue
  })
  return worlds.flatMap(({ value }) => contradiction(entry, value) ?? [])
}

test('documents that are read during apply are what their entries in the plan tell of them', async () => {
  let tried = 0
  const found: string[] = []
  for (const { name, text, files } of smallCases) {
    const { evaluation, resources } = await evaluable(text, files)
    for (const instance of resources.byAddress.values()) {
      if (!isDeferred(instance)) continue
      tried += 1
      found.push(...contradictions(evaluation, instance).map(one => `${name} ${instance.address}: ${one}`))
    }
    found.push(...evaluation.notes)
  }
  console.log(`documents that are read during apply: ${tried} tried, ${tried - found.length} agree`)
  expect(found).toEqual([])
  expect(tried).toBeGreaterThan(isWholeCollection ? 10 : 3)
})
