import type { AccessGraph } from '../model/access.ts'
import { noActions, overlaps, union, type ActionSet } from '../model/action-set.ts'
import type { Key } from '../model/key.ts'
import type { KeyNeed, KeyUse } from '../model/key-use.ts'
import { isNamed, principalId } from '../model/principal.ts'
import type { WhoNeed, WhoUse } from '../model/who.ts'
import { listed } from '../rules/phrases.ts'
import { actionsMatching } from './who-question.ts'

/** The resources that a key encrypts and what they need of it; those for which something is missing come first. */
export function usesOn(graph: AccessGraph, key: Key): readonly WhoUse[] {
  const given = givenOn(graph, key)
  const uses = distinct(graph.usesOf(key).map(use => rowOf(use, key, given)))
  return [...uses.filter(isBroken), ...uses.filter(use => !isBroken(use))]
}

/** A database names its key for its storage and for its insights: what both need alike is told once. */
function distinct(uses: readonly WhoUse[]): readonly WhoUse[] {
  return [...new Map(uses.map(use => [JSON.stringify(use), use])).values()]
}

function isBroken({ needs }: WhoUse): boolean {
  return needs.some(({ missing }) => missing.length > 0)
}

/** As many as are told by name. */
const most = 3

function few(names: readonly string[]): string {
  if (names.length <= most) return listed(names)
  return listed([...names.slice(0, most - 1), `${names.length - most + 1} more actions`])
}

/** What the input gives somebody on a key, for certain or perhaps; nothing for those of whom it cannot tell. */
type Given = (by: KeyNeed['by']) => ActionSet | undefined

/** Asked once for each principal: a thousand log groups have one service. */
function givenOn(graph: AccessGraph, key: Key): Given {
  const known = new Map<string, ActionSet>()
  return by => {
    if (by === 'caller' || !isNamed(by)) return undefined
    const name = principalId(by)
    const told =
      known.get(name) ??
      graph.accessesBetween(by, key).reduce((all, { actions }) => union(all, actions), noActions)
    known.set(name, told)
    return told
  }
}

function rowOf({ address, type, at, key: used, needs: all }: KeyUse, key: Key, given: Given): WhoUse {
  const needs = all.map(need => needOf(need, given))
  return {
    address,
    type,
    key: key.address,
    ...(key.arn === undefined ? {} : { keyArn: key.arn }),
    certainty: used.addresses.length > 1 || used.unknown !== undefined ? 'possible' : 'certain',
    what: needs.length === 0 ? 'what it needs is not known' : listed(needs.map(inWords)),
    needs,
    input: at.file,
  }
}

function needOf({ by, needed, documented, says, unverified }: KeyNeed, given: Given): WhoNeed {
  const has = unverified ? undefined : given(by)
  const missing = has === undefined ? [] : needed.filter(name => !overlaps(has, actionsMatching(name)))
  return { by: by === 'caller' ? by : principalId(by), needed, documented, says, missing }
}

function inWords({ by, needed, documented, missing }: WhoNeed): string {
  const who = by === 'caller' ? 'whoever uses it' : by
  const what = needed.length > 0 ? `needs ${few(needed)}` : `may need ${few(documented)}`
  const all = missing.length === needed.length
  return missing.length === 0
    ? `${who} ${what}`
    : `${who} ${what}, and nothing gives it ${all ? 'that' : listed(missing)}`
}
