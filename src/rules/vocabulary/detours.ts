import type { Access, Via } from '../../model/access.ts'
import { intersection, overlaps } from '../../model/action-set.ts'
import type { Answer } from '../../model/answer.ts'
import type { Identity } from '../../model/identity.ts'
import { isNamed, principalId, showPrincipal } from '../../model/principal.ts'
import type { Listed, Pattern, Statement } from '../../model/statement.ts'
import { literal } from '../../model/text.ts'
import { isUnknown } from '../../model/unknown.ts'
import { plaintextActions } from '../../policy/actions.ts'
import { matchesWildcard } from '../../policy/wildcard.ts'
import { answer, hangsOn } from '../answers.ts'
import { actionsInWords } from '../phrases.ts'
import type { Word } from '../word.ts'

const ways: Readonly<Record<Exclude<Via, 'key-policy' | 'iam-policy' | 'kms-grant'>, string>> = {
  'assume-role': 'by assuming a role',
  'pass-role': 'by passing a role to a service that runs its code',
  'run-code': 'by changing what runs under a role',
  'put-key-policy': 'by rewriting the key policy',
  'create-grant': 'by creating a grant',
  'change-iam-policy': 'by changing IAM policies',
  'change-trust-policy': 'by changing whom a role trusts',
  'lift-boundary': 'by changing a permissions boundary',
  'take-over-user': 'by making credentials of a user',
  'change-alias': 'by changing aliases',
  'tag-key': 'by changing tags',
  'replicate-key': 'by replicating the key',
}

/** A way to a key that begins with a change, or with becoming somebody else. */
export type DetourVia = keyof typeof ways

const hows: ReadonlyMap<string, string> = new Map(Object.entries(ways))

/** Its first step is one of these. */
export function beginsWith(...vias: readonly DetourVia[]): Word<Access> {
  const listed: readonly Via[] = vias
  return {
    says: `it is ${vias.map(via => ways[via]).join(', or ')}`,
    ask: ({ via }) => answer(listed.includes(via)),
  }
}

/** More than one step leads away from whoever starts, each of which nobody sees who looks at one policy alone. */
export const takesSeveralSteps: Word<Access> = {
  says: 'more than one step leads there',
  ask: ({ path }) => answer(path.slice(1).some(({ kind }) => hows.has(kind))),
}

/** Whoever starts reaches plaintext of the key as things stand, so that the other way gives nothing new. */
export const reachesPlaintextDirectly: Word<Access> = {
  says: 'the principal reaches plaintext without it',
  ask: ({ principal, key }, world) => {
    const id = principalId(principal)
    const all: readonly Access[] = isNamed(principal)
      ? world.shownBetween(principal, key)
      : world.accessesTo(key).filter(access => principalId(access.principal) === id)
    const direct = all.filter(({ actions }) => overlaps(actions, plaintextActions))
    if (direct.some(({ certainty }) => certainty === 'certain')) return answer(true)
    return direct.length === 0 ? answer(false) : hangsOn(direct.flatMap(({ unknowns }) => unknowns))
  },
}

/**
 * Whoever starts can do everything by design: an account as a whole, a service, whoever applies the change, somebody
 * under `administrators`, somebody with every action of every service.
 */
export const byAccountAdministrators: Word<Access> = {
  says: 'the principal administers the account: by `administrators`, as `deployer`, or with every action on everything',
  ask: ({ principal }, { trust, identityOf }): Answer => {
    const isClass = ['account', 'root-user', 'everyone-of-account', 'service', 'services-for'].includes(
      principal.kind,
    )
    const id = principalId(principal)
    const named = [...trust.administrators, ...(trust.deployer === undefined ? [] : [trust.deployer])]
    if (isClass || named.some(pattern => matchesWildcard(pattern, id))) return answer(true)
    const identity = identityOf(principal)
    return answer(identity !== undefined && hasEverything(identity))
  },
}

/** The key policy itself, or a grant, names whoever may change who has access: its rules weigh those statements. */
export const keyItselfGivesTheMeans: Word<Access> = {
  says: 'the key policy or a grant gives the means by name',
  ask: ({ via, path }) => {
    const isOnKey = ['put-key-policy', 'create-grant', 'replicate-key'].includes(via)
    return answer(isOnKey && ['key-policy', 'kms-grant'].includes(path[1]?.kind ?? ''))
  },
}

/** Who gets how to which plaintext, as a sentence that ends with the key. */
export function detourInWords({ principal, principalAddress, via, actions, key }: Access): string {
  const hidden = 'arn' in principal && principal.arn.some(isUnknown)
  const who = hidden && principalAddress !== undefined ? principalAddress : showPrincipal(principal)
  const what = actionsInWords(intersection(actions, plaintextActions))
  return `${who}, ${hows.get(via) ?? 'as things stand'}, can ${what} on ${key.address}`
}

/** How somebody gets there, to end a sentence; empty where he needs no change first. */
export function wayInWords({ via }: Pick<Access, 'via'>): string {
  const how = via === 'kms-grant' ? 'by a grant' : hows.get(via)
  return how === undefined ? '' : `, ${how}`
}

function hasEverything({ policies, boundary }: Identity): boolean {
  if (boundary !== undefined) return false
  return policies.some(
    ({ document, hangsOn: holes }) => holes.length === 0 && document.statements.some(allowsEverything),
  )
}

function allowsEverything({ effect, actions, resources, conditions, conditionHoles }: Statement): boolean {
  return (
    effect === 'Allow' &&
    conditions.length + conditionHoles.length === 0 &&
    lists(actions, /^\*+(?::\*+)?$/) &&
    lists(resources, /^\*+$/)
  )
}

function lists(listed: Listed<Pattern> | undefined, everything: RegExp): boolean {
  return listed?.negated === false && listed.items.some(({ text }) => everything.test(literal(text) ?? ''))
}
