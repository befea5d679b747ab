import type { InputError } from '../model/input-error.ts'
import { isAsked, isMeant } from '../report/asked-rules.ts'
import { nameOfRule } from '../report/known-rule.ts'
import { settle, type Choices, type Settings } from '../report/settings.ts'
import type { Rule } from '../rules/rule.ts'
import { allRules } from './built-in-rules.ts'
import { flagMistake } from './complaint.ts'
import { configured } from './configuration-file.ts'
import { pipeMistakes, readFlags, type WrittenFlags } from './flags.ts'
import { givenParameters } from './given-parameters.ts'
import { statedSources } from './source-candidates.ts'

/** What a check is asked to do: by the command line, or by a step of a workflow. */
export interface AskedCheck {
  readonly kind: 'asked'
  readonly flags: ReturnType<typeof readFlags>
  readonly settings: Settings
  /** The directories that `--source` names. */
  readonly stated: ReturnType<typeof statedSources>['stated']
  /** What `--before` names. */
  readonly before: readonly string[]
}

/** Reads flags, parameters, sources and configuration; `folder` is where relative paths begin. All mistakes are told. */
export async function readAskedCheck(
  args: readonly string[],
  written: WrittenFlags,
  folder: string,
): Promise<AskedCheck | { readonly kind: 'mistakes'; readonly mistakes: readonly InputError[] }> {
  const flags = readFlags(written)
  const configuration = await configured(folder, written.config, allRules)
  const sources = statedSources(written.source ?? [], folder)
  const given = await givenParameters(written.parameters, folder)
  const { before = [] } = written
  const mistakes = [
    ...flags.mistakes,
    ...(await patternMistakes(flags.choices)),
    ...given.mistakes,
    ...sources.mistakes,
    ...(configuration.kind === 'mistakes' ? configuration.mistakes : []),
    ...pipeMistakes(args, before),
  ]
  if (configuration.kind === 'mistakes' || mistakes.length > 0) return { kind: 'mistakes', mistakes }
  const settings = settle(configuration.choices, { ...flags.choices, ...given.choices })
  if (await asksNobody(settings)) return { kind: 'mistakes', mistakes: [nobodyAsked] }
  return { kind: 'asked', flags, settings, stated: sources.stated, before }
}

const nobodyAsked = flagMistake(
  '--skip',
  'no rule is left',
  'a check that asks nothing finds nothing: skip less',
)

/** A pattern without a rule would quietly ask nothing, or skip nothing. */
async function patternMistakes({ only = [], skip = [] }: Choices): Promise<readonly InputError[]> {
  if (only.length + skip.length === 0) return []
  const rules = await allRules()
  return [...noRule('--only', only, rules), ...noRule('--skip', skip, rules)]
}

/** Every profile has rules; whoever skips may leave none. */
async function asksNobody(settings: Settings): Promise<boolean> {
  const { only = [], skip = [] } = settings
  if (only.length + skip.length === 0) return false
  return !(await allRules()).some(rule => isAsked(rule, settings))
}

function noRule(flag: string, patterns: readonly string[], rules: readonly Rule[]): readonly InputError[] {
  return patterns
    .filter(pattern => !rules.some(rule => isMeant(rule, pattern)))
    .map(pattern => flagMistake(flag, `\`${pattern}\` is no rule`, nameOfRule(pattern, rules)))
}
