import type { AccessGraph } from '../model/access.ts'
import type { Key } from '../model/key.ts'

interface Index {
  /** Keys that are no replicas, by the ways in which replicas name them. */
  readonly primaries: ReadonlyMap<string, Key>
  /** By the same names. */
  readonly replicas: ReadonlyMap<string, readonly Key[]>
  /** Replicas that do not tell their primary. */
  readonly untold: readonly Key[]
}

/** Which keys are one multi-Region key: indexed when it is first asked for. */
export function relatedKeys(keys: readonly Key[]): Pick<AccessGraph, 'primaryOf' | 'replicasOf'> {
  let index: Index | undefined
  const indexed = () => (index ??= indexOf(keys))
  return {
    primaryOf: key => (key.primary === undefined ? undefined : indexed().primaries.get(nameOf(key))),
    replicasOf: key => {
      const { replicas, untold } = indexed()
      return [...new Set([...namesOf(key).flatMap(name => replicas.get(name) ?? []), ...untold])]
    },
  }
}

function indexOf(keys: readonly Key[]): Index {
  const primaries = new Map<string, Key>()
  const replicas = new Map<string, Key[]>()
  const untold: Key[] = []
  for (const key of keys) {
    if (!key.replica) {
      for (const name of namesOf(key)) primaries.set(name, key)
    } else if (key.primary === undefined) {
      untold.push(key)
    } else {
      const others = replicas.get(nameOf(key))
      if (others === undefined) replicas.set(nameOf(key), [key])
      else others.push(key)
    }
  }
  return { primaries, replicas, untold }
}

/** What a replica calls its primary: an address is of its own input. */
function nameOf({ primary = '', at }: Key): string {
  return primary.startsWith('arn:') ? primary : `${at.file}\n${primary}`
}

function namesOf({ arn, at, address }: Key): readonly string[] {
  return [`${at.file}\n${address}`, ...(arn === undefined ? [] : [arn])]
}
