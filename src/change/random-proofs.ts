import { identityBehind } from '../access/random-inventory.ts'
import { type Question } from '../access/random-questions.ts'
import { askedActions, type WorldCaller } from '../access/random-requests.ts'
import { accountOfCaller } from '../access/request/caller.ts'
import type { RequestContext } from '../access/request/context.ts'
import type { Access } from '../model/access.ts'
import { includes } from '../model/action-set.ts'
import type { ChangedAccess, KeyChange } from '../model/change.ts'
import type { Key } from '../model/key.ts'
import { isNamed, principalId } from '../model/principal.ts'
import { text } from '../model/text.ts'
import { action as oneAction, actionsWithConditionKey } from '../policy/actions.ts'
import {
  callersIn,
  canBeCalled,
  contextsFor,
  decidedOn,
  kindsOf,
  opposed,
  type Sides,
} from './random-comparisons.ts'

// For tests only: what a change says for certain, tried out on the engine that decides one request.
const direct: ReadonlySet<Access['via']> = new Set(['key-policy', 'iam-policy', 'kms-grant'])

/** For tests only: what requests say about a certain change. */
export interface Proof {
  /** `open`: no request was found that the one side allows. */
  readonly is: 'borne out' | 'open' | 'wrong'
  readonly says: string
}

/** For tests only: what requests say about the certain changes of one key. */
export function proofsOf(
  change: KeyChange,
  sides: Sides,
  given: readonly RequestContext[],
): readonly Proof[] {
  const callers = new Map(callersIn(sides).map(by => [principalId(by.principal), by]))
  return change.accesses.filter(isTestable).flatMap(one => {
    const by = callers.get(principalId(one.access.principal))
    const side = kindsOf.after.has(one.kind) ? 'after' : 'before'
    const key = change[side]
    if (by === undefined || key === undefined) return []
    if (keysOf(one).includes('kms:requestalias') && !canBeCalled(sides, key)) return []
    // What a stranger in another account can do hangs on that account.
    const isToldOf = identityBehind(by.principal, sides[side]) !== undefined
    return !isToldOf && accountOfCaller(by.caller) !== key.account
      ? []
      : tried({ one, by, key, side }, sides, given)
  })
}

/** Whether requests of the test can bear it out: somebody with a name, as things stand, by what they can carry. */
function isTestable(one: ChangedAccess): boolean {
  const { principal, via } = one.access
  if (one.certainty !== 'certain' || !direct.has(via) || !isNamed(principal)) return false
  const keys = keysOf(one)
  return principal.kind === 'service' ? keys.length === 0 : !keys.some(key => isGiven.test(key))
}

/** The condition keys that it hangs on. */
function keysOf({ access, otherwise }: ChangedAccess): readonly string[] {
  const all = [access, ...otherwise].flatMap(({ conditions, unless }) => [...conditions, ...unless.flat()])
  return all.map(({ key }) => key.toLowerCase())
}

/** The requests of the test have one organization, and carry what services send for services alone. */
const isGiven = /^aws:(?:principalorgid|source(?:arn|account))$/i

/** A change, and what to ask of it. */
interface Claim {
  readonly one: ChangedAccess
  readonly by: WorldCaller
  readonly key: Key
  /** The side that lets something through which the other does not. */
  readonly side: keyof Sides
}

function tried(claim: Claim, sides: Sides, given: readonly RequestContext[]): readonly Proof[] {
  const { one, by } = claim
  const asked = askedActions
    .map(name => [name, oneAction(name)] as const)
    .filter(([, action]) => includes(one.access.actions, action))
    .filter(([, action]) => keysOf(one).every(key => includes(actionsWithConditionKey(key), action)))
    .map(([name]) => name)
    .slice(0, 2)
  const ask = one.kind === 'gained' || one.kind === 'lost' ? onOneSideAlone : byExample
  return asked.map(action => {
    const { is, says } = ask(claim, sides, action, given)
    return { is, says: `${one.kind} of ${by.written}, ${action}: ${says}` }
  })
}

type Ask = (claim: Claim, sides: Sides, action: string, given: readonly RequestContext[]) => Proof

/** Something of it is allowed on its side, and nothing on the other. */
const onOneSideAlone: Ask = ({ one, by, key, side }, sides, action, given) => {
  const made = contextsFor(one.access, 60)
  const question = (context: RequestContext): Question => ({ by, key, action, given: context })
  const all = [...made, ...given].map(question)
  const isHere = all.some(asked => decidedOn(sides[side], asked) === 'yes')
  const isThere = all.find(asked => decidedOn(sides[opposed(side)], asked) === 'yes')
  if (isThere !== undefined) return { is: 'wrong', says: `allowed on both sides in ${shown(isThere.given)}` }
  return isHere ? { is: 'borne out', says: side } : { is: 'open', says: `never allowed ${side}` }
}

/** The example that it gives is allowed on its side alone. */
const byExample: Ask = (claim, sides, action) => {
  const {
    one: { example, access },
    by,
    key,
    side,
  } = claim
  if (example === undefined) return { is: 'open', says: 'no example' }
  // Requests of the test list the keys of the pairs that they have, in their own spelling.
  if (example.has('kms:encryptioncontextkeys')) return { is: 'open', says: 'a list of its own' }
  const told = new Map([...example].map(([name, values]) => [name, values.map(value => text(value))]))
  const question = { by, key, action, given: told }
  const [here, there] = [side, opposed(side)].map(one => decidedOn(sides[one], question))
  if (here === 'yes' && there === 'no') return { is: 'borne out', says: side }
  // A role means any of its sessions, of which a policy may name one.
  const is = here === 'no' || there === 'yes' ? 'wrong' : 'open'
  return { is, says: `example ${shown(told)} by ${access.via}: ${here} ${side}, ${there} ${opposed(side)}` }
}

function shown(context: RequestContext): string {
  return JSON.stringify(Object.fromEntries(context))
}
