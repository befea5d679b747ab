import { sameAccount } from '../model/account.ts'
import type { SharedAccess } from '../model/access.ts'
import { accountOfPrincipal, isClass, isNamed, type Principal } from '../model/principal.ts'
import { placeName } from '../model/source-location.ts'
import { showText } from '../model/text.ts'
import type { Tri } from '../model/tri.ts'
import type { CallerGroup, ClassMembers, Membership } from '../model/who.ts'
import { mayMatchWildcard } from '../policy/wildcard.ts'
import { callerInWords } from './who-access.ts'
import type { Hides } from './who-sensitive.ts'

/** Classes of callers, by the place of the statement that admits them. */
export type Classes = ReadonlyMap<string, ReadonlyMap<string, Principal>>

/** The classes that these accesses admit. What a sensitive policy admits is left out: nobody is told to be among them. */
export function classesIn(accesses: readonly SharedAccess[], hides: Hides): Classes {
  const classes = new Map<string, Map<string, Principal>>()
  for (const access of accesses) {
    const { principal, path } = access
    if (!isClass(principal) || hides(path[0].at)) continue
    const place = placeOf(access)
    const here = classes.get(place) ?? new Map<string, Principal>()
    classes.set(place, here.set(callerInWords(access, hides), principal))
  }
  return classes
}

/** A statement that admits more is told without its members: nobody compares each of them with a thousand patterns. */
const mostClasses = 20

/** The classes by which alone one named caller has these accesses; none where one of them is its own. */
export function membershipsOf(accesses: readonly SharedAccess[], classes: Classes): readonly Membership[] {
  const found = new Map<string, Membership>()
  for (const access of accesses) {
    const { principal, path, certainty } = access
    if (!isNamed(principal) || path[0].toClass !== true) return []
    const here = classes.get(placeOf(access))
    if (here === undefined || here.size > mostClasses) return []
    const holding = [...here].flatMap(([name, whole]) => {
      const is = holds(whole, principal)
      return is === 'no' ? [] : [{ name, is }]
    })
    const told = holding.filter(({ is }) => is === 'yes')
    // Of which of several organizations it is a member is not told.
    if (told.length === 0 && holding.length !== 1) return []
    for (const { name, is } of told.length > 0 ? told : holding) {
      const perhaps = is === 'unknown' || certainty === 'possible'
      found.set(name, { class: name, perhaps: perhaps && found.get(name)?.perhaps !== false })
    }
  }
  return [...found.values()]
}

/** How many are told as members of each class, with one of them. */
export function membersIn(groups: readonly CallerGroup[]): readonly ClassMembers[] {
  return summed(
    groups.flatMap(({ memberOf, members }) => {
      const [{ address, name }] = members
      return memberOf.map(one => ({ ...one, example: address ?? name, count: members.length }))
    }),
  )
}

/** The same classes told once, with all of their members. */
export function summed(parts: readonly ClassMembers[]): readonly ClassMembers[] {
  const classes = new Map<string, ClassMembers>()
  for (const part of parts) {
    const name = JSON.stringify([part.class, part.perhaps])
    const known = classes.get(name)
    classes.set(name, known === undefined ? part : { ...known, count: known.count + part.count })
  }
  return [...classes.values()]
}

function placeOf({ path: [{ at }] }: SharedAccess): string {
  return placeName(at)
}

/** Of an organization, a network or somebody unknown the input does not tell who belongs to it. */
function holds(whole: Principal, member: Principal): Tri {
  const account = accountOfPrincipal(whole)
  const own = accountOfPrincipal(member)
  const isOfAccount = account === undefined || own === undefined ? 'unknown' : sameAccount(account, own)
  switch (whole.kind) {
    case 'everyone':
      return 'yes'
    case 'everyone-of-account':
      return isOfAccount
    case 'principals-like':
      // What a session's role is called is not in its ARN.
      if (isOfAccount === 'no') return 'no'
      if (!('arn' in member) || member.kind === 'session') return 'unknown'
      return mayMatchWildcard(whole.pattern, showText(member.arn))
    default:
      return account !== undefined && isOfAccount === 'no' ? 'no' : 'unknown'
  }
}
