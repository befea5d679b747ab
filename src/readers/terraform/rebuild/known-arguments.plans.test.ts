import { expect, test } from 'vitest'
import { property, word } from '../json-value.ts'
import { documentValue } from './resource-values.ts'
import { inEachWorld, type Evaluation } from './run.ts'
import { compareArguments, hiding, writtenNames } from './test-arguments.ts'
import { evaluable, isWholeCollection, smallCases, type GenuineCase } from './test-genuine.ts'
import { plain } from './test-values.ts'
import { nullValue } from './value.ts'

/** What is not equal, and why. */
const exceptions: Readonly<Record<string, string>> = {
  'state-drift-refresh-only aws_iam_role_policy.r.policy': 'changed by hand, which this plan accepts',
  'state-drift-refresh-only aws_kms_key.k.policy': 'changed by hand, which this plan accepts',
  'state-policy-argument-removed aws_kms_key.json_order.policy':
    'the same policy in other words: the provider keeps the older text',
}

/** All that the plan knows and the sources write is hidden, and comes out of the sources alone. */
async function withoutPlan(one: GenuineCase): Promise<Evaluation> {
  const { evaluation, resources } = await evaluable(one.text, one.files)
  const written = new Set(
    resources.managed.flatMap(instance =>
      writtenNames(evaluation, instance).map(name => `${instance.address} ${name}`),
    ),
  )
  const text = hiding(one.text, (address, name) => written.has(`${address} ${name}`))
  return (await evaluable(text, one.files, 'places')).evaluation
}

const ways: Readonly<Record<string, (one: GenuineCase) => Promise<Evaluation>>> = {
  'with references to what the plan knows': async ({ text, files }) =>
    (await evaluable(text, files)).evaluation,
  'with documents out of the sources': async ({ text, files }) =>
    (await evaluable(text, files, 'places')).evaluation,
  'with nothing but the sources': withoutPlan,
}

test.each(Object.entries(ways))('arguments that a plan knows are what is written: %s', async (way, open) => {
  const unequal: string[] = []
  const excepted: string[] = []
  let tried = 0
  for (const one of smallCases) {
    const { resources } = await evaluable(one.text, one.files)
    for (const { argument, how } of compareArguments(await open(one), resources.managed)) {
      const name = `${one.name} ${argument}`
      tried += 1
      if (how !== 'equal') (name in exceptions ? excepted : unequal).push(`${name}: ${how}`)
    }
  }
  const equal = tried - unequal.length - excepted.length
  console.log(`known arguments ${way}: ${tried} tried, ${equal} equal, ${excepted.length} excepted`)
  expect(unequal).toEqual([])
  expect(excepted).toHaveLength(3)
  expect(tried).toBeGreaterThan(isWholeCollection ? 300 : 100)
})

test('documents that were read are what is written', async () => {
  const unequal: string[] = []
  let tried = 0
  for (const { name, text, files } of smallCases) {
    const { evaluation, resources } = await evaluable(text, files, 'places')
    for (const instance of resources.byAddress.values()) {
      const json = word(property(instance.values.json, 'json'))
      if (instance.type !== 'aws_iam_policy_document' || json === undefined) continue
      tried += 1
      const made = inEachWorld(evaluation, run => documentValue(run, instance) ?? nullValue)
      const shown = made.map(({ value }) => JSON.stringify(plain(value)))
      if (shown.join(' ') !== JSON.stringify(JSON.parse(json))) unequal.push(`${name} ${instance.address}`)
    }
    unequal.push(...evaluation.notes)
  }
  console.log(`documents that were read: ${tried} tried, ${tried - unequal.length} equal`)
  expect(unequal).toEqual([])
  expect(tried).toBeGreaterThan(isWholeCollection ? 12 : 0)
})
