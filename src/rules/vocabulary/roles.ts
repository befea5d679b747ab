import type { Assumption } from '../../model/access.ts'
import type { Answer } from '../../model/answer.ts'
import type { Identity } from '../../model/identity.ts'
import type { Condition } from '../../model/statement.ts'
import { literal } from '../../model/text.ts'
import { anyOf } from '../../model/tri.ts'
import type { Unknown } from '../../model/unknown.ts'
import { asksForValue, escapeFrom, isPattern } from '../../access/operators.ts'
import { plaintextActions } from '../../policy/actions.ts'
import { isFilledByCall } from '../../policy/variables.ts'
import { answer, hangsOn } from '../answers.ts'
import { admitsOutsiders, isUntrustedOutsider } from '../outsiders.ts'
import { listed } from '../phrases.ts'
import type { HeldPermission, Holders, PolicyStatement, Word, World } from '../word.ts'

/** The role may reach plaintext of a key: of one of the input, or by its policies of one elsewhere. */
export const roleReachesPlaintext: Word<Assumption> = {
  says: 'the role may reach plaintext of a key',
  ask: ({ role }, world) => plaintextWithin(role, world),
}

/** The trust policy that it stands in is that of such a role. */
export const opensPlaintext: Word<PolicyStatement> = {
  says: 'the role may reach plaintext of a key',
  ask: (subject, world) =>
    subject.in === 'trust-policy' ? plaintextWithin(subject.role, world) : answer(false),
}

function plaintextWithin(role: Identity, world: World): Answer {
  const reaches = world.mayReach(role, plaintextActions)
  if (reaches === 'yes') return answer(true)
  // What stood before the change may have policies that are attached elsewhere.
  return reaches === 'no' && role.complete ? answer(false) : hangsOn([whatItMayDo(role)])
}

/** Whoever assumes the role must say its external id, a secret between two parties that names nobody. */
export const externalIdIsAsked: Word<Pick<Assumption, 'conditions' | 'unless'>> = {
  says: 'the caller must say an external id',
  ask: ({ conditions, unless }) => {
    const asked = [...conditions, ...unless.flatMap(escapeOf)].filter(isLiteralExternalId)
    return answer(
      asked.length > 0,
      asked.map(({ at }) => at),
    )
  },
}

/** A condition says who of the account may assume the role, or of which organization he must be. */
export const assumerIsNarrowed: Word<Assumption> = {
  says: 'a condition names principals of the account, or its organization',
  ask: ({ conditions, unless }) => {
    const asked = [...conditions, ...unless.flatMap(escapeOf)].filter(
      condition => narrowing.has(condition.key.toLowerCase()) && asksForValue(condition),
    )
    return answer(
      asked.length > 0,
      asked.map(({ at }) => at),
    )
  },
}

const narrowing = new Set(['aws:principalarn', 'aws:principalorgid', 'aws:principalorgpaths', 'aws:userid'])

/** Who can assume the role is another account as a whole, that `trusted` does not name. */
export const byUntrustedAccount: Word<Assumption> = {
  says: 'another account, which `trusted` does not name, is trusted as a whole',
  ask: ({ principal, role }, { trust }) =>
    principal.kind === 'unknown' || principal.kind === 'account' || principal.kind === 'everyone-of-account'
      ? isUntrustedOutsider(principal, role, trust)
      : answer(false),
}

/** A role that has the policy can be assumed by somebody outside its account and outside what `trusted` names. */
export const heldFromOutside: Word<HeldPermission> = {
  says: 'a role that has it can be assumed from outside its account',
  ask: ({ holders }, world) => {
    const answers: Answer[] = []
    for (const holder of holders) {
      const from = isAssumableFromOutside(holder, world)
      if (from.is === 'yes') return from
      if (from.is === 'unknown') answers.push(from)
    }
    return answers.length === 0 ? answer(false) : hangsOn(answers.flatMap(one => one.hangsOn))
  },
}

/**
 * Those who have a policy, in words: `aws_iam_role.a`, `aws_iam_role.a, aws_iam_role.b and 12 others`; of one that nobody
 * has, `whoever gets aws_iam_policy.shared`, `whoever joins aws_iam_group.ops`.
 */
export function holdersInWords(holders: Holders): string {
  const names = holders.slice(0, 2).map(nameOfHolder)
  return holders.length > 2 ? `${names.join(', ')} and ${othersInWords(holders.length - 2)}` : listed(names)
}

function nameOfHolder({ address, standsIn, kind }: Identity): string {
  if (standsIn !== true) return address
  return `whoever ${kind === 'user' ? 'joins' : 'gets'} ${address}`
}

function othersInWords(count: number): string {
  return count === 1 ? '1 other' : `${count} others`
}

function isAssumableFromOutside(role: Identity, world: World): Answer {
  if (role.kind !== 'role' || !admitsOutsiders(role)) return answer(false)
  const answers = world.assumptionsOf(role).map(({ principal, certainty, unknowns }): Answer => {
    const from =
      principal.kind === 'everyone' ? answer(true) : isUntrustedOutsider(principal, role, world.trust)
    return from.is === 'yes' && certainty === 'possible' ? hangsOn(unknowns) : from
  })
  const is = anyOf(answers.map(one => one.is))
  return is === 'unknown' ? hangsOn(answers.flatMap(one => one.hangsOn)) : answer(is === 'yes')
}

function whatItMayDo({ address, at }: Identity): Unknown {
  const name = `what ${address} may do with keys`
  return { kind: 'unknown', reason: 'not-in-input', name, shape: 'anything', at }
}

function escapeOf(conditions: readonly Condition[]): readonly Condition[] {
  return conditions.length === 1 ? conditions.flatMap(only => escapeFrom(only) ?? []) : []
}

/** A wildcard asks for any external id, and a variable for what the caller is. */
function isLiteralExternalId(condition: Condition): boolean {
  return (
    condition.key.toLowerCase() === 'sts:externalid' &&
    asksForValue(condition) &&
    condition.values.length > 0 &&
    condition.values.every(value =>
      isPattern(condition) ? !/^$|[*?]/.test(literal(value) ?? '*') : !value.some(isFilled),
    )
  )
}

function isFilled(part: string | Unknown): boolean {
  return typeof part !== 'string' && isFilledByCall(part)
}
