import { factsOfKey, type Facts } from '../access/facts.ts'
import type { Access, SharedAccess } from '../model/access.ts'
import type { Key } from '../model/key.ts'
import type { Condition } from '../model/statement.ts'
import { holesOf } from '../model/text.ts'
import type { Unknown } from '../model/unknown.ts'
import { isFilledByCall, variableOf } from '../policy/variables.ts'
import { spelledOut } from './spelled-out.ts'

/** An access in the words of its own side; none where a fact about the key refuses it. */
export type Spell = (access: Access) => readonly Access[]

/** How each side of a key spells out what its accesses ask of the facts about it that a change changes. */
export interface KeyFacts {
  readonly before: Spell
  readonly after: Spell
  /** Whether some of what accesses can ask for is not what it was. */
  readonly differ: boolean
}

const asTheyAre: Spell = access => [access]

/** Nothing has to be spelled out. */
export const sameFacts: KeyFacts = { before: asTheyAre, after: asTheyAre, differ: false }

/**
 * `aws:ResourceTag/team is ${aws:PrincipalTag/team}` reads the same on both sides, and means others where the tag is not
 * what it was: the tag is put in its place then.
 */
export function keyFactsOf(before: Key, after: Key): KeyFacts {
  const differs = differingFacts(before, after)
  if (differs === undefined) return sameFacts
  return {
    before: spellOf(factsOfKey(before), differs),
    after: spellOf(factsOfKey(after), differs),
    differ: true,
  }
}

/** Tells by their names, in lower case, which facts about a key are not what they were; nothing where all are. */
export function differingFacts(before: Key, after: Key): ((name: string) => boolean) | undefined {
  if (labelsOf(before) === labelsOf(after)) return undefined
  const [was, is] = [factsOfKey(before), factsOfKey(after)]
  return name => JSON.stringify(was(name)) !== JSON.stringify(is(name))
}

/** The facts about a key that a condition asks for. */
export function factsAskedBy({ key, values }: Condition): readonly string[] {
  const variables = values.flatMap(holesOf).filter(isFilledByCall)
  return [key.toLowerCase(), ...variables.map(hole => variableOf(hole).name)].filter(isOfKey)
}

/** All that policies can ask of a key. */
function labelsOf({
  tags,
  aliases,
  hasAllAliases,
  account,
  spec,
  usage,
  origin,
  multiRegion,
  replica,
}: Key): string {
  const known = tags instanceof Map ? [...tags] : tags
  return JSON.stringify([known, aliases, hasAllAliases, account, spec, usage, origin, multiRegion, replica])
}

function spellOf(facts: Facts, differs: (name: string) => boolean): Spell {
  return access => {
    const all = [...access.conditions, ...access.unless.flat()]
    if (!all.some(condition => factsIn(condition).some(differs))) return [access]
    return spelled(access, condition =>
      factsIn(condition).some(differs) ? spelledOut(condition, facts) : condition,
    )
  }
}

/** The facts that it compares with what the call carries: of others it is decided what they come to. */
function factsIn(condition: Condition): readonly string[] {
  return condition.values.flatMap(holesOf).some(isFilledByCall) ? factsAskedBy(condition) : []
}

function isOfKey(name: string): boolean {
  return /^(?:aws:resource|kms:(?:key|multiregion|resourcealiases))/.test(name)
}

/** Whether an access compares a fact about the key with what the call carries. */
export function asksForKey({ conditions, unless }: SharedAccess): boolean {
  return [...conditions, ...unless.flat()].some(condition => factsIn(condition).length > 0)
}

function spelled(
  access: Access,
  spell: (condition: Condition) => ReturnType<typeof spelledOut>,
): readonly Access[] {
  const conditions = together(access.conditions.map(spell))
  const lists = access.unless.map(list => together(list.map(spell))).filter(list => list !== undefined)
  if (conditions === undefined || lists.some(({ open, hangsOn }) => open.length + hangsOn.length === 0))
    return []
  const unknowns = [...access.unknowns, ...conditions.hangsOn, ...lists.flatMap(({ hangsOn }) => hangsOn)]
  return [
    {
      ...access,
      certainty: unknowns.length === 0 ? 'certain' : 'possible',
      conditions: conditions.open,
      // Whether a list with a doubt stops anything is not known, so that its conditions guard nothing either.
      unless: lists.filter(({ hangsOn }) => hangsOn.length === 0).map(({ open }) => open),
      unknowns,
    },
  ]
}

interface Left {
  readonly open: readonly Condition[]
  readonly hangsOn: readonly Unknown[]
}

/** What is left of conditions of which all must hold; nothing where one never does. */
function together(all: readonly ReturnType<typeof spelledOut>[]): Left | undefined {
  const open: Condition[] = []
  const hangsOn: Unknown[] = []
  for (const one of all) {
    if (one === 'never') return undefined
    if (one === 'always') continue
    if ('reason' in one) hangsOn.push(one)
    else open.push(one)
  }
  return { open, hangsOn }
}
