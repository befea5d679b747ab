import type { Alias } from '../../model/inventory.ts'
import { literal } from '../../model/text.ts'
import { property, type Declared } from './declared.ts'
import { textOf } from './evaluate/node-parts.ts'
import { keyTypes } from './keys.ts'
import { nameTold, type StackReading } from './reading.ts'

/** The aliases of a stack, and what they tell about its keys. */
export interface AliasesOfStack {
  readonly list: readonly Alias[]
  /** The known names of each key, by its logical id. */
  readonly names: ReadonlyMap<string, readonly string[]>
  /** Whether the names of a key are all that it will have. */
  readonly areAll: (key: Declared) => boolean
}

/** Reads the aliases, with the key that each names for certain. */
export function readAliases(reading: StackReading, existed: (id: string) => boolean): AliasesOfStack {
  const aliases = reading.declared.filter(({ type }) => type === 'AWS::KMS::Alias')
  const found = aliases.map(alias => {
    const target = property(alias, 'TargetKeyId')
    const key = reading.named(target, ...keyTypes)
    const partOfName = nameTold(alias)
    const name = literal(partOfName)
    const mayBeAny =
      key === undefined && (target === undefined || literal(textOf(target) ?? []) === undefined)
    const isTold = name !== undefined && alias.hangsOn.length === 0
    const written = target === undefined ? undefined : literal(textOf(target) ?? [])
    return { alias, key, name, partOfName, written, mayBeAny, isTold }
  })
  const names = new Map<string, string[]>()
  for (const { key, name, isTold } of found) {
    if (key === undefined || name === undefined || !isTold) continue
    const others = names.get(key.id)
    if (others === undefined) names.set(key.id, [name])
    else others.push(name)
  }
  const doubtful = new Set(found.flatMap(({ key, isTold }) => (key === undefined || isTold ? [] : key)))
  const canTell = found.every(({ mayBeAny }) => !mayBeAny)
  return {
    list: found.map(({ alias, key, name, partOfName, written }) => ({
      ...(written === undefined ? {} : { target: written }),
      ...(name === undefined ? { partOfName } : { name }),
      ...(key === undefined ? {} : { key: key.id }),
      at: alias.at,
    })),
    names,
    areAll: key => canTell && !doubtful.has(key) && !existed(key.id),
  }
}
