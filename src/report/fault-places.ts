import { overlaps } from '../model/action-set.ts'
import { principalId } from '../model/principal.ts'
import { below, type SourceLocation, placeName } from '../model/source-location.ts'
import type { Listed, NamedPrincipal, Pattern, Statement } from '../model/statement.ts'
import { coverOf } from '../policy/actions.ts'
import type { Objection } from '../rules/objection.ts'

/** Places of one fault, the one that says it best first: the value at fault, other values that matter, its statement. */
export type FaultPlaces = readonly [SourceLocation, ...SourceLocation[]]

/** For each place of an objection, where in it the fault can be seen and mended. */
export function faultPlaces(objection: Objection): readonly [FaultPlaces, ...FaultPlaces[]] {
  const [first, ...others] = objection.at
  const statements = new Map(objection.statements.map(statement => [placeName(statement.at), statement]))
  const places = (at: SourceLocation): FaultPlaces => placesIn(at, statements.get(placeName(at)), objection)
  return [places(first), ...others.map(places)]
}

function placesIn(at: SourceLocation, statement: Statement | undefined, objection: Objection): FaultPlaces {
  if (objection.rule.about === 'grant') return [below(at, 'grantee_principal'), at]
  if (statement === undefined) return [at]
  const [first, ...others] = [
    ...whomOrWhat(statement, objection),
    ...(objection.seenAt ?? []).filter(seen => isInside(seen, at)),
    ...actionsIn(statement, objection),
  ]
  return first === undefined ? [at] : [first, ...others, at]
}

/** What the objection is about: who calls, or which keys. */
function whomOrWhat(
  { principals, resources }: Statement,
  { rule, principal }: Objection,
): readonly SourceLocation[] {
  switch (rule.about) {
    case 'access':
    case 'assumption': {
      if (principals === undefined || principal === undefined) return []
      const named = principals.negated
        ? undefined
        : placesOfPrincipals(principals).get(principalId(principal))
      return [named ?? onlyItem(principals)]
    }
    case 'permission':
      return resources === undefined ? [] : [onlyItem(resources)]
    default:
      return []
  }
}

/** A class of callers is not told by the same name as the principal that admits it. */
function onlyItem({ negated, items, at }: Listed<NamedPrincipal | Pattern>): SourceLocation {
  const [only, ...others] = items
  return negated || only === undefined || others.length > 0 ? at : only.at
}

// A policy can name thousands of callers, each with a finding of its own.
const known = new WeakMap<Listed<NamedPrincipal>, ReadonlyMap<string, SourceLocation>>()

function placesOfPrincipals(listed: Listed<NamedPrincipal>): ReadonlyMap<string, SourceLocation> {
  const cached = known.get(listed)
  if (cached !== undefined) return cached
  const found = new Map(listed.items.map(({ principal, at }) => [principalId(principal), at]))
  known.set(listed, found)
  return found
}

/** Those that people write one by one. */
const mostActions = 100

/** The actions that give what the objection is about. */
function actionsIn({ actions }: Statement, { actions: wanted }: Objection): readonly SourceLocation[] {
  if (actions === undefined || actions.items.length > mostActions) return []
  if (actions.negated) return [actions.at]
  return actions.items
    .filter(item => overlaps(coverOf({ ...actions, items: [item] }).may, wanted))
    .map(({ at }) => at)
}

function isInside(inner: SourceLocation, outer: SourceLocation): boolean {
  return (
    inner.file === outer.file &&
    inner.address === outer.address &&
    inner.pointer.startsWith(`${outer.pointer}/`)
  )
}
