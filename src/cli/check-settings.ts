import { builtInRules } from '../../policies/index.ts'
import type { InputError } from '../model/input-error.ts'
import { settle, type Settings } from '../report/settings.ts'
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
  const configuration = await configured(folder, written.config, builtInRules)
  const sources = statedSources(written.source ?? [], folder)
  const given = await givenParameters(written.parameters, folder)
  const { before = [] } = written
  const mistakes = [
    ...flags.mistakes,
    ...given.mistakes,
    ...sources.mistakes,
    ...(configuration.kind === 'mistakes' ? configuration.mistakes : []),
    ...pipeMistakes(args, before),
  ]
  if (configuration.kind === 'mistakes' || mistakes.length > 0) return { kind: 'mistakes', mistakes }
  const settings = settle(configuration.choices, { ...flags.choices, ...given.choices })
  return { kind: 'asked', flags, settings, stated: sources.stated, before }
}
