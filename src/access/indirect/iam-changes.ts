import type { Step } from '../../model/access.ts'
import type { Identity, IdentityPolicy } from '../../model/identity.ts'
import { principalId } from '../../model/principal.ts'
import type { SourceLocation } from '../../model/source-location.ts'
import { text, type Text } from '../../model/text.ts'
import type { Unknown } from '../../model/unknown.ts'
import { parseArn } from '../../policy/arn.ts'
import type { Permit } from '../permit.ts'
import { principalOf } from '../shared-accesses.ts'
import { aimAt, aimAtArn } from './aims.ts'
import { calledIdentity } from './approach.ts'
import type { Approaches } from './approaches.ts'
import { identityActions } from './identity-actions.ts'
import { told } from './permits.ts'
import type { Powers } from './powers.ts'
import { joinedTerms, noTerms, openness, type Terms } from './terms.ts'

/** Somebody can have an identity, itself or another, be allowed whatever IAM policies of its account can allow. */
export interface IamChange extends Terms {
  readonly by: Identity
  readonly subject: Identity
  readonly steps: readonly [Step, ...Step[]]
}

const ofRole = identityActions('iam:PutRolePolicy', 'iam:AttachRolePolicy')
const ofUser = identityActions('iam:PutUserPolicy', 'iam:AttachUserPolicy')
const addUser = identityActions('iam:AddUserToGroup')
const ofGroup = identityActions('iam:PutGroupPolicy', 'iam:AttachGroupPolicy')
const newVersion = identityActions('iam:CreatePolicyVersion')
const otherVersion = identityActions('iam:SetDefaultPolicyVersion')

/** All of these actions: whoever may none of them changes no IAM policy. */
export const policyChanges = ofRole | ofUser | addUser | ofGroup | newVersion | otherVersion

/** The least open changes that each identity can make in its account, worked out once: no key bears on them. */
export function iamChangesIn(powers: Powers, approaches: Approaches): (by: Identity) => readonly IamChange[] {
  const known = new WeakMap<Identity, readonly IamChange[]>()
  return by => {
    const found = known.get(by) ?? changesBy(by, powers, approaches)
    known.set(by, found)
    return found
  }
}

/** One of its own that is in doubt stands beside that of another: a key may leave something to one of them alone. */
function changesBy(by: Identity, powers: Powers, approaches: Approaches): readonly IamChange[] {
  const [own] = ofItself(by, powers).toSorted((one, other) => openness(one) - openness(other))
  if (own?.hangsOn.length === 0) return [own]
  const another = ofAnother(by, powers, approaches)
  const all = [another, own].filter(change => change !== undefined)
  return all.toSorted((one, other) => openness(one) - openness(other))
}

/** It needs nobody else for that. */
function ofItself(by: Identity, powers: Powers): readonly IamChange[] {
  const who = calledIdentity(by)
  const change = (permit: Permit, does: string, hangsOn: readonly Unknown[] = []): IamChange => ({
    by,
    subject: by,
    ...joinedTerms(permit, { ...noTerms, hangsOn }),
    steps: [stepOf(`${who} can ${does} (${told(permit)})`, permit, by.at)],
  })
  const direct = powers
    .permits(by, by.kind === 'role' ? ofRole : ofUser, aimAt(by))
    .map(permit => change(permit, 'give itself any IAM policy'))
  const versions = by.policies.flatMap(policy =>
    versionPermits(by, policy, powers).map(({ permit, hangsOn }) =>
      change(permit, `change ${policy.name}, which it has`, hangsOn),
    ),
  )
  return [...direct, ...versions, ...(by.kind === 'user' ? throughGroups(by, powers, change) : [])]
}

/** What lets it change a policy of the customer that it has: no more than perhaps where another version has to do. */
export function versionPermits(
  by: Identity,
  { name, document: { at } }: IdentityPolicy,
  powers: Powers,
): readonly { readonly permit: Permit; readonly hangsOn: readonly Unknown[] }[] {
  const forms = formsOfArn(by, name, at)
  if (forms.length === 0) return []
  const aim = aimAtArn(by.account, ...forms)
  const others = hole(`what other versions of ${name} allow`, at)
  return [
    ...powers.permits(by, newVersion, aim).map(permit => ({ permit, hangsOn: [] })),
    ...powers.permits(by, otherVersion, aim).map(permit => ({ permit, hangsOn: [others] })),
  ]
}

/** Inline policies have no versions, and AWS's own nobody changes. */
function formsOfArn(by: Identity, name: string, at: SourceLocation): readonly Text[] {
  const [written] = /arn:[^:]*:iam::\d{12}:policy\/\S+/.exec(`${name} ${at.address}`) ?? []
  if (written !== undefined) return [text(written)]
  if (!/(?:^|\.)aws_iam_policy\./.test(at.address)) return []
  const arn: Unknown = {
    ...hole(`${at.address}.arn`, { ...at, pointer: '/arn' }),
    reason: 'known-after-apply',
  }
  const partition = parseArn(by.arn)?.partition ?? text('aws')
  return [text(arn), text('arn:', partition, ':iam::', by.account, ':policy/', arn)]
}

/** A user that may join groups has what a group has that it may change. */
function throughGroups(
  by: Identity,
  powers: Powers,
  change: (permit: Permit, does: string, hangsOn?: readonly Unknown[]) => IamChange,
): readonly IamChange[] {
  const aim = powers.anythingIn(by.account, 'iam:AddUserToGroup')
  const [joins] = powers.permits(by, addUser, aim)
  const [changes] = powers.permits(by, ofGroup, aim)
  if (joins !== undefined && changes !== undefined) {
    const both = { ...changes, ...joinedTerms(joins, changes), steps: [...joins.steps, ...changes.steps] }
    return [change(both, 'join a group and give that any IAM policy')]
  }
  const groups = hole('which groups there are, what they allow and who is in them', by.at)
  if (joins !== undefined) return [change(joins, 'join a group', [groups])]
  return changes === undefined ? [] : [change(changes, 'give a group any IAM policy', [groups])]
}

/** So many others are looked through for one that it can become. */
const mostOthers = 500

/** Another identity: whether the change is of use hangs on who can act as it. */
function ofAnother(by: Identity, powers: Powers, approaches: Approaches): IamChange | undefined {
  let fallback: IamChange | undefined
  for (const subject of powers.reach(by, ofRole | ofUser, mostOthers)) {
    if (subject === by) continue
    const actions = subject.kind === 'role' ? ofRole : ofUser
    const [permit] = powers.permits(by, actions, aimAt(subject))
    if (permit === undefined) continue
    const says = `${calledIdentity(by)} can give ${subject.address} any IAM policy (${told(permit)})`
    const step = stepOf(says, permit, by.at)
    const link = approaches
      .all(principalOf(subject))
      .find(approach => principalId(approach.principal) === principalId(principalOf(by)))
      ?.links()[0]
    if (link !== undefined && link.hangsOn.length === 0) {
      return { by, subject, ...joinedTerms(permit, link), steps: [step, ...link.steps] }
    }
    const acting = hole(`whether ${calledIdentity(by)} can act as ${subject.address}`, subject.at)
    fallback ??= { by, subject, ...joinedTerms(permit, { ...noTerms, hangsOn: [acting] }), steps: [step] }
  }
  return fallback
}

function stepOf(says: string, { steps }: Permit, at: SourceLocation): Step {
  return { kind: 'change-iam-policy', says, at: steps[0]?.at ?? at }
}

function hole(name: string, at: SourceLocation): Unknown {
  return { kind: 'unknown', reason: 'not-in-input', name, shape: 'anything', at }
}
