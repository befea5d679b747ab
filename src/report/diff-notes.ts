import type { TwoGraphs } from '../change/key-changes.ts'
import { sameAccount } from '../model/account.ts'
import type { ChangedAccess, KeyChange } from '../model/change.ts'
import { showAccount } from '../model/principal.ts'
import { reachOf, whatInWords } from './who-actions.ts'
import { whoDecides } from './who-decides.ts'

/** What is to be known of a changed key besides who gains or loses what, in sentences. */
export function notesOn(
  { fate, after, accesses }: KeyChange,
  unlike: readonly ChangedAccess[],
  graphs: TwoGraphs,
): readonly string[] {
  const decides = after === undefined ? [] : [whoDecides(graphs.after, after)]
  switch (fate) {
    case 'created':
      return decides
    case 'destroyed':
      return [destroyed]
    case 'replaced':
      return [replaced, unlike.length === 0 ? sameCallers(accesses) : otherCallers]
    case 'kept':
      return restsOn(accesses)
  }
}

/** Developer Guide, "Deleting AWS KMS keys": a key that is pending deletion cannot be used in cryptographic operations. */
const destroyed =
  'nothing that is encrypted with it can be read, nor anything signed, from the moment that its deletion is scheduled'

const replaced =
  'another key takes its place: what is encrypted with the old key cannot be read with the new one, and with the old one only until its deletion is scheduled'

const otherCallers = 'the new key does not admit the same callers as the old one'

function sameCallers(accesses: readonly ChangedAccess[]): string {
  return accesses.length === 0
    ? 'nobody has access to the new key, nor to the old one'
    : 'the new key admits the same callers to the same actions'
}

/** What an account gains or loses, IAM policies of it do: those that the input does not show count too. */
function restsOn(accesses: readonly ChangedAccess[]): readonly string[] {
  return [...new Set(accesses.flatMap(restOf))]
}

function restOf({
  kind,
  certainty,
  access: { principal, key, actions, via },
}: ChangedAccess): readonly string[] {
  if (via !== 'key-policy' || principal.kind !== 'account') return []
  if (sameAccount(principal.account, key.account) !== 'yes') return []
  const account = showAccount(principal.account)
  const what = whatInWords(actions, reachOf(key, false))
  const perhaps = certainty === 'possible' ? 'perhaps ' : ''
  switch (kind) {
    case 'gained':
      return [
        `every IAM policy of ${account} that lets somebody ${what} ${perhaps}counts for this key now, also those that the input does not show`,
      ]
    case 'widened':
      return [
        `IAM policies of ${account}, also those that the input does not show, ${perhaps}let callers ${what} more freely now`,
      ]
    case 'narrowed':
      return [
        `IAM policies of ${account}, also those that the input does not show, ${perhaps}let callers ${what} less freely now`,
      ]
    case 'lost':
      return [
        `IAM policies of ${account} that let somebody ${what} ${perhaps}no longer count for this key, nor those that the input does not show`,
      ]
  }
}
