import type { AccessElsewhere, ChangedAccess } from '../model/change.ts'
import type { DiffAccess, ElsewhereGroup } from '../model/diff.ts'
import { groupedBy } from '../model/grouped-by.ts'
import { accountOfPrincipal, showAccount } from '../model/principal.ts'
import type { Listed, Pattern } from '../model/statement.ts'
import { showText } from '../model/text.ts'
import type { Unknown } from '../model/unknown.ts'
import { listed } from '../rules/phrases.ts'
import { differenceOf, elsewhereRow } from './diff-difference.ts'
import { groupsOf, type ToldChange } from './diff-groups.ts'
import { inWords } from './who-access.ts'
import type { KeyFacts } from './who-callers.ts'
import { hidden, type Hides } from './who-sensitive.ts'

/** What changes on keys that the input does not have, those to whom the same happens together. */
export function elsewhereGroups(
  changes: readonly ChangedAccess<AccessElsewhere>[],
  hides: Hides,
): readonly ElsewhereGroup[] {
  const told = changes.map(change => ({ ...toldOf(change, hides), key: keyOfCaller(change) }))
  const alike = groupedBy(told, ({ on, key }) => JSON.stringify([on, showAccount(key.account)]))
  return [...alike.values()].flatMap(all =>
    groupsOf(all, { before: all[0].key, after: all[0].key }, hides).groups.map(group => ({
      ...group,
      on: all[0].on,
    })),
  )
}

/** The same as rows for machines. */
export function* elsewhereRows(
  changes: readonly ChangedAccess<AccessElsewhere>[],
  hides: Hides,
): Generator<DiffAccess> {
  for (const change of changes) yield elsewhereRow(change, toldOf(change, hides), hides)
}

interface ToldElsewhere extends ToldChange<AccessElsewhere> {
  readonly on: string
}

function toldOf(change: ChangedAccess<AccessElsewhere>, hides: Hides): ToldElsewhere {
  const on = keysInWords(change.access.resources, hides)
  const wordsOf = (one: AccessElsewhere) => {
    const words = inWords(one, hides)
    const keys = keysInWords(one.resources, hides)
    return keys === on ? words : { ...words, conditions: [`the key is ${keys}`, ...words.conditions] }
  }
  return { change, difference: differenceOf(change, [], hides, wordsOf), on }
}

/** As many patterns as are told. */
const most = 3

function keysInWords({ negated, items, at }: Listed<Pattern>, hides: Hides): string {
  if (hides(at)) return hidden
  const names = [...new Set(items.map(({ text }) => showText(text)))]
  const told = names.length <= most ? names : [...names.slice(0, most - 1), `${names.length - most + 1} more`]
  if (negated) return names.length === 0 ? 'any key' : `any key but ${listed(told)}`
  return names.includes('*') ? 'any key' : listed(told)
}

/** Nothing is known of the key: its account is taken for that of the caller, whose policies then decide. */
function keyOfCaller({ access: { principal, path } }: ChangedAccess<AccessElsewhere>): KeyFacts {
  const untold: Unknown = {
    kind: 'unknown',
    reason: 'not-in-input',
    name: 'a key elsewhere',
    shape: 'anything',
    at: path[0].at,
  }
  return { account: accountOfPrincipal(principal) ?? untold, spec: untold, usage: untold }
}
