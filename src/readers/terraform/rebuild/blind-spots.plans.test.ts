import { expect, test } from 'vitest'
import { builtInRules } from '../../../../policies/index.ts'
import { check } from '../../../check.ts'
import { defaultSettings } from '../../../report/settings.ts'
import { marksAnything, property } from '../json-value.ts'
import { filesOf } from '../sources/test-files.ts'
import { documentWorlds, writtenDocuments } from './test-documents.ts'
import { evaluable, isWholeCollection, smallCases } from './test-genuine.ts'
import { holesOf, type Hole } from './value.ts'

/** What no sources tell, and why. */
const exceptions: Readonly<Record<string, string>> = {
  'hard-iam-everything aws_iam_user_group_membership.carol: the other policies of group/existing-group':
    'the group exists already, and nothing of it is written',
}

test('no plan whose sources are there has a blind spot', async () => {
  const found: string[] = []
  let documents = 0
  for (const { name, text, files } of smallCases) {
    const bytes = Buffer.from(text)
    const input = {
      path: name,
      chunks: [bytes],
      again: () => [bytes],
      sources: [{ files: filesOf(files), root: '', isStated: true }],
    }
    const { blindSpots, errors, inputs } = await check([input], builtInRules, defaultSettings)
    const notes = inputs.flatMap(one => one.notes).filter(note => /sources|\.tf/.test(note))
    found.push(
      ...blindSpots
        .map(spot => `${name} ${spot.address}: ${spot.name}`)
        .filter(spot => !(spot in exceptions)),
      ...errors.map(({ message }) => `${name}: ${message}`),
      ...notes.map(note => `${name}: ${note}`),
    )
    documents += inputs.reduce((sum, one) => sum + one.documents, 0)
  }
  console.log(
    `plans with sources: ${smallCases.length} with ${documents} documents, ${found.length} blind spots`,
  )
  expect(found).toEqual([])
})

/** Whether nothing but the change itself can tell what the hole is: an attribute of a resource that the plan does not know. */
function isUntold({ of, reason }: Hole): boolean {
  if (of === undefined || reason !== 'known-after-apply') return false
  const { values } = of.instance
  return values.unknown === true || marksAnything(property(values.unknown, of.attribute))
}

test('holes of documents are attributes that only the change itself can tell', async () => {
  const open: string[] = []
  const holes = new Set<string>()
  let documents = 0
  for (const { name, text, files } of smallCases) {
    const { evaluation } = await evaluable(text, files)
    for (const document of writtenDocuments(evaluation)) {
      if (!document.isUnknown) continue
      documents += 1
      const [value, ...others] = documentWorlds(evaluation, document)
      const unclear = value === undefined ? [] : holesOf([value]).filter(hole => !isUntold(hole))
      if (value?.kind === 'hole' || others.length > 0 || unclear.length > 0)
        open.push(`${name} ${document.instance.address}: ${unclear.map(hole => hole.name).join(', ')}`)
      for (const hole of value === undefined ? [] : holesOf([value])) holes.add(`${name} ${hole.name}`)
    }
  }
  console.log(
    `rebuilt documents: ${documents}, with ${holes.size} holes: ${documents - open.length} told as far as can be`,
  )
  expect(open).toEqual([])
  expect(documents).toBeGreaterThan(isWholeCollection ? 35 : 20)
})
