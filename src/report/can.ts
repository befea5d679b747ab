import { can } from '../access/can.ts'
import { worldOf } from '../access/world.ts'
import type { CanAnswer, CanQuestion, CanReport, Explanation } from '../model/can.ts'
import type { Identity } from '../model/identity.ts'
import type { Key } from '../model/key.ts'
import type { Principal } from '../model/principal.ts'
import type { SourcePlaces } from '../model/source-places.ts'
import { showText } from '../model/text.ts'
import { actionNames, keyActions } from '../policy/actions.ts'
import { version } from '../version.ts'
import { maskOf, type Mask } from './mask.ts'
import { maskedMistake } from './masked.ts'
import { missingIn, principalFrom } from './who-principals.ts'
import { keysNamed, unknownAction, type NotFound } from './who-question.ts'
import { hidden, plainPointer, sensitivePlaces, type Hides } from './who-sensitive.ts'
import type { Mistake, WhoWorld } from './who.ts'

/** A question as written. */
export interface WrittenQuestion {
  readonly principal: string
  readonly action: string
  readonly key: string
  readonly context: ReadonlyMap<string, readonly string[]>
}

/** A report, or what there is not of what was asked for. */
export type CanOutcome =
  | { readonly kind: 'report'; readonly report: CanReport }
  | { readonly kind: 'mistakes'; readonly mistakes: readonly Mistake[] }

/** Whether a principal can take an action on a key of the input, and why; with sources, each reason has its line. */
export function canIn(world: WhoWorld, written: WrittenQuestion, sources?: SourcePlaces): CanOutcome {
  const wanted = fullName(written.action).toLowerCase()
  const action = actionNames(keyActions).find(name => name.toLowerCase() === wanted)
  const key = oneKey(world.graph.keys, written.key)
  const asker = askerIn(world.graph.identities, written.principal)
  const mistakes: readonly Mistake[] = [
    ...('message' in asker ? [{ flag: '--principal' as const, ...asker }] : []),
    ...(action === undefined ? [{ flag: '--action' as const, ...unknownAction(written.action) }] : []),
    ...('message' in key ? [{ flag: '--key' as const, ...key }] : []),
  ]
  const mask = maskOf(world.inputs) ?? (text => text)
  if (action === undefined || 'message' in key || 'message' in asker)
    return { kind: 'mistakes', mistakes: mistakes.map(each => maskedMistake(each, mask)) }
  const { principal, context } = written
  const question: CanQuestion = { principal, action, key, context }
  const answer = withoutSecrets(
    can(worldOf(world.inventories), asker, question),
    sensitivePlaces(world.inventories),
    sources,
  )
  return { kind: 'report', report: reportOf(question, maskedAnswer(answer, mask), world.errors, mask) }
}

function reportOf(
  { principal, action, key, context }: CanQuestion,
  answer: CanAnswer,
  errors: CanReport['errors'],
  mask: Mask,
): CanReport {
  const { address, arn } = key
  return {
    schemaVersion: 1,
    tool: { name: 'keyplan', version },
    question: {
      principal,
      action,
      key: address,
      ...(arn === undefined ? {} : { keyArn: mask(arn) }),
      context,
    },
    answer,
    errors,
  }
}

function fullName(action: string): string {
  return action.includes(':') ? action : `kms:${action}`
}

/** The one key that is meant. A pattern may name it, as long as it names no other. */
function oneKey(keys: readonly Key[], written: string): Key | NotFound {
  const { items, missing } = keysNamed(keys, [written])
  const [key, ...others] = items
  if (key === undefined)
    return missing[0] ?? { message: `no key is named \`${written}\``, hint: 'name a key' }
  if (others.length === 0) return key
  const named = items.slice(0, mostNamed).map(({ address, at }) => `\`${at.file}:${address}\``)
  const rest = items.length - named.length
  return {
    message: `\`${written}\` names ${items.length} keys`,
    hint: `name one of ${named.join(', ')}${rest > 0 ? ` and ${rest} more` : ''}`,
  }
}

const mostNamed = 5

/** Who asks: a role or user of the input by its address, or a principal as AWS writes it. */
function askerIn(identities: readonly Identity[], written: string): Principal | NotFound {
  const declared = identities.filter(({ address }) => address === written)
  const [identity, ...others] = declared
  if (identity !== undefined && others.length === 0) {
    return { kind: identity.kind, arn: identity.arn, account: identity.account }
  }
  if (identity !== undefined) {
    const arns = declared.slice(0, mostNamed).map(({ arn }) => `\`${showText(arn)}\``)
    const message = `\`${written}\` names ${declared.length} roles or users`
    return { message, hint: `name one of ${arns.join(', ')}` }
  }
  const principal = principalFrom(written)
  if (principal?.kind === 'unusable')
    return { message: `\`${written}\` is no principal`, hint: principal.why }
  // A request of an account itself is one of its root user.
  if (principal?.kind === 'account') return { kind: 'root-user', account: principal.account }
  return principal === undefined || principal.kind === 'everyone' ? missingIn(identities, written) : principal
}

/** Text of sensitive policies is not told, and what would change them neither. */
function withoutSecrets({ is, why, cures }: CanAnswer, hides: Hides, sources?: SourcePlaces): CanAnswer {
  const told = cures.filter(({ at }) => at === undefined || !hides(at))
  return { is, why: inPublic(why, hides, sources), cures: told }
}

function inPublic(why: Explanation, hides: Hides, sources?: SourcePlaces): Explanation {
  const { at } = why
  const location = at === undefined ? undefined : sources?.locate(at)
  const parts = why.parts.map(part => inPublic(part, hides, sources))
  const told = { ...why, ...(location === undefined ? {} : { location }), parts }
  if (at === undefined || !hides(at)) return told
  return { ...told, says: hidden, at: { ...at, pointer: plainPointer(at.pointer) } }
}

function maskedAnswer({ is, why, cures }: CanAnswer, mask: Mask): CanAnswer {
  return { is, why: maskedWhy(why, mask), cures: cures.map(cure => ({ ...cure, says: mask(cure.says) })) }
}

function maskedWhy(why: Explanation, mask: Mask): Explanation {
  return { ...why, says: mask(why.says), parts: why.parts.map(part => maskedWhy(part, mask)) }
}
