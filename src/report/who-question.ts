import { noActions, union, type ActionSet } from '../model/action-set.ts'
import type { Key } from '../model/key.ts'
import { isUnknown } from '../model/unknown.ts'
import { text } from '../model/text.ts'
import { actionNames, coverOf, keyActions } from '../policy/actions.ts'
import { matchesWildcard } from '../policy/wildcard.ts'
import { suggestion } from '../yaml/closest.ts'

/** Something asked for that there is not, and what was probably meant. */
export interface NotFound {
  readonly message: string
  readonly hint: string
}

/** What was found of what was asked for. */
export interface Found<Item> {
  readonly items: readonly Item[]
  readonly missing: readonly NotFound[]
}

/** The keys with these addresses, ARNs, ids or aliases (`*` and `?` match as in IAM), in their order; all when none is named. */
export function keysNamed(keys: readonly Key[], names: readonly string[]): Found<Key> {
  if (names.length === 0) return { items: keys, missing: [] }
  const items = keys.filter(key => names.some(name => isNamed(key, name)))
  const missing = names
    .filter(name => !items.some(key => isNamed(key, name)))
    .map(name => ({
      message: `no key is named \`${name}\``,
      hint: nearestOf(name, keys.flatMap(namesOfKey), 'the input has no key'),
    }))
  return { items, missing }
}

/** The key policy's actions that these patterns match; all when none is given. */
export function actionsNamed(patterns: readonly string[]): {
  actions: ActionSet
  missing: readonly NotFound[]
} {
  if (patterns.length === 0) return { actions: keyActions, missing: [] }
  const covers = patterns.map(pattern => ({ pattern, actions: actionsMatching(pattern) }))
  const missing = covers
    .filter(({ actions }) => actions === noActions)
    .map(({ pattern }) => unknownAction(pattern))
  return { actions: covers.reduce((all, { actions }) => union(all, actions), noActions), missing }
}

/** What to say of an action on keys that there is not. */
export function unknownAction(written: string): NotFound {
  const names = actionNames(keyActions)
  const asWritten = /^kms:/i.test(written) ? written : `kms:${written}`
  return {
    message: `\`${written}\` is no action on a key`,
    hint: nearestOf(asWritten, names, 'name an action such as `kms:Decrypt`'),
  }
}

/** The key policy's actions that a pattern matches: names do not depend on case, and the `kms:` may be left out. */
export function actionsMatching(pattern: string): ActionSet {
  const written = /[:]|^\*$/.test(pattern) ? pattern : `kms:${pattern}`
  const at = { file: '', address: '', pointer: '' }
  return coverOf({ negated: false, items: [{ text: text(written), at }], at }).must
}

/** Names enough to choose from, when none is near. */
const mostListed = 10

/** The one that was probably meant, else the first of all. */
export function nearestOf(written: string, known: readonly string[], none: string): string {
  if (known.length === 0) return none
  const near = suggestion(written, known)
  if (near.startsWith('did you mean') || known.length <= mostListed) return near
  return `one of ${known.slice(0, mostListed).join(', ')} and ${known.length - mostListed} more`
}

/** All that a key can be called: with its input before its address, where several inputs have the same address. */
function namesOfKey(key: Key): readonly string[] {
  const { address, arn, aliases, at } = key
  const arns = arn === undefined ? [] : [arn, arn.slice(arn.lastIndexOf('/') + 1)]
  return [
    address,
    ...arns,
    ...aliases,
    `${at.file}:${address}`,
    ...aliases.flatMap(alias => aliasArn(key, alias)),
  ]
}

function isNamed(key: Key, pattern: string): boolean {
  return namesOfKey(key).some(name => matchesWildcard(pattern, name))
}

function aliasArn({ arn, account, region }: Key, alias: string): readonly string[] {
  if (arn !== undefined) return [arn.replace(/key\/[^/]*$/, () => alias)]
  return isUnknown(account) || isUnknown(region) ? [] : [`arn:aws:kms:${region}:${account}:${alias}`]
}
