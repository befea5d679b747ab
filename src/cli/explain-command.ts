import type { InputError } from '../model/input-error.ts'
import { nameOfRule } from '../report/known-rule.ts'
import { inMarkdown, inText, type Block } from '../rule-pages/blocks.ts'
import { rulePage } from '../rule-pages/rule-page.ts'
import type { Rule } from '../rules/rule.ts'
import { complain, flagMistake } from './complaint.ts'
import { readFormatsOf } from './formats.ts'
import { print } from './print.ts'
import { rulesWithExamples } from './rules-with-examples.ts'
import { mistakesIn, writeWhole } from './write-file.ts'

/** Flags of `keyplan explain`, as written. */
export interface ExplainFlags {
  readonly format?: readonly string[]
}

/** `keyplan explain`: prints the pages of rules, which need no network; exits 2 for a rule that there is not. */
export async function runExplain(names: readonly string[], flags: ExplainFlags): Promise<0 | 2> {
  const mistakes: InputError[] = []
  const outputs = readFormatsOf(['text', 'markdown'], flags.format ?? [], mistakes)
  const found = names.flatMap(name => ruleCalled(name) ?? mistake(name, mistakes))
  if (names.length === 0) mistakes.push(flagMistake('keyplan explain', 'no rule', howToName))
  if (mistakes.length > 0) return complain(mistakes)
  for (const { format, file } of outputs) {
    const text = found.map(rule => rendered(rule, format)).join('\n')
    if (file === undefined) await print([text])
    else mistakes.push(...mistakesIn(() => writeWhole(file, text, file)))
  }
  return mistakes.length > 0 ? complain(mistakes) : 0
}

const howToName = 'name one: `keyplan explain KMS001`; `keyplan rules` lists them'

function ruleCalled(name: string): Rule | undefined {
  const wanted = name.toLowerCase()
  return rulesWithExamples.find(rule => [rule.id, rule.name].some(one => one.toLowerCase() === wanted))
}

function mistake(name: string, mistakes: InputError[]): readonly Rule[] {
  const hint = nameOfRule(name, rulesWithExamples)
  mistakes.push(flagMistake('keyplan explain', `\`${name}\` is no rule`, hint))
  return []
}

function rendered(rule: Rule, format: 'text' | 'markdown'): string {
  const page = (length: 'full' | 'short'): readonly Block[] => rulePage(rule, length)
  if (format === 'markdown') return inMarkdown(page('full'))
  return inText(page('short'), Math.min(process.stdout.columns > 0 ? process.stdout.columns : 100, 100))
}
