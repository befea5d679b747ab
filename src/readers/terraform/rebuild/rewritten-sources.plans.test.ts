import { expect, test } from 'vitest'
import { documentWorlds, writtenDocuments } from './test-documents.ts'
import { evaluable, isWholeCollection, smallCases, type GenuineCase } from './test-genuine.ts'
import { rewrites } from './test-rewrites.ts'
import { plain } from './test-values.ts'

async function documentsOf({ text }: GenuineCase, files: GenuineCase['files']): Promise<readonly string[]> {
  const { evaluation } = await evaluable(text, files, 'places')
  return writtenDocuments(evaluation).map(document => {
    const worlds = documentWorlds(evaluation, document).map(value => plain(value, name => `<${name}>`))
    return `${document.instance.address}${document.pointer} ${JSON.stringify(worlds)}`
  })
}

test.each(Object.entries(rewrites))('documents are the same %s', async (way, rewrite) => {
  const unequal: string[] = []
  let tried = 0
  for (const one of smallCases) {
    const was = await documentsOf(one, one.files)
    const now = await documentsOf(one, rewrite(one.files))
    tried += was.length
    unequal.push(
      ...was.filter(document => !now.includes(document)).map(document => `${one.name} ${document}`),
    )
    expect([one.name, now.length]).toEqual([one.name, was.length])
  }
  console.log(`documents ${way}: ${tried} tried, ${tried - unequal.length} equal`)
  expect(unequal).toEqual([])
  expect(tried).toBeGreaterThan(isWholeCollection ? 100 : 50)
})
