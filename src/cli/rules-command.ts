import { builtInRules } from '../../policies/index.ts'
import type { InputError } from '../model/input-error.ts'
import { inertJson } from '../reporters/inert-json.ts'
import { listedRules, rulesInText } from '../rule-pages/rule-list.ts'
import { complain } from './complaint.ts'
import { readFlags } from './flags.ts'
import { readFormatsOf } from './formats.ts'
import { print } from './print.ts'
import { mistakesIn, writeWhole } from './write-file.ts'

/** Flags of `keyplan rules`, as written. */
export interface RulesFlags {
  readonly profile?: string
  readonly format?: readonly string[]
}

/** `keyplan rules`: lists the rules, those of one profile where it is named. */
export async function runRules({ profile, format = [] }: RulesFlags): Promise<0 | 2> {
  const flags = readFlags(profile === undefined ? {} : { profile })
  const mistakes: InputError[] = [...flags.mistakes]
  const outputs = readFormatsOf(['text', 'json'], format, mistakes)
  if (mistakes.length > 0) return complain(mistakes)
  const rules = listedRules(builtInRules, flags.choices.profile)
  for (const output of outputs) {
    const text = output.format === 'json' ? inertJson({ rules }) : rulesInText(rules)
    const { file } = output
    if (file === undefined) await print([text])
    else mistakes.push(...mistakesIn(() => writeWhole(file, text, file)))
  }
  return mistakes.length > 0 ? complain(mistakes) : 0
}
