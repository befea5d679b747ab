import { expect, test } from 'vitest'
import { templateText } from './template-text.ts'

test('a template is read as UTF-8, without its mark, in chunks of any size', async () => {
  const bytes = Buffer.from('\uFEFFDescription: Schlüssel')
  const chunks = [...bytes].map(byte => Uint8Array.of(byte))
  expect(await templateText(chunks, 't.yaml')).toBe('Description: Schlüssel')
})

test('bytes that are no UTF-8 are refused', async () => {
  const chunks = [Buffer.from('Description: Schl\u00FCssel', 'latin1')]
  await expect(templateText(chunks, 't.yaml')).rejects.toThrow('this template is not UTF-8')
})

test('what is larger than any template is refused before all of it is read', async () => {
  let read = 0
  const chunks = function* () {
    for (; read < 100; read++) yield Buffer.alloc(1024 * 1024, 'x')
  }
  await expect(templateText(chunks(), 't.yaml')).rejects.toThrow('this template is larger than 20 MB')
  expect(read).toBe(20)
})
