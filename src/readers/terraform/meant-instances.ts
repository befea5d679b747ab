import { segments, showIndex, type Index, type Segment } from './address.ts'
import type { Standpoint } from './chosen-index.ts'
import { instanceAt, instancesOf, type Instance, type Resources } from './resources.ts'

/** The block that a reference names, and how many of its segments do. */
export function blockOf(path: readonly Segment[]): { length: number; block: string } {
  const length = path[0]?.name === 'data' ? 3 : 2
  const names = path.slice(0, length).map(({ name }) => name)
  return { length, block: names.join('.') }
}

/** Tells whether a value is the index of an instance of one of the blocks that are named. */
export function indexesOf(
  { byBlock, byAddress }: Resources,
  { scope }: Standpoint,
  used: readonly string[],
): (index: Index) => boolean {
  const named = used.map(reference => `${scope.path}${blockOf(segments(reference) ?? []).block}`)
  const blocks = [...new Set(named)].filter(block => byBlock.has(block))
  return index => blocks.some(block => byAddress.has(`${block}${showIndex(index)}`))
}

/** The instance of the index that is named, or that is chosen elsewhere in the expression; else all. */
export function meantInstances(
  resources: Resources,
  { scope }: Standpoint,
  block: string,
  named: Index | undefined,
  chosen: Index | undefined,
): readonly Instance[] {
  if (named !== undefined) return listOf(instanceAt(resources, scope, block, named))
  const same = chosen === undefined ? undefined : instanceAt(resources, scope, block, chosen)
  return same === undefined ? instancesOf(resources, scope, block) : [same]
}

function listOf(instance: Instance | undefined): readonly Instance[] {
  return instance === undefined ? [] : [instance]
}
