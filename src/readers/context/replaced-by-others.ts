import type { Grant } from '../../model/grant.ts'
import type { Identity } from '../../model/identity.ts'
import type { Inventory, ReadInput } from '../../model/inventory.ts'
import { withDocuments } from '../../model/key.ts'
import { changesNothing } from '../../model/planned-changes.ts'
import { doubtAbout, doubtingNames, isReplaced } from '../terraform/replaced-principals.ts'

/**
 * The inventories of several plans. Where one plan creates a role anew, what another one has named by its ARN was the old
 * one (IAM User Guide, "AWS JSON policy elements: Principal"): whether that is written again afterwards nothing tells.
 */
export function doubtingOthers(
  plans: readonly Pick<ReadInput, 'inventory' | 'changes'>[],
): readonly Inventory[] {
  const replaced = plans.map(({ changes = changesNothing }) => changes.replaced)
  return plans.map(({ inventory }, index) => {
    const others = new Set(replaced.flatMap((arns, of) => (of === index ? [] : [...arns])))
    return others.size === 0 ? inventory : doubting(inventory, others)
  })
}

/** The inventory, in doubt about whom it names of these. */
export function doubting(inventory: Inventory, replaced: ReadonlySet<string>): Inventory {
  return {
    ...inventory,
    keys: inventory.keys.map(key => withDocuments(key, document => doubtingNames(document, replaced))),
    identities: inventory.identities.map(identity => trustDoubting(identity, replaced)),
    grants: inventory.grants.map(grant => grantDoubting(grant, replaced)),
  }
}

function trustDoubting(identity: Identity, replaced: ReadonlySet<string>): Identity {
  const { trust } = identity
  return trust === undefined ? identity : { ...identity, trust: doubtingNames(trust, replaced) }
}

function grantDoubting(grant: Grant, replaced: ReadonlySet<string>): Grant {
  const { grantee, at, hangsOn = [] } = grant
  return isReplaced(grantee, replaced) ? { ...grant, hangsOn: [...hangsOn, doubtAbout(grantee, at)] } : grant
}
