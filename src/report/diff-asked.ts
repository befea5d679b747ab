import type { AccessChange } from '../change/change.ts'
import type { SharedAccess } from '../model/access.ts'
import { intersection, noActions, type ActionSet } from '../model/action-set.ts'
import type { AccessElsewhere, ChangedAccess, KeyChange } from '../model/change.ts'
import type { Identity } from '../model/identity.ts'
import { listed } from '../rules/phrases.ts'
import { principalsNamed, type AskedPrincipals } from './who-principals.ts'
import { actionsNamed, keysNamed, type NotFound } from './who-question.ts'
import type { Mistake } from './who.ts'

/** What is asked, as written; empty lists ask for everything. */
export interface DiffQuestion {
  readonly keys: readonly string[]
  readonly principal?: string
  readonly actions: readonly string[]
}

/** What is left of changes when only some of them are asked for. */
export interface Asked {
  /** In words; empty for everything. */
  readonly says: string
  /** Nothing for a key that was not asked for. */
  readonly of: (key: KeyChange) => KeyChange | undefined
  /** Of keys that the input does not have; nothing where keys are asked for. */
  readonly elsewhere: (change: AccessChange) => readonly ChangedAccess<AccessElsewhere>[]
}

/** Looks up what is asked for on both sides. */
export function askedOf(
  { keys, principal, actions }: DiffQuestion,
  worlds: readonly { readonly change: AccessChange }[],
): { readonly asked: Asked; readonly mistakes: readonly Mistake[] } {
  const graphs = worlds.flatMap(({ change: { before, after } }) => [before, after])
  const found = keysNamed(
    graphs.flatMap(graph => graph.keys),
    keys,
  )
  const wanted = actionsNamed(actions)
  const who = askedIn(
    graphs.flatMap(graph => graph.identities),
    principal,
  )
  const principals = who.asked
  const mistakes: readonly Mistake[] = [
    ...found.missing.map(missing => ({ flag: '--key' as const, ...missing })),
    ...(who.missing === undefined ? [] : [{ flag: '--principal' as const, ...who.missing }]),
    ...wanted.missing.map(missing => ({ flag: '--action' as const, ...missing })),
  ]
  const isAll = principals === undefined && actions.length === 0
  const narrow = narrowing(wanted.actions, principals)
  const known = new Set(found.items)
  const isWanted = ({ before, after }: KeyChange) =>
    [before, after].some(key => key !== undefined && known.has(key))
  const asked: Asked = {
    says: inWords(keys, actions, principals),
    of: key => {
      if (!isWanted(key)) return undefined
      const accesses = isAll ? key.accesses : key.accesses.flatMap(narrow)
      // Of a new key that nobody of those asked for has access to there is nothing to tell.
      return isAll || accesses.length > 0 || key.fate === 'kept' ? { ...key, accesses } : undefined
    },
    elsewhere: change => (keys.length > 0 ? [] : change.elsewhere().flatMap(narrow)),
  }
  return { asked, mistakes }
}

function askedIn(
  identities: readonly Identity[],
  written: string | undefined,
): { readonly asked?: AskedPrincipals; readonly missing?: NotFound } {
  return written === undefined ? {} : principalsNamed(identities, written)
}

type Narrowing = <Kind extends SharedAccess>(change: ChangedAccess<Kind>) => readonly ChangedAccess<Kind>[]

function narrowing(wanted: ActionSet, principals: AskedPrincipals | undefined): Narrowing {
  return change => {
    const { access } = change
    const actions = intersection(access.actions, wanted)
    const isTheirs = principals === undefined || principals.names(access) || principals.mayBelongTo(access)
    if (actions === noActions || !isTheirs) return []
    return actions === access.actions ? [change] : [{ ...change, access: { ...access, actions } }]
  }
}

function inWords(
  keys: readonly string[],
  actions: readonly string[],
  principals: AskedPrincipals | undefined,
): string {
  return [
    ...(keys.length === 0 ? [] : [`keys ${listed(keys)}`]),
    ...(actions.length === 0 ? [] : [`actions ${listed(actions)}`]),
    ...(principals === undefined ? [] : [`reach of ${principals.says}`]),
  ].join('; ')
}
