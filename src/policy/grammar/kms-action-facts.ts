import kms from '../aws/kms-actions.json' with { type: 'json' }
import type { Text } from '../../model/text.ts'
import { remembered } from '../remembered.ts'
import { matchesWildcard } from '../wildcard.ts'

/** What AWS publishes about an action of KMS. */
export type KmsAction = (typeof kms.actions)[number]

/** `Decrypt` and all others, as AWS spells them. */
export const kmsActionNames: readonly string[] = kms.actions.map(({ action }) => action)

/** The actions of KMS that a name covers, with wildcards and without `kms:`; case makes no difference. */
export const kmsActionsNamed: (pattern: string) => readonly KmsAction[] = remembered((pattern: string) => {
  const wanted = pattern.toLowerCase()
  return kms.actions.filter(({ action }) => matchesWildcard(wanted, action.toLowerCase()))
})

/** An action as written, taken apart: `kms` and `Decrypt`. */
export interface WrittenAction {
  readonly service: string
  readonly name: string
}

/** Nothing where no colon parts a service from a name. */
export function partsOfAction(written: string): WrittenAction | undefined {
  const colon = written.indexOf(':')
  return colon < 0 ? undefined : { service: written.slice(0, colon), name: written.slice(colon + 1) }
}

/** The service of an action in lower case, where it stands before any hole or wildcard. */
export function serviceOf([start]: Text): string | undefined {
  return typeof start === 'string' ? /^([a-z0-9-]+):/i.exec(start)?.[1]?.toLowerCase() : undefined
}

/** Whether an action is one of KMS, with or without wildcards in its name. */
export function isOfKms(written: string): boolean {
  return partsOfAction(written)?.service.toLowerCase() === 'kms'
}
