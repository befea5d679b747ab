import { isUnknown } from '../../model/unknown.ts'
import type { Account } from '../../model/account.ts'
import type { Held, Holder, HolderKind } from './holder.ts'
import { word } from './json-value.ts'
import { accountOfKey, type Reading } from './reading.ts'
import type { Instance } from './resources.ts'
import { attribute, isHole } from './values.ts'

/** The holders of a plan by what names them. */
export interface Holders {
  readonly reading: Reading
  readonly all: Holder[]
  readonly byInstance: Map<Instance, Holder>
  readonly byAccount: Map<string, Holder>
  readonly byName: Map<string, Holder[]>
  /** Policies of which it is not told whose they are. */
  readonly loose: Held[]
  /** Kinds of which any may have policies that it is not told whose they are. */
  readonly open: Set<HolderKind>
}

const kinds: ReadonlyMap<string, HolderKind> = new Map([
  ['aws_iam_role', 'role'],
  ['aws_iam_user', 'user'],
  ['aws_iam_group', 'group'],
])

/** The roles, users and groups that the plan declares, then those that it reads. */
export function holdersOf(reading: Reading): Holders {
  const holders: Holders = {
    reading,
    all: [],
    byInstance: new Map(),
    byAccount: new Map(),
    byName: new Map(),
    loose: [],
    open: new Set(),
  }
  for (const instance of reading.resources.managed) take(holders, instance)
  for (const [first, ...more] of reading.resources.byBlock.values()) {
    if (first?.mode === 'data') for (const instance of [first, ...more]) take(holders, instance)
  }
  return holders
}

function take(holders: Holders, instance: Instance): void {
  const { type, address, at, provider, values, mode } = instance
  const kind = kinds.get(type)
  if (kind === undefined) return
  const name = knownWord(instance, mode === 'data' ? `${kind}_name` : 'name') ?? knownWord(instance, 'name')
  const arn = attribute(values, 'arn')
  const account = accountOfKey(holders.reading, provider, isHole(arn) ? undefined : word(arn.json))
  const known = name === undefined ? undefined : holders.byAccount.get(exactly(kind, account, name))
  if (known !== undefined && mode === 'data') {
    holders.byInstance.set(instance, known)
    return
  }
  const named = name === undefined ? {} : { name }
  const holder: Holder = {
    kind,
    address,
    at,
    provider,
    account,
    ...named,
    instance,
    held: [],
    exclusive: new Set(),
  }
  holders.byInstance.set(instance, holder)
  add(holders, holder)
}

/** Adds a holder, to be found by its name. */
export function add(holders: Holders, holder: Holder): void {
  const { kind, account, name } = holder
  holders.all.push(holder)
  if (name === undefined) return
  const key = exactly(kind, account, name)
  if (!holders.byAccount.has(key)) holders.byAccount.set(key, holder)
  const others = holders.byName.get(`${kind} ${name}`)
  if (others === undefined) holders.byName.set(`${kind} ${name}`, [holder])
  else others.push(holder)
}

/** The holder that a name stands for before the change; nothing if it is none of the plan's. */
export function holderNamed(
  holders: Holders,
  provider: string,
  kind: HolderKind,
  name: string,
): Holder | undefined {
  return holders.byAccount.get(exactly(kind, holders.reading.accountOf(provider).account, name))
}

/** Names are told apart without regard to case (IAM User Guide, "IAM and AWS STS quotas, name requirements"). */
export function exactly(kind: HolderKind, account: Account, name: string): string {
  return `${kind} ${isUnknown(account) ? `? ${account.name}` : account} ${name.toLowerCase()}`
}

function knownWord({ values }: Instance, name: string): string | undefined {
  const value = attribute(values, name)
  return isHole(value) ? undefined : word(value.json)
}
