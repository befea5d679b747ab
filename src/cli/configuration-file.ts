import { existsSync, readFileSync, statSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'
import { InputError } from '../model/input-error.ts'
import type { ReadConfiguration } from '../report/configuration.ts'
import type { KnownRule } from '../report/known-rule.ts'
import { fileMistake } from './file-mistakes.ts'

const names = ['keyplan.yaml', 'keyplan.yml']

/** What the configuration says: the named file, else the nearest one upwards. Nothing is said when there is none. */
export async function configured(
  folder: string,
  file: string | undefined,
  rules: () => Promise<readonly KnownRule[]>,
): Promise<ReadConfiguration> {
  const path = file === undefined ? nearest(folder) : resolve(folder, file)
  if (path === undefined) return silent
  const shown = file ?? relative(folder, path)
  // Most projects have none: its reader is loaded only for those that do.
  const { configurationLimit, readConfiguration } = await import('../report/configuration.ts')
  try {
    if (statSync(path).size > 4 * configurationLimit) throw tooLarge(shown)
    return await readConfiguration(readFileSync(path, 'utf8'), shown, await rules())
  } catch (error) {
    const { message, place } = fileMistake(error, shown)
    const hint =
      message === 'there is no such file'
        ? 'name an existing configuration, or leave out the flag'
        : place.hint
    return { kind: 'mistakes', mistakes: [new InputError(message, { ...place, hint })] }
  }
}

const silent: ReadConfiguration = {
  kind: 'choices',
  choices: {
    accounts: { byProvider: new Map() },
    trust: { accounts: new Map(), organizations: new Set(), administrators: [] },
    rules: new Map(),
  },
}

function tooLarge(shown: string): InputError {
  return new InputError('is too long for a configuration', {
    input: shown,
    hint: 'name a keyplan configuration',
  })
}

/** Upwards to the root of the repository, or of the file system. */
function nearest(folder: string): string | undefined {
  for (let at = resolve(folder); ; at = dirname(at)) {
    const name = names.find(candidate => existsSync(join(at, candidate)))
    if (name !== undefined) return join(at, name)
    if (existsSync(join(at, '.git')) || dirname(at) === at) return undefined
  }
}
