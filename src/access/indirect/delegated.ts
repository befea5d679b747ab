import type { Account } from '../../model/account.ts'
import type { Identity } from '../../model/identity.ts'
import type { Key } from '../../model/key.ts'
import { principalId } from '../../model/principal.ts'
import { isUnknown } from '../../model/unknown.ts'
import { guardedKey } from '../guarded.ts'
import { principalOf } from '../shared-accesses.ts'
import type { World } from '../world.ts'
import type { Approaches } from './approaches.ts'
import { iamChangesIn, policyChanges, type IamChange } from './iam-changes.ts'
import type { Powers } from './powers.ts'
import { permitsBetween, supposing, withEveryKeyAction } from './supposing.ts'
import { joinedTerms } from './terms.ts'
import type { Way } from './way.ts'

/** The changes of IAM policies that can matter to a key. */
export type ChangesFor = (key: Key) => readonly IamChange[]

/** Works out once who can change what in an account; a key is asked only whom it leaves anything to. */
export function changesIn(world: World, powers: Powers, approaches: Approaches): ChangesFor {
  const changesBy = iamChangesIn(powers, approaches)
  let opened: Changes | undefined
  return key => {
    opened ??= changesOf(world.identities, powers, changesBy)
    const { byAccount, bySubject } = opened
    const admitted = admittedBy(key)
    const changes = [...byAccount.values()].flatMap(({ account, all }) =>
      isAdmitted(account, admitted) ? all : [],
    )
    return [...new Set([...changes, ...[...admitted.names].flatMap(name => bySubject.get(name) ?? [])])]
  }
}

interface Changes {
  readonly byAccount: ReadonlyMap<string, { readonly account: Account; readonly all: readonly IamChange[] }>
  /** By the id of the principal whose policies are changed. */
  readonly bySubject: ReadonlyMap<string, readonly IamChange[]>
}

function changesOf(
  identities: readonly Identity[],
  powers: Powers,
  changesBy: (by: Identity) => readonly IamChange[],
): Changes {
  const byAccount = new Map<string, { readonly account: Account; readonly all: IamChange[] }>()
  const bySubject = new Map<string, IamChange[]>()
  const able = identities.filter(by => powers.has(by, policyChanges))
  for (const change of able.flatMap(changesBy)) {
    const { account } = change.subject
    const name = nameOf(account)
    const household = byAccount.get(name) ?? { account, all: [] }
    byAccount.set(name, household)
    household.all.push(change)
    const id = principalId(principalOf(change.subject))
    const others = bySubject.get(id)
    if (others === undefined) bySubject.set(id, [change])
    else others.push(change)
  }
  return { byAccount, bySubject }
}

/** What whoever can change an identity's IAM policies gets of a key: nothing where the key leaves nothing to them. */
export function byIamChange(
  world: World,
  key: Key,
  { by, subject, steps, ...terms }: IamChange,
): readonly Way[] {
  const able = supposing(world, withEveryKeyAction(subject))
  const [first, ...more] = steps
  return permitsBetween(able, principalOf(subject), guardedKey(world, key)).map(permit => ({
    principal: principalOf(by),
    address: by.address,
    via: 'change-iam-policy',
    actions: permit.actions,
    ...joinedTerms(terms, permit),
    steps: [first, ...more, ...permit.steps],
  }))
}

/** Whom a key policy leaves something to, as far as IAM policies count for it. */
interface Admitted {
  /** Perhaps everybody, or somebody of an account that is not told. */
  readonly isOpen: boolean
  readonly accounts: ReadonlySet<string>
  /** Ids of roles and users. */
  readonly names: ReadonlySet<string>
}

function admittedBy({ policies }: Key): Admitted {
  const accounts = new Set<string>()
  const names = new Set<string>()
  let isOpen = false
  for (const { document } of policies) {
    isOpen ||= document.holes.length > 0
    for (const { effect, principals } of document.statements) {
      if (effect === 'Deny' || principals === undefined) continue
      isOpen ||= principals.negated
      for (const { principal } of principals.items) {
        if (principal.kind === 'role' || principal.kind === 'user') names.add(principalId(principal))
        else if (principal.kind === 'account') accounts.add(nameOf(principal.account))
        else isOpen ||= ['everyone', 'unknown', 'unique-id'].includes(principal.kind)
        isOpen ||= principal.kind === 'account' && isUnknown(principal.account)
      }
    }
  }
  return { isOpen, accounts, names }
}

function isAdmitted(account: Account, { isOpen, accounts }: Admitted): boolean {
  return isOpen || (isUnknown(account) ? accounts.size > 0 : accounts.has(account))
}

function nameOf(account: Account): string {
  return isUnknown(account) ? `${account.name}\n${account.at.file}\n${account.at.address}` : account
}
