import { sameAccount } from '../model/account.ts'
import { keptIn } from '../model/kept-in.ts'
import type { Key } from '../model/key.ts'
import type { KeyUse } from '../model/key-use.ts'
import { literal } from '../model/text.ts'

/** The resources that each key encrypts, as far as it is told which key that is: indexed when it is first asked for. */
export function usesIn(uses: readonly KeyUse[]): (key: Key) => readonly KeyUse[] {
  let index: ReadonlyMap<string, readonly KeyUse[]> | undefined
  return key => {
    index ??= byName(uses)
    const { arn, at, address, aliases } = key
    const id = arn?.split('/').at(-1)
    const names = [`${at.file}\n${address}`, ...[arn, id].filter(name => name !== undefined), ...aliases]
    const found = new Set(names.flatMap(name => index?.get(name) ?? []))
    // An alias or an id means a key of the resource's own account.
    return [...found].filter(
      use => sameAccount(use.account, key.account) !== 'no' || namesItself(use, key) || namesByArn(use, arn),
    )
  }
}

/** The keys that each resource may be encrypted with: worked out when it is first asked for. */
export function keysByUse(
  keys: readonly Key[],
  usesOf: (key: Key) => readonly KeyUse[],
): (use: KeyUse) => readonly Key[] {
  let index: Map<KeyUse, Key[]> | undefined
  return use => {
    if (index === undefined) {
      index = new Map()
      for (const key of keys)
        for (const one of usesOf(key)) {
          keptIn(index, one, () => []).push(key)
        }
    }
    return index.get(use) ?? []
  }
}

/** A reference is to one key, whoever owns it. */
function namesItself({ key, at }: KeyUse, { address, at: own }: Key): boolean {
  return (key.file ?? at.file) === own.file && key.addresses.includes(address)
}

function namesByArn({ key }: KeyUse, arn: string | undefined): boolean {
  return arn !== undefined && key.name !== undefined && literal(key.name) === arn
}

function byName(uses: readonly KeyUse[]): ReadonlyMap<string, readonly KeyUse[]> {
  const index = new Map<string, KeyUse[]>()
  for (const use of uses) {
    for (const name of namesIn(use)) {
      keptIn(index, name, () => []).push(use)
    }
  }
  return index
}

/** An alias also as the last part of its ARN. */
function namesIn({ key, at }: KeyUse): readonly string[] {
  const written = key.name === undefined ? undefined : literal(key.name)
  const addresses = key.addresses.map(address => `${key.file ?? at.file}\n${address}`)
  if (written === undefined) return addresses
  const alias = /^arn:.*:(alias\/.+)$/.exec(written)?.[1]
  return [...addresses, alias ?? written]
}
