import type { Answer } from '../model/answer.ts'
import type { Identity, IdentityPolicy } from '../model/identity.ts'
import type { Unknown } from '../model/unknown.ts'
import { hangsOn } from './answers.ts'

interface Held {
  readonly policy: IdentityPolicy
  readonly holders: readonly Identity[]
}

/** What is answered of each of those who have a policy: of so many one by one, of the others that it is not told. */
export function ofHolders(
  { policy, holders }: Held,
  most: number,
  answerOf: (holder: Identity) => Answer,
): readonly Answer[] {
  return [...holders.slice(0, most).map(answerOf), ...otherHolders({ policy, holders }, most)]
}

/** That it is not told of those who are not asked about. */
export function otherHolders({ policy: { name, document }, holders }: Held, most: number): readonly Answer[] {
  const who = `who else has ${name}`
  const { at } = document
  const hole: Unknown = { kind: 'unknown', reason: 'not-in-input', name: who, shape: 'anything', at }
  return holders.length > most ? [hangsOn([hole])] : []
}
