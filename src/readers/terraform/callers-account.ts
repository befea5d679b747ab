import type { SourceLocation } from '../../model/source-location.ts'
import { text, type Text } from '../../model/text.ts'
import type { Reading } from './reading.ts'
import type { Leaf } from './references.ts'
import type { Instance } from './resources.ts'
import type { Slots } from './slots.ts'
import { hole } from './values.ts'

/** Whether a leaf is the account id of `data.aws_caller_identity`. */
export function isCallersAccount(leaf: Leaf): leaf is Leaf & { readonly kind: 'resource' } {
  return (
    leaf.kind === 'resource' &&
    leaf.type === 'aws_caller_identity' &&
    (leaf.attribute === 'account_id' || leaf.attribute === 'id')
  )
}

/**
 * What an account id stands for in the only unknown place of a list; nothing where it can only be a part of an ARN. The
 * configuration shows no text around a reference: `"arn:aws:iam::${….account_id}:root"` looks like the bare id, and
 * both name the account. Where a text of the plan stands in no other place, it stands in this one, which then names
 * something in that account.
 */
export function callersAccount(
  reading: Reading,
  { provider }: Instance,
  at: SourceLocation,
  { reference }: Leaf,
  { leaves = [], known, use }: Slots,
): Text | undefined {
  const isElsewhere = (value: string) => known.some(element => element.includes(value))
  const isMore = leaves.some(
    leaf =>
      leaf.kind === 'known' &&
      typeof leaf.value === 'string' &&
      leaf.value !== '' &&
      !isElsewhere(leaf.value),
  )
  if (use === 'resource' || use === 'other') return undefined
  if (use === 'principal' && isMore) return someoneOf(reading, provider, at, reference)
  return [reading.accountOf(provider).account]
}

/** What one account id stands for in several places, of which one at most is the account itself. */
export function someoneOfCallers(
  reading: Reading,
  candidates: readonly Leaf[],
  { holes, use }: Slots,
  at: SourceLocation,
  name: string,
): Text | undefined {
  const [leaf, ...others] = candidates
  if (leaf === undefined || others.length > 0 || !isCallersAccount(leaf)) return undefined
  const [instance, ...more] = leaf.instances
  if (instance === undefined || more.length > 0 || holes === Infinity || use !== 'principal') return undefined
  return someoneOf(reading, instance.provider, at, name)
}

function someoneOf(reading: Reading, provider: string, at: SourceLocation, name: string): Text {
  const { account } = reading.accountOf(provider)
  return text(`arn:${reading.partitionOf(provider)}:iam::`, account, ':', hole(at, name, 'arn'))
}
