import type { CallerGroup, ClassMembers, WhoKey } from '../model/who.ts'

/** Which callers of a key are told, and with whom. */
export interface Shown {
  readonly own: readonly CallerGroup[]
  readonly shared: readonly CallerGroup[]
  /** `among them aws_iam_role.fn and 3 more`; nothing for whoever is no class, or whose members are told themselves. */
  readonly among: (group: CallerGroup) => string
}

/** Those who are but members of a class that is told add nothing to it: they are named with it, unless all are wanted. */
export function shownOf(key: WhoKey, all: boolean): Shown {
  if (all || key.members.length === 0) {
    return { own: key.callers, shared: key.shared.callers, among: () => '' }
  }
  const told = namesIn(key.callers)
  const isShown = (group: CallerGroup) => !isAmong(group, told)
  return {
    own: key.callers.filter(isShown),
    shared: key.shared.callers.filter(isShown),
    among: group => amongThem(key.members, group),
  }
}

/** What callers are called. */
export function namesIn(groups: readonly CallerGroup[]): ReadonlySet<string> {
  return new Set(groups.flatMap(({ members }) => members.map(({ name }) => name)))
}

/** Whether these are but members of classes that are told. */
export function isAmong({ memberOf }: CallerGroup, told: ReadonlySet<string>): boolean {
  return memberOf.length > 0 && memberOf.every(({ class: whole }) => told.has(whole))
}

/** Who of all members is one of this group's classes, in words; empty for none. */
export function amongThem(all: readonly ClassMembers[], { members }: CallerGroup): string {
  const names = new Set(members.map(({ name }) => name))
  const here = all.filter(({ class: whole }) => names.has(whole))
  const [first] = here
  if (first === undefined) return ''
  const count = here.reduce((total, one) => total + one.count, 0)
  const perhaps = here.every(one => one.perhaps) ? 'perhaps ' : ''
  return `${perhaps}among them ${first.example}${count > 1 ? ` and ${count - 1} more` : ''}`
}
