import type { Scope as ModuleInstance } from '../configuration.ts'
import type { SourceModule } from '../sources/sources.ts'
import type { Evaluation } from './run.ts'

/** The sources of a module instance; where they are not there, the report must say why. */
export function sourceModule(
  { sources, notes }: Pick<Evaluation, 'sources' | 'notes'>,
  { plainPath }: ModuleInstance,
): SourceModule | undefined {
  const names = moduleNames(plainPath)
  const found = sources.moduleAt(names)
  const why = found === undefined ? sources.whyNot(names) : undefined
  if (why !== undefined) notes.add(why)
  return found
}

/** `module.app.module.key.` as `['app', 'key']`. */
export function moduleNames(plainPath: string): readonly string[] {
  return plainPath.split('.').filter((name, index) => index % 2 === 1 && name !== '')
}
