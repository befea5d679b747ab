import type { Access, AccessGraph, SharedAccess } from '../model/access.ts'
import { intersection, noActions, type ActionSet } from '../model/action-set.ts'
import type { Inventory, ReadInput } from '../model/inventory.ts'
import type { Key } from '../model/key.ts'
import type { ReportError, ReportInput } from '../model/report.ts'
import type { SharedCallers, WhoAccess, WhoContext, WhoKey, WhoReport, WhoUse } from '../model/who.ts'
import { listed } from '../rules/phrases.ts'
import { version } from '../version.ts'
import { maskOf } from './mask.ts'
import { maskedMistake } from './masked.ts'
import { reportInput } from './report-input.ts'
import { rowOf } from './who-access.ts'
import { blindSpotsIn, incompleteIn } from './who-blind-spots.ts'
import { callersOf } from './who-callers.ts'
import { isUnread, whoDecides } from './who-decides.ts'
import { classesIn, membersIn, summed, type Classes } from './who-members.ts'
import type { AskedPrincipals } from './who-principals.ts'
import { actionsNamed, keysNamed, type NotFound } from './who-question.ts'
import { principalsNamed } from './who-principals.ts'
import { sensitivePlaces, type Hides } from './who-sensitive.ts'
import { maskedWho } from './who-masked.ts'
import { usesOn } from './who-uses.ts'

/** What was read, from plans and from `--context`, and the graph of all of it together. */
export interface WhoWorld {
  readonly inputs: readonly ReadInput[]
  readonly contexts: readonly WhoContext[]
  /** All inventories that the graph was made of. */
  readonly inventories: readonly Inventory[]
  readonly graph: AccessGraph
  readonly errors: readonly ReportError[]
}

/** What is asked, as written; empty lists ask for everything. */
export interface WhoQuestion {
  readonly keys: readonly string[]
  readonly principal?: string
  readonly actions: readonly string[]
  /** Also those who first have to become somebody else or change something. */
  readonly indirect: boolean
}

/** A report, or what there is not of what was asked for. */
export type WhoAnswer =
  | { readonly kind: 'report'; readonly report: WhoReport }
  | { readonly kind: 'mistakes'; readonly mistakes: readonly Mistake[] }

/** Something asked for by a flag that there is not. */
export interface Mistake extends NotFound {
  readonly flag: '--key' | '--principal' | '--action'
}

/** Who can do what with which key. */
export function who(world: WhoWorld, question: WhoQuestion): WhoAnswer {
  const keys = keysNamed(world.graph.keys, question.keys)
  const actions = actionsNamed(question.actions)
  const { asked, missing } = askedIn(world, question)
  const mistakes: readonly Mistake[] = [
    ...keys.missing.map(key => ({ flag: '--key' as const, ...key })),
    ...(missing === undefined ? [] : [{ flag: '--principal' as const, ...missing }]),
    ...actions.missing.map(action => ({ flag: '--action' as const, ...action })),
  ]
  const mask = maskOf(world.inputs)
  if (mistakes.length > 0) {
    const told = mask === undefined ? mistakes : mistakes.map(each => maskedMistake(each, mask))
    return { kind: 'mistakes', mistakes: told }
  }
  const query: Query = {
    graph: world.graph,
    hides: sensitivePlaces(world.inventories),
    actions: actions.actions,
    indirect: question.indirect,
    ...(asked === undefined ? {} : { asked }),
  }
  const report: WhoReport = {
    schemaVersion: 1,
    tool: { name: 'keyplan', version },
    inputs: world.inputs.map(inputOf),
    contexts: world.contexts,
    errors: world.errors,
    blindSpots: blindSpotsIn(world.inventories),
    asked: inWords(question, asked),
    onlyWithAccess: asked !== undefined,
    keys: () => keysOf(keys.items, query),
    uses: () => usesOf(keys.items, query),
  }
  return { kind: 'report', report: mask === undefined ? report : maskedWho(report, mask) }
}

function askedIn(
  { graph }: WhoWorld,
  { principal }: WhoQuestion,
): { readonly asked?: AskedPrincipals; readonly missing?: NotFound } {
  return principal === undefined ? {} : principalsNamed(graph.identities, principal)
}

function inputOf(input: ReadInput): ReportInput {
  const told = reportInput(input)
  const count = incompleteIn(input.inventory)
  if (count === 0) return told
  const subject = count === 1 ? '1 role or user exists' : `${count} roles and users exist`
  return {
    ...told,
    notes: [...told.notes, `${subject} already: policies attached elsewhere are not in the input`],
  }
}

function inWords({ actions, indirect }: WhoQuestion, asked: AskedPrincipals | undefined): string {
  const parts = [
    ...(actions.length === 0 ? [] : [`actions ${listed(actions)}`]),
    ...(asked === undefined ? [] : [`reach of ${asked.says}`]),
    ...(indirect ? ['indirect ways too'] : []),
  ]
  return parts.join('; ')
}

interface Query {
  readonly graph: AccessGraph
  readonly hides: Hides
  readonly actions: ActionSet
  readonly indirect: boolean
  readonly asked?: AskedPrincipals
}

function* keysOf(keys: readonly Key[], query: Query): Generator<WhoKey> {
  const sharedCallers = rememberedByList(query)
  for (const key of keys) yield keyOf(key, query, sharedCallers)
}

function* usesOf(keys: readonly Key[], { graph }: Query): Generator<WhoUse> {
  for (const key of keys) yield* usesOn(graph, key)
}

function keyOf(key: Key, query: Query, sharedCallers: SharedCallersOf): WhoKey {
  const { graph, asked, hides } = query
  const direct = asked === undefined ? graph.everyAccessTo(key) : asked.accessesTo(graph, key)
  const indirect = query.indirect ? graph.indirectAccessTo(key) : []
  const detours =
    asked === undefined
      ? indirect
      : indirect.filter(access => asked.names(access) || asked.mayBelongTo(access))
  const own = [...direct.own, ...detours].flatMap(access => narrowed(access, query.actions))
  const classes = classesIn(own, hides)
  const callers = callersOf(own, key, hides, classes)
  const shared = sharedCallers(key, direct.shared, classes)
  const { address, arn, aliases, at } = key
  return {
    address,
    ...(arn === undefined ? {} : { arn }),
    aliases,
    input: at.file,
    decides: whoDecides(graph, key),
    isUnread: isUnread(key),
    callers,
    shared: shared.told,
    members: summed([...membersIn(callers), ...shared.told.members]),
    uses: () => usesOn(graph, key),
    accesses: () => rowsOf(key, own, shared.list, query),
  }
}

function* rowsOf(
  key: Key,
  own: readonly Access[],
  shared: readonly SharedAccess[],
  { graph, hides }: Query,
): Generator<WhoAccess> {
  for (const access of own) yield rowOf(access, hides)
  for (const access of shared) yield rowOf(graph.accessOn(key, access), hides)
}

interface Shared {
  readonly list: readonly SharedAccess[]
  readonly told: SharedCallers
}

type SharedCallersOf = (key: Key, list: readonly SharedAccess[], classes: Classes) => Shared

/**
 * Keys that are alike have the same list: what is told of it is worked out once, on the first of them. They admit the
 * same classes too.
 */
function rememberedByList({ graph, hides, actions }: Query): SharedCallersOf {
  const known = new Map<readonly SharedAccess[], Shared>()
  return (key, list, classes) => {
    const kept = known.get(list)
    if (kept !== undefined) return kept
    const wanted = list.flatMap(access => narrowed(access, actions))
    const onKey = wanted.map(access => graph.accessOn(key, access))
    const callers = callersOf(onKey, key, hides, classes)
    const shared = {
      list: wanted,
      told: { callers, members: membersIn(callers), accesses: wanted.length },
    }
    known.set(list, shared)
    return shared
  }
}

/** What is left of an access when only some actions are asked for. */
function narrowed<Kind extends SharedAccess>(access: Kind, asked: ActionSet): readonly Kind[] {
  const actions = intersection(access.actions, asked)
  if (actions === access.actions) return [access]
  return actions === noActions ? [] : [{ ...access, actions }]
}
