import { globSync } from 'tinyglobby'
import { rmSync } from 'node:fs'
import { expect, test } from 'vitest'
import { builtInRules } from '../../policies/index.ts'
import { inMarkdown } from '../rule-pages/blocks.ts'
import { listedRules, rulesInMarkdown } from '../rule-pages/rule-list.ts'
import { rulePage } from '../rule-pages/rule-page.ts'
import { isWriting, standing } from './golden-page.ts'

test.each(builtInRules)('the page of $id is what the rule says of itself', rule => {
  const page = inMarkdown(rulePage(rule, 'full'))
  expect(standing(`docs/rules/${rule.name}.md`, page)).toBe(page)
})

test('the index lists them', () => {
  const page = rulesInMarkdown(listedRules(builtInRules))
  expect(standing('docs/rules/README.md', page)).toBe(page)
})

test('no page is left of a rule that there is not', () => {
  const wanted = new Set(['README', ...builtInRules.map(({ name }) => name)])
  const left = globSync('docs/rules/*.md').filter(path => !wanted.has(path.replace(/^.*\/|\.md$/g, '')))
  if (isWriting) for (const path of left) rmSync(path)
  expect(isWriting ? [] : left).toEqual([])
})
