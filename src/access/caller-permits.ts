import { overlaps } from '../model/action-set.ts'
import type { Identity, IdentityPolicy } from '../model/identity.ts'
import type { Statement } from '../model/statement.ts'
import { literal, type Text } from '../model/text.ts'
import type { Unknown } from '../model/unknown.ts'
import { parseArn } from '../policy/arn.ts'
import { callerCatalogue } from '../policy/caller-actions.ts'
import { deniedTarget, reachedTarget, type Encrypted } from './encrypted-target.ts'
import { factsOfPrincipal } from './facts.ts'
import { opinionOf, speakerOf, type Opinion, type Speaker } from './opinion.ts'
import { after, simplified, within, type Permit, type Refusal } from './permit.ts'
import { principalOf } from './shared-accesses.ts'
import type { Target } from './target.ts'

/** A statement of somebody's policy about what others encrypt. */
export interface CallerStatement {
  readonly policy: IdentityPolicy
  readonly statement: Statement
}

/** What an identity's statement lets it do with an encrypted resource. */
export interface CallerPermit extends Permit {
  /** Whether the statement is about all resources of a kind, and so about none in particular. */
  readonly isBroad: boolean
}

const read = new WeakMap<Identity, readonly CallerStatement[]>()

/** The statements that allow something that callers of services do with encrypted resources. Most roles have none. */
export function callerStatements(identity: Identity): readonly CallerStatement[] {
  const found =
    read.get(identity) ??
    identity.policies.flatMap(policy =>
      policy.document.statements.filter(isOfCaller).map(statement => ({ policy, statement })),
    )
  read.set(identity, found)
  return found
}

function isOfCaller(statement: Statement): boolean {
  const { effect, actions } = statement
  const { may, must } = callerCatalogue.coverOf(actions)
  if (effect === 'Deny' || !overlaps(may | must, callerCatalogue.all)) return false
  // Who may do everything with everything needs nothing in particular.
  const isEverything =
    actions?.negated === true || (actions?.items ?? []).some(({ text }) => isAllActions(text))
  return !(isEverything && isBroad(statement))
}

function isAllActions(action: Text): boolean {
  return /^\*+(?::\*+)?$/.test(literal(action) ?? '')
}

/** Whether a statement is about all resources, or all of a kind. */
export function isBroad({ resources }: Statement): boolean {
  if (resources === undefined || resources.negated) return true
  return resources.items.some(({ text }) => isForAll(text))
}

/** `*`, `arn:aws:s3:::*`, `arn:aws:sqs:*:*:*`, `arn:aws:dynamodb:*:*:table/*`; `arn:aws:s3:::table/*` is one bucket. */
function isForAll(resource: Text): boolean {
  const arn = parseArn(resource)
  if (arn === undefined)
    return /^(?:\*+|arn:[^:]*\*|arn:[^:]*:[^:]*\*|arn:[^:]*:[^:]*:\*)$/.test(literal(resource) ?? '')
  const name = literal(arn.resource) ?? ''
  const kinds =
    literal(arn.service) === 's3' ? '' : '(?:(?:table|stream|parameter|volume|instance)/|secret:)?'
  return new RegExp(`^${kinds}\\*[*/]*$`).test(name)
}

/** What a statement of an identity lets it do with a resource. */
export type PermitsOn = (one: CallerStatement, encrypted: Encrypted) => readonly CallerPermit[]

/** The same after what all policies of the identity and its boundary deny, which is read once for each resource. */
export function permitsOf(identity: Identity): PermitsOn {
  const { at, boundary } = identity
  const limits = new Map<Encrypted, Limits>()
  return ({ policy, statement }, encrypted) => {
    const known = limits.get(encrypted) ?? limitsOn(identity, encrypted)
    limits.set(encrypted, known)
    const speaker = { ...speakerOf(policy, at), statements: [statement], holes: [] }
    const allows = ask(identity, reachedTarget(encrypted))(speaker).allows
    const left = known.refuses.reduce<readonly Permit[]>(after, allows)
    const limited = boundary === undefined ? left : within(left, known.allows)
    return limited.map(permit => ({ ...permit, isBroad: isBroad(statement) }))
  }
}

/** What keeps an identity from using a resource that its policies allow it to use. */
interface Limits {
  readonly refuses: readonly Refusal[]
  /** Of its boundary. */
  readonly allows: readonly Permit[]
}

function limitsOn(identity: Identity, encrypted: Encrypted): Limits {
  const { policies, boundary, at } = identity
  const denied = ask(identity, deniedTarget(encrypted))
  const all = boundary === undefined ? policies : [...policies, boundary]
  return {
    refuses: all.flatMap(policy => withoutHoles(denied(speakerOf(policy, at)).refuses)),
    allows:
      boundary === undefined
        ? []
        : simplified(ask(identity, reachedTarget(encrypted))(speakerOf(boundary, at)).allows),
  }
}

/** What cannot be read may deny anything; that is told once, where it cannot be read. */
function withoutHoles(refuses: readonly Refusal[]): readonly Refusal[] {
  return refuses.filter(({ statement }) => statement !== undefined)
}

function ask(identity: Identity, target: Target): (speaker: Speaker) => Opinion {
  const facts = factsOfPrincipal(principalOf(identity), undefined, 'sts')
  return speaker => opinionOf(speaker, facts, target)
}

/** The holes of an identity's policies that cannot be read. */
export function unreadOf({ policies }: Identity): readonly Unknown[] {
  return policies.flatMap(({ document }) => document.holes)
}

/** Whether anything in an identity's policies can be about what is encrypted. */
export function mayUseOthers(identity: Identity): boolean {
  return callerStatements(identity).length > 0 || unreadOf(identity).length > 0
}
