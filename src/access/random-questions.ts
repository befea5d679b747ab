import { includes } from '../model/action-set.ts'
import type { Access, AccessGraph } from '../model/access.ts'
import type { Inventory } from '../model/inventory.ts'
import type { Key } from '../model/key.ts'
import { principalId, type Principal } from '../model/principal.ts'
import { showText, type Text } from '../model/text.ts'
import { allOf, anyOf, opposite, type Tri } from '../model/tri.ts'
import { action as oneAction } from '../policy/actions.ts'
import { evaluate } from './evaluate.ts'
import { askedActions, callersOf, requestFor, standIns, type WorldCaller } from './random-requests.ts'
import { holds } from './request/conditions.ts'
import { completed, type RequestContext } from './request/context.ts'

// For tests only: questions about a random world, and how the engine and the graph answer them.
/** For tests only: one question about a world. */
export interface Question {
  readonly by: WorldCaller
  readonly key: Key
  readonly action: string
  readonly given: RequestContext
}

/** For tests only: everybody, every key and action in a grid of contexts. */
export function* questionsOf(inventory: Inventory, contexts: readonly RequestContext[]): Generator<Question> {
  for (const key of inventory.keys) {
    for (const by of callersOf(inventory)) {
      for (const action of askedActions) for (const given of contexts) yield { by, key, action, given }
    }
  }
}

/** For tests only: what the engine answers; of strangers, for whom their own account may say anything, only what it always answers. */
export function decided(inventory: Inventory, { by, key, action, given }: Question): Tri {
  const ends = by.known ? standIns.slice(0, 1) : standIns
  const answers = ends.map(
    identity => words[evaluate(requestFor(inventory, by, key, action, given, identity)).decision],
  )
  const [first = 'unknown'] = answers
  return answers.every(answer => answer === first) ? first : 'unknown'
}

const words = { allow: 'yes', deny: 'no', unknown: 'unknown' } as const
const direct: ReadonlySet<string> = new Set(['key-policy', 'iam-policy', 'kms-grant'])

/** For tests only: what accesses say to a question, in the context of the request that the engine is asked. */
export function answerOf(accesses: readonly Access[], inventory: Inventory, question: Question): Tri {
  const { by, key, action, given } = question
  const request = requestFor(inventory, by, key, action, given)
  const account = typeof key.account === 'string' ? key.account : undefined
  const context = completed(request.context, by.caller, action, account)
  return anyOf(
    accesses
      .filter(({ via, actions }) => direct.has(via) && includes(actions, oneAction(action)))
      .map(access => holdsIn(access, context)),
  )
}

function holdsIn({ certainty, conditions, unless }: Access, context: RequestContext): Tri {
  const all = conditions.map(condition => holds(condition, context))
  const stopped = unless.map(list => allOf(list.map(condition => holds(condition, context))))
  return allOf([certainty === 'certain' ? 'yes' : 'unknown', ...all, opposite(anyOf(stopped))])
}

/** For tests only: everybody's accesses, asked once. */
export function betweenIn(graph: AccessGraph): (question: Question) => readonly Access[] {
  const known = new Map<string, readonly Access[]>()
  return ({ by, key }) => {
    const name = `${principalId(by.principal)} ${key.address}`
    const accesses = known.get(name) ?? graph.accessesBetween(by.principal, key)
    known.set(name, accesses)
    return accesses
  }
}

/** For tests only: who asks what, and answers to it, for people. */
export function described(
  { by, key, action, given }: Question,
  answers: Readonly<Record<string, Tri>>,
): string {
  const context = JSON.stringify(Object.fromEntries(given))
  return `${principalId(by.principal)} ${action} ${key.address} in ${context}: ${JSON.stringify(answers)}`
}

/** For tests only: whether an access of a list is one of that caller itself. */
export function speaksOf(listed: Principal, { principal }: WorldCaller): boolean {
  return principalId(listed) === principalId(principal)
}

/** For tests only: whether somebody may belong to a class, or is a session of a role or user. */
export function mayCover(listed: Principal, by: WorldCaller): boolean {
  const account = 'account' in by.caller ? by.caller.account : undefined
  switch (listed.kind) {
    case 'everyone':
    case 'unknown':
    case 'unique-id':
      return true
    case 'everyone-of-organization':
    case 'everyone-from-network':
      return account !== undefined
    case 'services-for':
      return account === undefined
    case 'everyone-of-account':
    case 'principals-like':
    case 'account':
      return listed.account === account
    case 'role':
    case 'user':
      return speaksOf(listed, by) || isSessionOf(listed.arn, by)
    case 'session':
      return speaksOf(listed, by) || (by.caller.kind === 'session' && listed.account === account)
    default:
      return speaksOf(listed, by)
  }
}

function isSessionOf(arn: Text, { caller }: WorldCaller): boolean {
  if (caller.kind === 'session') return caller.roleArn === showText(arn)
  return caller.kind === 'federated-user' && showText(arn).startsWith(`arn:aws:iam::${caller.account}:user/`)
}
