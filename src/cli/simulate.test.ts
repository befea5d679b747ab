import { expect, test } from 'vitest'
import { folderWith, keyplan } from './trial.ts'

const request = {
  principal: 'arn:aws:iam::111122223333:root',
  action: 'kms:Decrypt',
  resource: 'arn:aws:kms:us-west-2:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab',
}
const folder = folderWith({
  'right.json': JSON.stringify({ id: 'root', ...request, expect: 'allow' }),
  'wrong.jsonl': `${JSON.stringify({ id: 'root', ...request, expect: 'deny' })}\n`,
  'broken.json': JSON.stringify([{ id: 'fine', ...request }, { id: 'broken' }]),
})

test('a decision as expected exits 0, with its reasons', async () => {
  const { code, stdout, stderr } = await keyplan(['simulate', 'right.json'], { folder })
  expect([code, stderr]).toEqual([0, ''])
  expect(stdout).toContain('allow   root\n        key policy')
  expect(stdout).toContain('\n1 case: 1 allow, 0 deny, 0 unknown; all as expected\n')
})

test('a decision that is not the expected one exits 1', async () => {
  const { code, stdout } = await keyplan(['simulate', 'wrong.jsonl'], { folder })
  expect(code).toBe(1)
  expect(stdout).toContain('allow   root  (expected deny)')
})

test('a case that cannot be read exits 2, and the others are decided', async () => {
  const { code, stdout, stderr } = await keyplan(['simulate', 'broken.json', '--format', 'json'], { folder })
  expect(code).toBe(2)
  expect(JSON.parse(stdout)).toMatchObject([{ id: 'fine', decision: 'allow' }])
  expect(stderr).toContain('error broken.json: broken: `principal` is missing')
})

test('standard input is read, and `-` stands for it', async () => {
  const stdin = JSON.stringify({ id: 'x', ...request })
  const { code, stdout } = await keyplan(['simulate', '-', '--format=json'], { folder, stdin })
  expect(code).toBe(0)
  expect(Object.keys(JSON.parse(stdout)[0])).toEqual(['id', 'decision', 'reasons'])
})

test.each([
  [['simulate'], 'error keyplan simulate: no file'],
  [['simulate', 'right.json', '--format', 'sarif'], 'error --format: `sarif` is not a format'],
  [['simulate', 'nowhere.json'], 'error nowhere.json: there is no such file\n  fix name a file of cases'],
])('%j is a mistake', async (words, message) => {
  const { code, stderr } = await keyplan(words, { folder })
  expect(code).toBe(2)
  expect(stderr).toContain(message)
})
