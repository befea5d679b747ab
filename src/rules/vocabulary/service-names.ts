import type { KeyPolicyAccess } from '../../model/access.ts'
import type { Answer } from '../../model/answer.ts'
import { holesOf, literal, showText } from '../../model/text.ts'
import { isUnknown, type Unknown } from '../../model/unknown.ts'
import { isKnownService, partsOfService } from '../../policy/service-names.ts'
import { answer, hangsOn } from '../answers.ts'
import type { Word, World } from '../word.ts'

type Named = Pick<KeyPolicyAccess, 'principal' | 'key' | 'statement'>

/** The service that is named does not exist, or is that of another Region than the key. */
export const namesNoService: Word<Named> = {
  says: 'no service of that name works in the Region of the key',
  ask: (access, world) => wrongService(access, world)?.answer ?? answer(false),
}

/** The name is not told, or belongs to a Region, and that of the key is not told. */
export const serviceIsNotTold: Word<Named> = {
  says: 'the name of the service or the Region of the key is not told',
  ask: (access, world) => answer(wrongService(access, world)?.isUntold === true),
}

/** Why a service principal matches nobody, to follow its name and a comma. */
export function whyNoService(access: Named, world: World): string {
  return wrongService(access, world)?.says ?? 'which matches no service'
}

interface WrongService {
  readonly says: string
  readonly answer: Answer
  /** It hangs on what the input does not tell. */
  readonly isUntold?: true
}

function wrongService({ principal, key, statement }: Named, world: World): WrongService | undefined {
  if (principal.kind === 'unknown')
    return { says: 'which is not known yet', answer: hangsOn([principal.unknown]), isUntold: true }
  if (principal.kind !== 'service') return undefined
  const { name } = principal
  const written = literal(name)
  const hole = (says: string): Unknown => ({ ...unnamed, name: says, at: statement.at })
  if (written === undefined) {
    const isWhole = name.length === 1
    return isWhole
      ? { says: 'which is not known yet', answer: hangsOn(holesOf(name)), isUntold: true }
      : undefined
  }
  const parts = partsOfService(written)
  if (parts === undefined) return { says: 'which is no name of a service', answer: answer(true) }
  if (!isKnownService(parts)) {
    const says = `whether ${written} is a service of AWS`
    return { says: 'which AWS may not have', answer: hangsOn([hole(says)]) }
  }
  return parts[0] === 'logs' ? wrongRegion(parts[1], key, world) : undefined
}

const unnamed = { kind: 'unknown', reason: 'not-in-input', shape: 'anything' } as const

/** CloudWatch Logs calls KMS by the name that it has in the Region (CloudWatch Logs User Guide, "Encrypt log data"). */
function wrongRegion(
  region: string | undefined,
  key: KeyPolicyAccess['key'],
  world: World,
): WrongService | undefined {
  if (region === undefined)
    return {
      says: 'which lacks the Region: CloudWatch Logs calls as logs.REGION.amazonaws.com',
      answer: answer(true),
    }
  if (key.region === region) return undefined
  // A policy for several Regions names the service of each.
  const inRegion = (name: string) => !isUnknown(key.region) && name.startsWith(`logs.${key.region}.`)
  const others = world.accessesTo(key).map(({ principal }) => principal)
  if (others.some(one => one.kind === 'service' && inRegion(showText(one.name)))) return undefined
  const says = `which calls KMS in ${region}, not in the Region of the key`
  return isUnknown(key.region)
    ? { says, answer: hangsOn([key.region]), isUntold: true }
    : { says, answer: answer(true) }
}
