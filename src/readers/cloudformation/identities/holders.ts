import { literal, type Text } from '../../../model/text.ts'
import { nameTold, type StackReading } from '../reading.ts'
import { whereItExists, type Declared } from '../declared.ts'
import { nameOf } from '../evaluate/return-values.ts'
import type { Held, Holder, HolderKind } from './holder.ts'

/** The holders of a stack by what names them. */
export interface Holders {
  readonly reading: StackReading
  /** Whether a resource of the template exists before it is deployed. */
  readonly existed: (id: string) => boolean
  readonly all: Holder[]
  readonly byId: ReadonlyMap<string, Holder>
  /** By kind and name: conditions can leave one of several. */
  readonly byName: Map<string, Holder[]>
  /** Policies of which it is not told whose they are. */
  readonly loose: Held[]
  /** Kinds of which any may have policies that it is not told whose they are. */
  readonly open: Set<HolderKind>
}

/** The type of the resources that declare somebody of a kind. */
export const typeOf: Readonly<Record<HolderKind, string>> = {
  role: 'AWS::IAM::Role',
  user: 'AWS::IAM::User',
  group: 'AWS::IAM::Group',
}

const kinds: readonly HolderKind[] = ['role', 'user', 'group']

/** The roles, users and groups that a stack declares. */
export function holdersOf(reading: StackReading, existed: (id: string) => boolean): Holders {
  const byId = new Map<string, Holder>()
  const holders: Holders = {
    reading,
    existed,
    all: [],
    byId,
    byName: new Map(),
    loose: [],
    open: new Set(),
  }
  for (const resource of reading.declared) {
    const kind = kinds.find(each => typeOf[each] === resource.type)
    if (kind === undefined) continue
    const name = literal(nameTold(resource))
    const holder: Holder = {
      kind,
      address: resource.id,
      at: resource.at,
      account: reading.stack.account,
      ...(name === undefined ? {} : { name }),
      resource,
      held: [],
    }
    byId.set(resource.id, holder)
    add(holders, holder, namesOf(resource))
  }
  return holders
}

/** Adds a holder, to be found by each of its names. */
export function add({ all, byName }: Holders, holder: Holder, names: readonly string[]): void {
  all.push(holder)
  for (const name of names) {
    const key = exactly(holder.kind, name)
    const known = byName.get(key)
    if (known === undefined) byName.set(key, [holder])
    else known.push(holder)
  }
}

/** Names are told apart without regard to case (IAM User Guide, "IAM and AWS STS quotas, name requirements"). */
export function exactly(kind: HolderKind, name: string): string {
  return `${kind} ${name.toLowerCase()}`
}

/** The names that somebody can have, as far as they are told: an undecided condition can give several. */
function namesOf(resource: Declared): readonly string[] {
  const told = whereItExists(resource, (run): Text => nameOf(run, resource.declaration))
  return [...new Set(told.flatMap(({ result }) => literal(result) ?? []))]
}
