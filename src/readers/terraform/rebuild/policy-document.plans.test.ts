import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { globSync } from 'tinyglobby'
import { describe, expect, test } from 'vitest'
import { sharedPath } from '../../../shared-data.ts'
import { items, property, word } from '../json-value.ts'
import type { Instance } from '../resources.ts'
import { fromPlan } from './plan-values.ts'
import { policyDocument } from './policy-document.ts'
import { readEntryContradiction } from './read-entry.ts'
import { documentArguments, documentValue } from './resource-values.ts'
import { inEachWorld, type Evaluation } from './run.ts'
import { agrees } from './test-agrees.ts'
import { evaluable, genuineCases } from './test-genuine.ts'
import { plain } from './test-values.ts'
import { holesOf, nullValue, type Value } from './value.ts'

const plans = sharedPath('plans')

interface Document {
  readonly address: string
  readonly values: unknown
  readonly json: string
}

/** The policy documents that Terraform read while it made a plan. */
function documentsIn(path: string): readonly Document[] {
  const plan: unknown = JSON.parse(readFileSync(path, 'utf8').replace(/^\ufeff/, ''))
  const all = resourcesIn(property(property(property(plan, 'prior_state'), 'values'), 'root_module'))
  return all.flatMap(resource => {
    const values = property(resource, 'values')
    const json = word(property(values, 'json'))
    const isDocument = word(property(resource, 'type')) === 'aws_iam_policy_document'
    return isDocument && json !== undefined
      ? [{ address: word(property(resource, 'address')) ?? '', values, json }]
      : []
  })
}

function resourcesIn(module: unknown): readonly unknown[] {
  const inner = items(property(module, 'child_modules'))
  return [...items(property(module, 'resources')), ...inner.flatMap(resourcesIn)]
}

describe.skipIf(plans === undefined)('documents that the provider rendered', () => {
  const files = globSync(['*/plan.json', 'public/*/plan.json'], { cwd: plans ?? '' }).toSorted()

  test('are what their own arguments make', () => {
    let tried = 0
    for (const file of files) {
      for (const { address, values, json } of documentsIn(join(plans ?? '', file))) {
        const written = fromPlan(values, undefined, undefined, address)
        expect([file, address, JSON.stringify(plain(policyDocument(written)))]).toEqual([
          file,
          address,
          JSON.stringify(JSON.parse(json)),
        ])
        tried += 1
      }
    }
    console.log(`rendered ${tried} documents of plans from their arguments: ${tried} equal`)
    expect(tried).toBeGreaterThan(600)
  })
})

/** What the sources make of a document in each way that unknown conditions can be decided. */
function rendered(evaluation: Evaluation, instance: Instance): readonly Value[] {
  return inEachWorld(evaluation, run => documentValue(run, instance) ?? nullValue).map(({ value }) => value)
}

function contradictions(evaluation: Evaluation, instance: Instance): readonly string[] {
  const found: string[] = []
  inEachWorld(evaluation, run => {
    const written = documentArguments(run, instance) ?? nullValue
    const contradiction = readEntryContradiction(written, instance)
    if (contradiction !== undefined) found.push(`${instance.address}: ${contradiction}`)
    return written
  })
  return found
}

describe('documents whose sources are there', () => {
  test('are what their sources make, and do not contradict the plan', async () => {
    const count = { read: 0, known: 0, deferred: 0 }
    const wrong: string[] = []
    for (const { name, text, files } of genuineCases) {
      const { evaluation } = await evaluable(text, files, 'places')
      for (const instance of evaluation.resources.byAddress.values()) {
        if (instance.type !== 'aws_iam_policy_document') continue
        const json = word(property(instance.values.json, 'json'))
        const values = rendered(evaluation, instance)
        wrong.push(...contradictions(evaluation, instance).map(one => `${name} ${one}`))
        if (json === undefined) {
          count.deferred += 1
          continue
        }
        count.read += 1
        if (values.every(value => holesOf([value]).length === 0)) count.known += 1
        const known: unknown = JSON.parse(json)
        if (!values.some(value => agrees(known, value))) wrong.push(`${name} ${instance.address}`)
      }
    }
    console.log(
      `rendered ${count.read} read documents from sources (${count.known} without a hole), and ${count.deferred} deferred ones: ${wrong.length} contradict the plan`,
    )
    expect(wrong).toEqual([])
    expect(count.read).toBeGreaterThan(0)
  })
})
