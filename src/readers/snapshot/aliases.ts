import { property, word } from '../terraform/json-value.ts'
import { kmsArnOf, type KeyArn } from './arns.ts'
import { brokenSnapshot } from './hole.ts'
import type { AliasNames } from './keys.ts'
import { isCut, listIn, textIn } from './parts.ts'
import type { SnapshotFile } from './snapshot.ts'

/** An alias that exists, and the key that it names. */
export interface SnapshotAlias {
  readonly name: string
  readonly arn: string
  /** Absent for an alias that AWS has reserved for a key yet to be made. */
  readonly key?: string
  readonly file: string
}

/** Reads outputs of `aws kms list-aliases`: each tells the aliases of one account in one Region. */
export function readAliases(files: readonly SnapshotFile[]): readonly SnapshotAlias[] {
  return files.flatMap(file =>
    listIn(file.json, 'Aliases', file.path).map(alias => {
      const name = textIn(alias, 'AliasName', file.path, 'an alias')
      const arn = textIn(alias, 'AliasArn', file.path, 'an alias')
      const place = kmsArnOf(arn)
      if (place === undefined)
        throw brokenSnapshot(file.path, `\`${arn.slice(0, 200)}\` is not the ARN of an alias`)
      const id = word(property(alias, 'TargetKeyId'))
      const key = `arn:${place.partition}:kms:${place.region}:${place.account}:key/${id}`
      return { name, arn, ...(id === undefined ? {} : { key }), file: file.path }
    }),
  )
}

/**
 * The names of each key, and whether they are all. A list to the end, of an account in one Region, has the aliases of
 * several keys; one that has those of a single key may have been made with `--key-id`, and is complete for that key.
 */
export function aliasNames(
  files: readonly SnapshotFile[],
  aliases: readonly SnapshotAlias[],
): (key: KeyArn) => AliasNames {
  const names = new Map<string, Set<string>>()
  for (const { name, key } of aliases) {
    if (key === undefined) continue
    const others = names.get(key)
    if (others === undefined) names.set(key, new Set([name]))
    else others.add(name)
  }
  const listed = completelyListed(files, aliases)
  return ({ arn, account, region }) => ({
    names: [...(names.get(arn) ?? [])],
    areAll: listed.has(arn) || listed.has(`${account} ${region}`),
  })
}

/** Keys, and Regions of accounts, all aliases of which are told. */
function completelyListed(
  files: readonly SnapshotFile[],
  aliases: readonly SnapshotAlias[],
): ReadonlySet<string> {
  const whole = new Map(files.filter(({ json }) => !isCut(json)).map(file => [file.path, file.key]))
  const listed = new Set([...whole.values()].flatMap(key => key?.arn ?? []))
  const targets = new Map<string, string | undefined>()
  for (const { arn, key, file } of aliases) {
    if (!whole.has(file)) continue
    if (key !== undefined) listed.add(key)
    const place = kmsArnOf(arn)
    if (targets.has(file) && targets.get(file) !== key && whole.get(file) === undefined)
      listed.add(`${place?.account} ${place?.region}`)
    targets.set(file, key)
  }
  return listed
}
