import type { Access } from '../../model/access.ts'
import { includes, intersection, noActions, overlaps } from '../../model/action-set.ts'
import type { Answer } from '../../model/answer.ts'
import { showPrincipal } from '../../model/principal.ts'
import { isUnknown, type Unknown } from '../../model/unknown.ts'
import { action, actionsOfKeyType, keyActions } from '../../policy/actions.ts'
import { showCondition } from '../../policy/conditions.ts'
import { answer, hangsOn } from '../answers.ts'
import { all, either, not } from '../logic.ts'
import { isSameAccount } from '../outsiders.ts'
import { actionsInWords, listed } from '../phrases.ts'
import type { AccessChange, Word } from '../word.ts'
import { can } from './actions.ts'
import { wayInWords } from './detours.ts'
import { grantsAreGuarded } from './grants.ts'

/** What a word says of the access that changes: as it will be where it is gained or wider, as it was where it is not. */
export function ofAccess(word: Word<Access>): Word<AccessChange> {
  const { made: _, ask, ...inWords } = word
  return { ...inWords, ask: ({ change }, world) => ask(change.access, world) }
}

/** Somebody can do on this key what he could not do before; what he may have had does not count as had. */
export const gained: Word<AccessChange> = {
  says: 'it is new',
  ask: ({ change }) => {
    const { kind, certainty, otherwise } = change
    if (kind === 'gained' && certainty === 'certain') return answer(true)
    const had = otherwise.some(access => access.certainty === 'certain')
    if (kind !== 'gained' && (kind !== 'widened' || had)) return answer(false)
    return hangsOn([...doubts(change), ...otherwise.flatMap(({ unknowns }) => unknowns)])
  },
}

/** Somebody could do it before, and more calls are let through now. */
export const widened: Word<AccessChange> = {
  says: 'more calls are let through than before',
  ask: ({ change }) => {
    if (change.kind !== 'widened') return answer(false)
    return change.certainty === 'certain' ? answer(true) : hangsOn(doubts(change))
  },
}

/** Somebody can do more on this key than before. */
export const grows: Word<AccessChange> = either(gained, widened)

/** Somebody cannot do it on this key any more; what may be given to him all the same does not count as kept. */
export const lost: Word<AccessChange> = {
  says: 'it is gone',
  ask: ({ change }) => {
    const { kind, certainty, otherwise } = change
    const isLeft = otherwise.some(access => access.certainty === 'certain')
    if (kind === 'lost' && certainty === 'certain') return answer(true)
    return kind === 'lost' || (kind === 'narrowed' && !isLeft) ? hangsOn(doubts(change)) : answer(false)
  },
}

/** Where nothing that is not known hides it, it is the comparison that could not tell. */
function doubts({ unknowns, access }: AccessChange['change']): readonly Unknown[] {
  if (unknowns.length > 0) return unknowns
  const name = 'whether one condition lets through what another does'
  return [{ kind: 'unknown', reason: 'undecided-condition', name, shape: 'anything', at: access.path[0].at }]
}

/** A Deny of the key's policy that is weaker now stopped it before. */
export const freedFromDeny: Word<AccessChange> = {
  says: 'a Deny of the key policy stopped it before',
  ask: ({ isFreed }) => answer(isFreed),
}

/** Whoever has it can give access to others: by the key policy, or by grants that no condition limits. */
export const handsOutAccess: Word<AccessChange> = ofAccess(
  either(can('kms:PutKeyPolicy'), all<Access>(can('kms:CreateGrant'), not(grantsAreGuarded))),
)

/** The key policy lets the key's own account in as a whole. */
export const delegates: Word<AccessChange> = ofAccess({
  says: "the key's own account is named",
  ask: ({ principal, key }) => {
    if (principal.kind === 'unknown')
      return principal.unknown.shape === 'arn' ? answer(false) : hangsOn([principal.unknown])
    return principal.kind === 'account' ? isSameAccount(principal.account, key.account) : answer(false)
  },
})

/** All of a class have it that is told by no name: any account, or everybody of one directly. */
export const byClass: Word<Access> = {
  says: 'it is no one who is named',
  ask: ({ principal }) => answer(principal.kind.startsWith('everyone')),
}

/** Whoever calls from a network has it, whoever that is. */
export const knownByNetwork: Word<AccessChange> = ofAccess({
  says: 'the caller is known by the network alone',
  ask: ({ principal }) => answer(principal.kind === 'everyone-from-network'),
})

/** The key policy itself names whoever has it. */
export const byKeyPolicy: Word<AccessChange> = ofAccess({
  says: 'the key policy gives it',
  ask: ({ via }) => answer(via === 'key-policy'),
})

/** A KMS grant gives it. */
export const byKmsGrant: Word<AccessChange> = ofAccess({
  says: 'a grant gives it',
  ask: ({ via }) => answer(via === 'kms-grant'),
})

/** Somebody else gains the same, by the key policy. */
export function anotherGains(name: string): Word<AccessChange> {
  const wanted = action(name)
  return {
    says: `somebody else gains ${name}`,
    ask: ({ key }) =>
      answer(
        key.accesses.some(
          ({ kind, certainty, access }) =>
            kind === 'gained' &&
            certainty === 'certain' &&
            access.via === 'key-policy' &&
            overlaps(access.actions, wanted),
        ),
      ),
  }
}

/** A service, or somebody with IAM policies, cannot work without it: by what the input encrypts with the key. */
export const neededByResources: Word<AccessChange> = {
  says: 'something in the input cannot work without it',
  ask: ({ change, needed }): Answer => {
    const needs = needed()
    if (needs.length === 0) return answer(false)
    const isNeeded = needs.some(({ certainty }) => certainty === 'certain')
    if (isNeeded && change.certainty === 'certain') return answer(true)
    return hangsOn([...needs.flatMap(({ unknowns }) => unknowns), ...(isNeeded ? doubts(change) : [])])
  },
}

/** An IAM policy of whoever loses it still allows it on this very key. */
export const allowedByIam: Word<AccessChange> = {
  says: 'an IAM policy still allows it on this very key',
  ask: ({ change, stillAllowed }) => {
    if (stillAllowed() === noActions) return answer(false)
    return change.kind === 'lost' && change.certainty === 'certain' ? answer(true) : hangsOn(doubts(change))
  },
}

/** Those to whom it happens, to begin a sentence. */
export function whoInWords({ change, others }: Pick<AccessChange, 'change' | 'others'>): string {
  const names = [...new Set([change, ...others].map(({ access }) => showPrincipal(access.principal)))]
  return names.length <= most
    ? listed(names)
    : `${names.slice(0, most - 1).join(', ')} and ${names.length - most + 1} more`
}

const most = 3

/** All that a key of its kind can do is told in short. */
export function whatInWords({ actions, key: { spec, usage } }: Pick<Access, 'actions' | 'key'>): string {
  const ofKind = actionsOfKeyType(isUnknown(spec) ? undefined : spec, isUnknown(usage) ? undefined : usage)
  return includes(actions, intersection(ofKind, keyActions)) ? 'kms:*' : actionsInWords(actions)
}

/** What somebody can do now: `role/App can now kms:Decrypt on aws_kms_key.app`. */
export function growthInWords(subject: AccessChange): string {
  const { kind, access } = subject.change
  const what = `${whatInWords(access)} on ${access.key.address}`
  const way = wayInWords(access)
  return kind === 'gained'
    ? `${whoInWords(subject)} can now ${what}${way}`
    : `${whoInWords(subject)} can ${what} more freely than before${way}`
}

/** What no longer has to hold: `no longer only when kms:ViaService is …`. */
export function weakeningInWords({ change: { access, otherwise } }: AccessChange): string {
  const now = access.conditions.map(showCondition)
  const [before] = otherwise
  const was = (before?.conditions ?? []).map(showCondition).filter(one => !now.includes(one))
  if (was.length === 0) return 'under fewer conditions than before'
  const others = now.filter(one => !(before?.conditions ?? []).map(showCondition).includes(one))
  const then = others.length === 0 ? 'no longer only' : `when ${listed(others)}, no longer only`
  return `${then} when ${listed(was)}`
}

/** What of a loss somebody still needs, and why. */
export function needInWords(subject: AccessChange): string {
  const { access } = subject.change
  const [need, ...others] = subject.needed()
  const who = whoInWords(subject)
  const on = access.key.address
  if (need === undefined) {
    const allowed = actionsInWords(intersection(subject.stillAllowed(), access.actions))
    return `${who} can no longer ${allowed} on ${on}, which an IAM policy still allows`
  }
  const more = others.length === 0 ? '' : `, and ${others.length} more`
  return `${who} can no longer ${actionsInWords(need.actions)} on ${on}, and needs it: ${need.says}${more}`
}
