import { noActions, type ActionSet } from '../model/action-set.ts'
import type { Listed, Pattern } from '../model/statement.ts'
import { literal, text, type Text } from '../model/text.ts'
import { remembered } from './remembered.ts'
import { mayMatchWildcard } from './wildcard.ts'

/** What a list of action patterns covers for certain, and what it may cover at most. */
export interface ActionCover {
  readonly must: ActionSet
  readonly may: ActionSet
}

/** Actions that are told apart, a bit for each: the rest of AWS's actions are nothing to it. */
export interface ActionCatalogue {
  readonly all: ActionSet
  /** What `Action` or `NotAction` covers; nothing when the element is missing: such a statement has no effect. */
  readonly coverOf: (listed: Listed<Pattern> | undefined) => ActionCover
}

/** Patterns with holes whose answers are kept at most: they come from strangers. */
const mostOpen = 10_000

/** A catalogue of these actions, by their names in lower case. */
export function actionCatalogue(bits: ReadonlyMap<string, ActionSet>, all: ActionSet): ActionCatalogue {
  const coverOfLiteral = remembered((pattern: string): ActionCover => cover(text(pattern), bits, all))
  const coversOfOpen = new Map<string, ActionCover>()
  const coverOfPattern = (pattern: Text): ActionCover => {
    const known = literal(pattern)
    if (known !== undefined) return coverOfLiteral(known)
    // What will stand in a hole makes no difference.
    const shape = pattern.map(part => (typeof part === 'string' ? part : '\0')).join('')
    const covered = coversOfOpen.get(shape) ?? cover(pattern, bits, all)
    if (coversOfOpen.size < mostOpen) coversOfOpen.set(shape, covered)
    return covered
  }
  return {
    all,
    coverOf: listed => {
      if (listed === undefined) return { must: noActions, may: noActions }
      let must = noActions
      let may = noActions
      for (const pattern of listed.items) {
        const covered = coverOfPattern(pattern.text)
        must |= covered.must
        may |= covered.may
      }
      return listed.negated ? { must: all & ~may, may: all & ~must } : { must, may }
    },
  }
}

/** Action names do not depend on case; `*` alone is every action of every service. */
function cover(pattern: Text, bits: ReadonlyMap<string, ActionSet>, all: ActionSet): ActionCover {
  if (literal(pattern) === '*') return { must: all, may: all }
  const lowerCase = pattern.map(part => (typeof part === 'string' ? part.toLowerCase() : part))
  let must = noActions
  let may = noActions
  for (const [name, bit] of bits) {
    const matches = mayMatchWildcard(lowerCase, name)
    if (matches !== 'no') may |= bit
    if (matches === 'yes') must |= bit
  }
  // Whether AWS lets a wildcard stand in the service prefix (`k*:Decrypt`) is not documented: may, never must.
  const [prefix] = lowerCase
  const plainPrefix = typeof prefix === 'string' && /^[a-z0-9-]+:/.test(prefix)
  return { must: plainPrefix ? must & all : noActions, may: may & all }
}
