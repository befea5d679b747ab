import { unread } from '../../policy/read-policy.ts'
import { policiesMeant, type PolicyIndex } from './attached-policies.ts'
import { attachmentOf } from './attachments.ts'
import { hanging, showHolder, type Held, type Holder } from './holder.ts'
import type { Holders } from './holders.ts'
import { holdersMeant } from './holders-meant.ts'
import { inlineId } from './inline-policies.ts'
import { meantBy } from './meant.ts'
import type { Instance } from './resources.ts'
import { attribute, hole } from './values.ts'

/** The resources that take away what they do not list: `aws_iam_role_policies_exclusive` and its like. */
const exclusive = /^aws_iam_(role|user|group)_(policies|policy_attachments)_exclusive$/

/** Whose policies of which form a resource of this type lists as all there are; nothing for other types. */
export function listingOf(
  type: string,
): { readonly kind: Holder['kind']; readonly form: Held['form'] } | undefined {
  const [, kind, what] = exclusive.exec(type) ?? []
  if (kind !== 'role' && kind !== 'user' && kind !== 'group') return undefined
  return { kind, form: what === 'policies' ? 'inline' : 'attached' }
}

/** What some resources list as all there is, and how often each entry stands in one of their lists. */
interface Tally<Entry> {
  readonly lists: Instance[]
  readonly counts: Map<Entry, number>
}

/**
 * Takes away what resources that own all policies of a holder, or all holders of a policy, do not list. What another
 * resource of the plan writes all the same hangs on which of them is applied last.
 */
export function keepListed(holders: Holders, index: PolicyIndex): void {
  const ofHolder = { inline: new Map<Holder, Tally<string>>(), attached: new Map<Holder, Tally<string>>() }
  const ofPolicy = new Map<string, Tally<Holder>>()
  for (const resource of holders.reading.resources.managed) {
    tallyPolicies(holders, index, resource, ofHolder)
    if (resource.type === 'aws_iam_policy_attachment') tallyHolders(holders, index, resource, ofPolicy)
  }
  if (ofHolder.inline.size + ofHolder.attached.size + ofPolicy.size === 0) return
  for (const [holder, tally] of ofHolder.inline) hangElsewhere(holder, tally)
  for (const holder of holders.all) {
    holder.held = holder.held.flatMap(held => {
      const own = ofHolder[held.form].get(holder)
      const others = held.form === 'attached' ? ofPolicy.get(held.id) : undefined
      const isLeftOut = own !== undefined && own.counts.get(held.id) !== own.lists.length
      const isTaken = others !== undefined && others.counts.get(holder) !== others.lists.length
      const by = isLeftOut ? own.lists[0] : isTaken ? others.lists[0] : undefined
      return by === undefined ? [held] : withoutFound(held, by)
    })
  }
}

function withoutFound(held: Held, { at, address }: Instance): readonly Held[] {
  if (held.isFound) return []
  return [hanging(held, [hole(at, `whether ${address} is applied last`, 'anything', 'undecided-condition')])]
}

function tallyPolicies(
  holders: Holders,
  index: PolicyIndex,
  resource: Instance,
  tallies: Readonly<Record<Held['form'], Map<Holder, Tally<string>>>>,
): void {
  const listing = listingOf(resource.type)
  if (listing === undefined) return
  const { kind, form } = listing
  const meant = holdersMeant(holders, resource, `${kind}_name`, kind)
  const ids = form === 'inline' ? listedNames(holders, resource, kind) : listedArns(index, resource)
  if (meant.isOpen || ids === undefined) return
  for (const { holder, hangsOn } of meant.holders) {
    if (hangsOn.length > 0) continue
    holder.exclusive.add(form)
    add(tallies[form], holder, resource, ids)
  }
}

/** The inline policies that an exclusive resource lists; nothing where it is not told. */
export function listedNames(
  { reading }: Holders,
  resource: Instance,
  kind: Holder['kind'],
): readonly string[] | undefined {
  const sought = { type: `aws_iam_${kind}_policy`, attributes: ['name'] }
  const { written, instances, hole: unknown } = meantBy(reading.resources, resource, 'policy_names', sought)
  return unknown === undefined ? [...written, ...instances.map(inlineId)] : undefined
}

/** The same of attached policies, by their ids. */
export function listedArns(index: PolicyIndex, resource: Instance): readonly string[] | undefined {
  const { hole: unknown } = meantBy(index.reading.resources, resource, 'policy_arns', {
    type: 'aws_iam_policy',
    attributes: ['arn', 'id'],
  })
  return unknown === undefined ? policiesMeant(index, resource, 'policy_arns').map(({ id }) => id) : undefined
}

/** A name that is listed and that nothing writes stands for a policy that exists already. */
function hangElsewhere(holder: Holder, { lists: [resource], counts }: Tally<string>): void {
  if (resource === undefined || holder.instance?.created === true) return
  const known = new Set(holder.held.flatMap(({ form, id }) => (form === 'inline' ? [id] : [])))
  const { at } = attribute(resource.values, 'policy_names')
  for (const name of counts.keys()) {
    if (known.has(name)) continue
    const says = `inline policy ${JSON.stringify(name)} of ${showHolder(holder)}`
    const document = unread(at, hole(at, says, 'anything', 'not-in-input'))
    const policy = { name: says, document, sensitive: false, hangsOn: [] }
    holder.held.push({ form: 'inline', id: name, isFound: false, policy })
  }
}

function tallyHolders(
  holders: Holders,
  index: PolicyIndex,
  resource: Instance,
  tallies: Map<string, Tally<Holder>>,
): void {
  const meant = (attachmentOf(resource.type)?.holders ?? []).map(([argument, kind]) =>
    holdersMeant(holders, resource, argument, kind),
  )
  const [policy, ...others] = policiesMeant(index, resource, 'policy_arn')
  const listed = meant.flatMap(each => each.holders)
  const isClear =
    policy?.policy.hangsOn.length === 0 &&
    others.length === 0 &&
    meant.every(({ isOpen }) => !isOpen) &&
    listed.every(({ hangsOn }) => hangsOn.length === 0)
  if (!isClear) return
  add(
    tallies,
    policy.id,
    resource,
    listed.map(({ holder }) => holder),
  )
}

function add<Whose, Entry>(
  tallies: Map<Whose, Tally<Entry>>,
  whose: Whose,
  resource: Instance,
  entries: readonly Entry[],
): void {
  const tally: Tally<Entry> = tallies.get(whose) ?? { lists: [], counts: new Map() }
  tallies.set(whose, tally)
  tally.lists.push(resource)
  for (const entry of new Set(entries)) tally.counts.set(entry, (tally.counts.get(entry) ?? 0) + 1)
}
