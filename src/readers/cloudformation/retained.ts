import type { Identity, IdentityPolicy } from '../../model/identity.ts'
import { emptyInventory, type Inventory } from '../../model/inventory.ts'
import { showText } from '../../model/text.ts'
import { isUnknown } from '../../model/unknown.ts'
import type { ManagedPolicies } from '../../policy/managed-policies.ts'
import { listOf, property, type Declared } from './declared.ts'
import { textOf } from './evaluate/node-parts.ts'
import { typeOf } from './identities/holders.ts'
import { managedPolicyType, policyIndex } from './identities/managed-policies.ts'
import { arnTold, nameTold, type StackReading } from './reading.ts'
import { wordIn, type Tree } from './syntax/tree.ts'

/** A stack, and what takes its place; nothing where it is deleted. */
export interface Succession {
  readonly before: StackReading
  readonly after: StackReading | undefined
}

/**
 * The resources that go on existing outside of the stack: those that the later template does not have, or does not
 * create, whose `DeletionPolicy` retains them (CloudFormation User Guide, "DeletionPolicy attribute"), and those that are
 * replaced and whose `UpdateReplacePolicy` does ("UpdateReplacePolicy attribute"). Either template may say so: nobody is
 * said to lose what he may keep.
 */
export function leftBehind({ before, after }: Succession): ReadonlySet<string> {
  const left = before.declared.filter(resource => {
    const { id, declaration } = resource
    const successor = after?.byId.get(id)
    const later = after?.stack.template.resources.get(id)
    if (successor === undefined) return [declaration, later].some(one => retains(one?.deletionPolicy))
    return (
      isReplaced(resource, successor) && [declaration, later].some(one => retains(one?.updateReplacePolicy))
    )
  })
  return new Set(left.map(({ id }) => id))
}

/** What is not told is taken to stay. */
function retains(written: Tree | undefined): boolean {
  return written !== undefined && !['Delete', 'Snapshot'].includes(wordIn(written) ?? '')
}

const policyNames: ReadonlyMap<string, readonly string[]> = new Map([
  ['AWS::IAM::RolePolicy', ['RoleName', 'PolicyName']],
  ['AWS::IAM::UserPolicy', ['UserName', 'PolicyName']],
  ['AWS::IAM::GroupPolicy', ['GroupName', 'PolicyName']],
])

/** With another name CloudFormation makes a new one (Template Reference, "Update requires: Replacement"). */
function isReplaced(one: Declared, other: Declared): boolean {
  if (one.type !== other.type) return false
  const names = policyNames.get(one.type) ?? []
  const nameOf = (resource: Declared): string =>
    [arnTold(resource), nameTold(resource), ...names.map(name => textOf(property(resource, name)) ?? [])]
      .map(showText)
      .join('\n')
  return nameOf(one) !== nameOf(other)
}

/** What goes on existing of a stack beside what takes its place; what is attached to it and is deleted itself is gone. */
export function retainedOf(
  succession: Succession,
  inventory: Inventory,
  managed: ManagedPolicies,
): Inventory {
  const left = leftBehind(succession)
  if (left.size === 0) return emptyInventory
  const isLeft = ({ address }: { readonly address: string }): boolean => left.has(address)
  return {
    ...emptyInventory,
    keys: inventory.keys.filter(isLeft),
    aliases: inventory.aliases.filter(({ at }) => isLeft(at)),
    identities: identitiesLeft(succession, left, inventory.identities, managed),
    uses: inventory.uses.filter(isLeft),
    organizationPolicies: inventory.organizationPolicies.filter(({ at }) => isLeft(at)),
    ...(inventory.encryptable === undefined ? {} : { encryptable: inventory.encryptable.filter(isLeft) }),
    ...(inventory.endpoints === undefined ? {} : { endpoints: inventory.endpoints.filter(isLeft) }),
  }
}

function identitiesLeft(
  { before, after }: Succession,
  left: ReadonlySet<string>,
  identities: readonly Identity[],
  managed: ManagedPolicies,
): readonly Identity[] {
  const isLeft = ({ document }: IdentityPolicy): boolean => left.has(document.at.address)
  const written = after && policyIndex(after, managed).known
  /** A managed policy that stays in the stack is what the stack makes of it, also for those who are left behind. */
  const asItWillBe = (policy: IdentityPolicy): IdentityPolicy =>
    isLeft(policy) ? policy : { ...policy, ...written?.get(policy.document.at.address)?.policy }
  return identities.flatMap((identity): readonly Identity[] => {
    const { kind, address, at, account, policies } = identity
    const declared = before.byId.get(address)
    const holder = declared !== undefined && declared.type === typeOf[kind] ? declared : undefined
    if (holder !== undefined && left.has(address)) {
      const listed = new Set(
        listOf(holder, 'ManagedPolicyArns').map(({ node }) => before.named(node, managedPolicyType)?.id),
      )
      const own = policies.filter(one => isLeft(one) || listed.has(one.document.at.address))
      return [{ ...identity, policies: own.map(asItWillBe) }]
    }
    const kept = policies.filter(isLeft)
    const successor = after?.byId.get(address)
    if (kept.length === 0 || (holder && (successor === undefined || isReplaced(holder, successor)))) return []
    return [
      { kind, address, at, account, arn: calledAfter(identity, after), policies: kept, complete: false },
    ]
  })
}

/** Somebody without a name is told by where he is declared, which is the later template for one who stays in it. */
function calledAfter({ arn, at: { file } }: Identity, after: StackReading | undefined): Identity['arn'] {
  const later = after?.stack.template.file ?? file
  return arn.map(part =>
    isUnknown(part) && part.at.file === file ? { ...part, at: { ...part.at, file: later } } : part,
  )
}
