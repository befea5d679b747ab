import type { KeyPolicyAccess } from '../../model/access.ts'
import { overlaps, union } from '../../model/action-set.ts'
import type { Key } from '../../model/key.ts'
import { showPrincipal } from '../../model/principal.ts'
import type { Condition } from '../../model/statement.ts'
import { holesOf, literal, text, type Text } from '../../model/text.ts'
import { allOf, anyOf, type Tri } from '../../model/tri.ts'
import { distinctUnknowns } from '../../model/unknown.ts'
import { meaningOf } from '../../access/condition-keys.ts'
import {
  asksForValue,
  equalTexts,
  escapeFrom,
  isNegated,
  isPattern,
  lowerCase,
} from '../../access/operators.ts'
import { action } from '../../policy/actions.ts'
import { hasWildcard } from '../../policy/wildcard.ts'
import { answer, hangsOn } from '../answers.ts'
import type { Word, World } from '../word.ts'

/** Actions whose requests can carry an attestation document (Developer Guide, "Condition keys for Nitro Enclaves"). */
const attestable = ['Decrypt', 'DeriveSharedSecret', 'GenerateDataKey', 'GenerateDataKeyPair']
  .map(action)
  .reduce(union)

const attestationKey = /^kms:recipientattestation:(.+)$/

/** A statement of the key's policy asks about an attestation. */
export const asksForAttestation: Word<Key> = {
  says: 'a condition is about an attestation (`kms:RecipientAttestation`)',
  ask: ({ policies }) =>
    answer(
      policies.some(({ document }) =>
        document.statements.some(({ conditions }) => conditions.some(one => registerOf(one) !== undefined)),
      ),
    ),
}

/** Some access to what an attestation protects needs none. */
export const attestationIsBypassed: Word<Key> = {
  says: 'somebody reaches plaintext without an attestation',
  ask: (key, world) => {
    const ways = waysPast(key, world)
    const certain = ways.filter(({ is, access }) => is === 'yes' && access.certainty === 'certain')
    if (certain.length > 0)
      return answer(
        true,
        certain.map(({ access }) => access.statement.at),
      )
    const holes = ways.flatMap(({ access, holes: open }) => [...access.unknowns, ...open])
    return ways.length === 0 ? answer(false) : hangsOn(distinctUnknowns(holes))
  },
}

/** Only the root user, whom no policy of IAM can stand in for, needs none. */
export const onlyRootUserBypasses: Word<Key> = {
  says: 'only the root user needs none',
  ask: (key, world) =>
    answer(waysPast(key, world).every(({ access }) => access.principal.kind === 'root-user')),
}

/** Who needs no attestation, in words. */
export function thoseWithoutAttestation(key: Key, world: World): readonly string[] {
  return [...new Set(waysPast(key, world).map(({ access }) => showPrincipal(access.principal)))]
}

interface Way {
  readonly access: KeyPolicyAccess
  readonly is: Tri
  readonly holes: KeyPolicyAccess['unknowns']
}

function waysPast(key: Key, world: World): readonly Way[] {
  const golden = goldenOf(world)
  return world
    .accessesTo(key)
    .filter(
      ({ actions, principal }) => overlaps(actions, attestable) && !principal.kind.startsWith('service'),
    )
    .map(access => ({ access, attested: isAttested(access, golden) }))
    .filter(({ attested }) => attested !== 'yes')
    .map(({ access, attested }) => ({
      access,
      is: attested === 'no' ? 'yes' : 'unknown',
      holes: [access.conditions, ...access.unless]
        .flat()
        .filter(one => registerOf(one) !== undefined)
        .flatMap(({ values }) => values.flatMap(holesOf)),
    }))
}

/** The values that the rule's option `goldenPcr` lists; none: any value will do. */
function goldenOf(world: World): ReadonlySet<string> {
  const listed = world.option('goldenPcr')
  return new Set(typeof listed === 'object' ? listed.map(one => one.toLowerCase()) : [])
}

type Asked = Pick<KeyPolicyAccess, 'conditions' | 'unless'>

function isAttested({ conditions, unless }: Asked, golden: ReadonlySet<string>): Tri {
  if (conditions.some(admitsDebugged)) return 'no'
  return anyOf([
    ...conditions.map(one => attests(one, golden)),
    ...unless.map(list => allOf(list.map(one => leavesOnlyAttested(one, golden)))),
  ])
}

/** Deny where the attestation is absent, or is another: what is left has one. */
function leavesOnlyAttested(condition: Condition, golden: ReadonlySet<string>): Tri {
  if (registerOf(condition) !== undefined && condition.operator === 'Null')
    return anyOf(condition.values.map(value => equalTexts(lowerCase(value), text('true'))))
  const escape = escapeFrom(condition)
  return escape === undefined ? 'no' : attests(escape, golden)
}

/**
 * The registers of an enclave that is debugged are zero: it has an attestation, and hides nothing. PCR12 of a NitroTPM is
 * zero where the kernel is started as it was measured, and AWS has policies ask for that (GHSA-xrv8-2pf5-f3q7).
 */
function admitsDebugged(condition: Condition): boolean {
  const isOfEnclave = /^(?:pcr|imagesha)/.test(registerOf(condition) ?? '')
  return isOfEnclave && !isNegated(condition) && condition.values.some(isZero)
}

function isZero(value: Text): boolean {
  return /^0+$/.test(literal(value) ?? '')
}

/** A positive test on a value that is told. */
function attests(condition: Condition, golden: ReadonlySet<string>): Tri {
  if (registerOf(condition) === undefined || !asksForValue(condition)) return 'no'
  const written = condition.values.map(literal)
  if (isPattern(condition) && condition.values.some(hasWildcard)) return 'no'
  const isGood = (value: string) =>
    !/^0*$/.test(value) && (golden.size === 0 || golden.has(value.toLowerCase()))
  if (written.some(value => value !== undefined && !isGood(value))) return 'no'
  return written.includes(undefined) ? 'unknown' : 'yes'
}

/** `pcr0`, `imagesha384`; nothing for other condition keys. */
function registerOf({ key }: Condition): string | undefined {
  return attestationKey.exec(key.toLowerCase())?.[1]
}

/** The access asks for an attestation of an image. */
export const needsAttestation: Word<KeyPolicyAccess> = {
  says: 'an attestation is asked for',
  ask: ({ conditions }) => answer(conditions.some(one => registerOf(one) !== undefined && asksForValue(one))),
}

/** It also asks for what only this deployment has: the role or id of the instance, the signer, the account. */
export const bindsToDeployment: Word<KeyPolicyAccess> = {
  says: 'a condition asks for the role, the instance, the signer or the account (PCR3, PCR4, PCR8)',
  ask: ({ statement }) =>
    answer(
      statement.conditions.some(
        one =>
          asksForValue(one) &&
          (/^pcr(?:3|4|8)$/.test(registerOf(one) ?? '') ||
            ['account', 'organization'].includes(meaningOf(one.key))),
      ),
    ),
}
