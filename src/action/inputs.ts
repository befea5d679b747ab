import type { WrittenFlags } from '../cli/flags.ts'

/** The variables that GitHub's runner sets. */
export type Environment = Readonly<Record<string, string | undefined>>

/** The inputs of action.yml. */
export interface ActionInputs {
  /** What `plans` and `templates` name. */
  readonly plans: readonly string[]
  readonly flags: WrittenFlags
  readonly sarifFile?: string
  readonly workingDirectory?: string
}

/** Reads `INPUT_…`. An input left empty says nothing, so that keyplan.yaml may say it. */
export function actionInputs(environment: Environment): ActionInputs {
  const written = (name: string): string | undefined => {
    const value = environment[`INPUT_${name.toUpperCase()}`]?.trim()
    return value === '' ? undefined : value
  }
  const account = linesOf(written('account'))
  const source = linesOf(written('source'))
  const parameters = linesOf(written('parameters'))
  const before = linesOf(written('before'))
  const only = linesOf(written('only'))
  const skip = linesOf(written('skip'))
  const flags = {
    ...(account.length === 0 ? {} : { account }),
    ...(source.length === 0 ? {} : { source }),
    ...(parameters.length === 0 ? {} : { parameters }),
    ...(before.length === 0 ? {} : { before }),
    ...(only.length === 0 ? {} : { only }),
    ...(skip.length === 0 ? {} : { skip }),
    ...given('profile', written('profile')),
    ...given('region', written('region')),
    ...given('config', written('config')),
    ...given('show', written('show')),
    ...given('failOn', written('fail-on')),
    ...given('onUnknown', written('on-unknown')),
    ...given('newOnly', written('new-only')),
  }
  return {
    plans: [...linesOf(written('plans')), ...linesOf(written('templates'))],
    flags,
    ...given('sarifFile', written('sarif-file')),
    ...given('workingDirectory', written('working-directory')),
  }
}

function given<Name extends string>(name: Name, value: string | undefined): Partial<Record<Name, string>> {
  const named: Partial<Record<Name, string>> = {}
  if (value !== undefined) named[name] = value
  return named
}

function linesOf(value: string | undefined): readonly string[] {
  return (value ?? '')
    .split('\n')
    .map(line => line.trim())
    .filter(line => line !== '')
}
