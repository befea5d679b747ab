import { isUnknown, type Unknown } from '../../../model/unknown.ts'
import { anybodysSlotId, attachmentsId, everySlotId, slotId, someAccount } from '../../snapshot/slot-ids.ts'
import type { PolicyIndex } from '../attached-policies.ts'
import { attachmentOf } from '../attachments.ts'
import { listedArns, listedNames, listingOf } from '../exclusive-policies.ts'
import { looseHole } from '../holder.ts'
import type { Holders } from '../holders.ts'
import { holdersMeant } from '../holders-meant.ts'
import { word } from '../json-value.ts'
import type { Instance } from '../resources.ts'
import { attribute, isHole } from '../values.ts'
import { decide, perhaps, type Decisions } from '../../shared/decisions.ts'
import { nameOf } from './name-of.ts'

/** Decides about what resources take away that list all there is: `*_exclusive` and `aws_iam_policy_attachment`. */
export function settleLists(decisions: Decisions, holders: Holders, index: PolicyIndex): void {
  const { managed, forgotten } = holders.reading.resources
  // What is forgotten is not applied, and takes nothing away.
  const left = new Set(forgotten)
  for (const resource of managed) {
    if (left.has(resource)) continue
    settlePolicies(decisions, holders, index, resource)
    if (resource.type === 'aws_iam_policy_attachment') settleAttachments(decisions, holders, resource)
  }
}

function settlePolicies(
  decisions: Decisions,
  holders: Holders,
  index: PolicyIndex,
  resource: Instance,
): void {
  const listing = listingOf(resource.type)
  if (listing === undefined) return
  const { kind, form } = listing
  const meant = holdersMeant(holders, resource, `${kind}_name`, kind)
  const names = form === 'inline' ? listedNames(holders, resource, kind) : listedArns(index, resource)
  const untold = names === undefined ? looseHole(resource, 'what the list holds') : true
  if (meant.isOpen)
    decide(decisions, anybodysSlotId(form, kind, undefined), looseHole(resource, `the ${kind}`))
  for (const { holder, hangsOn } of meant.holders) {
    const whose = nameOf(holder)
    if (whose === undefined) continue
    const [doubt = untold] = hangsOn
    decide(decisions, everySlotId(form, whose.holder), perhaps(whose, doubt))
    // A list of attachments attaches what it names, one of inline policies leaves it as it is.
    if (form === 'inline')
      for (const name of names ?? [])
        decide(decisions, slotId({ kind: 'inline', holder: whose.holder, name }), false)
  }
}

/**
 * One that exists detaches the policy from all others; one that is created only attaches it (provider source,
 * `resourcePolicyAttachmentCreate`).
 */
function settleAttachments(decisions: Decisions, holders: Holders, resource: Instance): void {
  const value = attribute(resource.values, 'policy_arn')
  const arn = isHole(value) ? undefined : word(value.json)
  if (resource.created || arn === undefined) return
  const { account } = holders.reading.accountOf(resource.provider)
  const [doubt] = (attachmentOf(resource.type)?.holders ?? []).flatMap(
    ([argument, kind]): readonly Unknown[] => {
      const meant = holdersMeant(holders, resource, argument, kind)
      const hangsOn = meant.holders.flatMap(each => each.hangsOn)
      return meant.isOpen ? [looseHole(resource, `the ${kind}s`), ...hangsOn] : hangsOn
    },
  )
  const isKnown = !isUnknown(account)
  const decision = perhaps(isKnown ? {} : { hole: account }, doubt ?? true)
  decide(decisions, attachmentsId(isKnown ? account : someAccount, arn), decision)
}
