import type { SharedAccess } from '../model/access.ts'
import type { ChangedAccess } from '../model/change.ts'
import type { DiffAccess, Difference, OtherCircumstances } from '../model/diff.ts'
import { inWords, pathOf, rowOf } from './who-access.ts'
import type { Hides } from './who-sensitive.ts'

/** How an access is not what it was, in words; who still needs it is told by whoever knows. */
export function differenceOf<Kind extends SharedAccess>(
  change: ChangedAccess<Kind>,
  neededBy: readonly string[],
  hides: Hides,
  wordsOf: (one: Kind) => OtherCircumstances = one => inWords(one, hides),
): Difference {
  const example = exampleOf(change, hides)
  const otherwise = change.otherwise.map(wordsOf)
  return {
    otherwise: [...new Map(otherwise.map(one => [JSON.stringify(one), one])).values()],
    ...(example === undefined ? {} : { example }),
    neededBy,
  }
}

/** The access with the doubts of its change: what it hangs on is whether there is a difference. */
export function asChanged<Kind extends SharedAccess>({
  access,
  certainty,
  unknowns,
}: ChangedAccess<Kind>): Kind {
  return { ...access, certainty, unknowns }
}

/** A change as a row for machines. */
export function diffRow(change: ChangedAccess, difference: Difference, hides: Hides): DiffAccess {
  return { ...rowOf(asChanged(change), hides), kind: change.kind, ...difference }
}

/** A change of what an IAM policy gives on keys elsewhere, as a row for machines: it has no key but what the policy writes. */
export function elsewhereRow(
  change: ChangedAccess<SharedAccess>,
  { on, difference }: { readonly on: string; readonly difference: Difference },
  hides: Hides,
): DiffAccess {
  const access = asChanged(change)
  const [{ at }] = access.path
  const nowhere = { address: on, at }
  return {
    ...rowOf({ ...access, key: nowhere }, hides),
    path: pathOf(access.path, hides),
    kind: change.kind,
    ...difference,
  }
}

/** With the keys that conditions name and the call does not carry. A value of a sensitive policy is told of none. */
function exampleOf(
  { access, otherwise, example }: ChangedAccess<SharedAccess>,
  hides: Hides,
): Difference['example'] {
  if (example === undefined) return undefined
  const asked = [access, ...otherwise].flatMap(({ conditions, unless }) => [...conditions, ...unless.flat()])
  if (asked.some(({ at }) => hides(at))) return undefined
  const spelling = new Map(asked.map(({ key }) => [key.toLowerCase(), key]))
  const names = [...new Set([...example.keys(), ...spelling.keys()])]
  return Object.fromEntries(names.map(name => [spelling.get(name) ?? name, example.get(name) ?? []]))
}
