import { expect, test } from 'vitest'
import { compareArguments } from './test-arguments.ts'
import { documentWorlds, writtenDocuments } from './test-documents.ts'
import { evaluable, genuineCases, isWholeCollection, smallCases, type GenuineCase } from './test-genuine.ts'

const large = genuineCases.filter(one => !smallCases.includes(one))

function cpuOf(work: () => void): number {
  const before = process.cpuUsage()
  work()
  const { user, system } = process.cpuUsage(before)
  return Math.round((user + system) / 1000)
}

/** Documents as if they were unknown, then all arguments that the plan knows. */
async function compared({ name, text, files }: GenuineCase): Promise<readonly string[]> {
  const { evaluation, resources } = await evaluable(text, files, 'places')
  const { steps } = evaluation.budget
  const documents = writtenDocuments(evaluation)
  const spent = cpuOf(() => {
    for (const document of documents) documentWorlds(evaluation, document)
  })
  const taken = steps - evaluation.budget.steps
  const all = compareArguments(evaluation, resources.managed)
  const unequal = all.filter(({ how }) => how !== 'equal').map(({ argument, how }) => `${argument}: ${how}`)
  console.log(
    `${name}: ${documents.length} documents in ${spent} ms of CPU, ${taken} steps; ` +
      `known arguments: ${all.length} tried, ${all.length - unequal.length} equal`,
  )
  return unequal
}

test.skipIf(!isWholeCollection)('large plans are what is written', async () => {
  for (const one of large) expect(await compared(one)).toEqual([])
  expect(large.length).toBeGreaterThan(3)
})
