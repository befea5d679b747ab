import type { Key, KeyPolicy } from '../../model/key.ts'
import type { PlannedChanges } from '../../model/planned-changes.ts'
import { defaultKeyPolicy } from '../../policy/read-policy.ts'
import { completedKey } from './join-keys.ts'

/** The ARN of a key that stands in another plan besides, by its address in one of them. */
export type ArnOf = (file: string, address: string) => string | undefined

/** The keys of several plans: those of one ARN are one key, with the policy that is written last. */
export function keysOfPlans(
  all: readonly Key[],
  { reset }: Pick<PlannedChanges, 'reset'>,
): { readonly keys: readonly Key[]; readonly arnOf: ArnOf } {
  const byArn = new Map<string, Key>()
  const moved = new Map<string, string>()
  for (const key of all) {
    if (key.arn === undefined) continue
    const known = byArn.get(key.arn)
    byArn.set(key.arn, known === undefined ? key : oneKey(known, key))
    if (known !== undefined)
      for (const { at, address } of [known, key]) moved.set(`${at.file}\n${address}`, key.arn)
  }
  const seen = new Set<string>()
  const keys = all.flatMap(key => {
    if (key.arn === undefined) return [key]
    if (seen.has(key.arn)) return []
    seen.add(key.arn)
    const one = byArn.get(key.arn) ?? key
    return reset.has(key.arn) ? [resetKey(one)] : [one]
  })
  return { keys, arnOf: (file, address) => moved.get(`${file}\n${address}`) }
}

/** The plan that declares a key tells what it is; each that writes its policy can be the last. */
function oneKey(one: Key, other: Key): Key {
  const [main, more] = one.declared || !other.declared ? [one, other] : [other, one]
  const joined = completedKey(main, more)
  const written = more.policies.filter(policy => isWritten(policy) && !isUntold(policy))
  const isOpen = !main.policies.some(isWritten)
  const [first, ...rest] = isOpen && written.length > 0 ? written : [...joined.policies, ...written]
  return first === undefined ? joined : { ...joined, policies: [first, ...rest] }
}

/**
 * A key that another plan takes the policy of: it has AWS's default policy then (the provider's
 * `resourceKeyPolicyDelete`), unless what some plan writes comes later.
 */
function resetKey(key: Key): Key {
  const document = defaultKeyPolicy(key.account, key.at)
  const written = key.policies.filter(isWritten)
  return { ...key, policies: [{ source: 'aws-default', sensitive: false, document }, ...written] }
}

/** Whether some plan writes it. */
function isWritten({ source, isReported }: KeyPolicy): boolean {
  return source === 'written' && isReported !== true
}

function isUntold({ document }: KeyPolicy): boolean {
  return document.holes.some(({ reason }) => reason === 'not-in-input')
}
