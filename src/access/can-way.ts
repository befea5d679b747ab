import { overlaps } from '../model/action-set.ts'
import type { Step } from '../model/access.ts'
import type { Explanation } from '../model/can.ts'
import { showPrincipal } from '../model/principal.ts'
import type { Condition, Statement } from '../model/statement.ts'
import type { SourceLocation } from '../model/source-location.ts'
import { holesOf } from '../model/text.ts'
import { isUnknown, sameUnknown, type Unknown } from '../model/unknown.ts'
import { showCondition } from '../policy/conditions.ts'
import type { Case, Grounded } from './between.ts'
import { settle, type Facts } from './facts.ts'
import type { Refusal } from './permit.ts'

/** One way to take an action, step by step: what each statement asks for stands below it, and what is open or unknown. */
export function explainWay(one: Case, action: string, way: Grounded): Explanation {
  const { steps, conditions, unless, hangsOn } = way
  const statements = statementsIn(one)
  const told = steps.map(step => explainStep(step, statements.get(step.at), action, way))
  const placed = steps.flatMap(({ at }) => statements.get(at) ?? [])
  const perhaps = refusalsIn(one).filter(refusal => mayStop(refusal, way) && !isTold(refusal, steps))
  const below = new Set(placed.flatMap(({ statement }) => statement.conditions))
  const named = new Set([...placed, ...perhaps].flatMap(part => part.hangsOn.map(({ name }) => name)))
  const isOpen = conditions.length + unless.length > 0
  return {
    is: hangsOn.length > 0 ? 'unknown' : isOpen ? 'open' : 'yes',
    says: introOf(one, way),
    parts: [
      ...told,
      ...conditions.filter(condition => !below.has(condition)).map(asked),
      ...unless.map(stopsIn(one)),
      ...perhaps.map(perhapsDenied),
      ...hangsOn.filter(hole => !named.has(hole.name) && !steps.some(step => isAbout(step, hole))).map(hangs),
    ],
  }
}

/** Everything that denies. */
export function refusalsIn({ said, own, boundary, organization }: Case): readonly Refusal[] {
  return [
    ...said.flatMap(({ refuses }) => refuses),
    ...own.refuses,
    ...(boundary?.refuses ?? []),
    ...organization,
  ]
}

/** What denies, and when, for lists of conditions that stop a call. */
export function stopsIn(one: Case): (list: readonly Condition[]) => Explanation {
  const denying = new Map(
    refusalsIn(one).flatMap(({ conditions, says }) => conditions.map(condition => [condition, says])),
  )
  return list => {
    const [first] = list
    const says = first === undefined ? undefined : denying.get(first)
    const what = list.map(showCondition).join(' and ')
    return {
      is: 'open',
      says: says === undefined ? `not when ${what}` : `${says} it when ${what}`,
      ...(first === undefined ? {} : { at: first.at }),
      parts: [],
    }
  }
}

/** A condition that the call decides. */
export function asked(condition: Condition): Explanation {
  return { is: 'open', says: `when ${showCondition(condition)}`, at: condition.at, parts: [] }
}

/** Conditions of a way's statements that are facts already, which the input does not tell. */
export function hiddenConditions(one: Case, way: Grounded): readonly Condition[] {
  const statements = statementsIn(one)
  return way.steps.flatMap(({ at }) => {
    const placed = statements.get(at)
    if (placed === undefined) return []
    return placed.statement.conditions.filter(condition => settle(condition, placed.facts).is === 'unknown')
  })
}

interface Placed {
  readonly statement: Statement
  /** Holes that hide whether its policy is attached at all. */
  readonly hangsOn: readonly Unknown[]
  /** What each request carries, as that policy sees it. */
  readonly facts: Facts
}

/** Statements by their places, which steps have too. */
function statementsIn({ guarded, identity, facts }: Case): ReadonlyMap<SourceLocation, Placed> {
  const inPolicy: Facts = key => facts(key) ?? guarded.inPolicy.facts(key)
  const inIam: Facts = key => facts(key) ?? guarded.inIam.facts(key)
  const places = new Map<SourceLocation, Placed>()
  for (const { statements } of guarded.documents)
    for (const statement of statements) places.set(statement.at, { statement, hangsOn: [], facts: inPolicy })
  for (const { document, hangsOn } of identity?.policies ?? [])
    for (const statement of document.statements)
      places.set(statement.at, { statement, hangsOn, facts: inIam })
  return places
}

function introOf({ isOwn }: Case, { via, steps, hangsOn }: Grounded): string {
  const perhaps = hangsOn.length > 0 ? 'perhaps ' : ''
  if (via === 'kms-grant') return `${perhaps}a grant lets it in`
  if (via === 'key-policy') return `${perhaps}the key policy lets it in`
  if (isOwn === 'no') return `the key policy and ${perhaps}IAM policies of its own account both allow it`
  return steps[0]?.kind === 'account-delegation'
    ? `the key policy leaves it to its account, where ${perhaps}IAM policies allow it`
    : `${perhaps}the key policy and IAM policies both allow it`
}

const unread = ' perhaps allows: it cannot be read before apply'

function explainStep(step: Step, placed: Placed | undefined, action: string, way: Grounded): Explanation {
  const { statement, hangsOn = [], facts } = placed ?? {}
  const parts = [
    ...(statement?.conditions ?? []).map(condition => explainCondition(condition, facts, way)),
    ...hangsOn.map(hangs),
  ]
  const isHidden =
    step.says.endsWith(unread) ||
    way.hangsOn.some(hole => isAbout(step, hole) || (statement !== undefined && hides(hole, statement)))
  const worst = (['unknown', 'open'] as const).find(is => parts.some(part => part.is === is))
  return {
    is: isHidden ? 'unknown' : (worst ?? 'yes'),
    says: wordsOf(step, statement, action, way),
    at: step.at,
    parts,
  }
}

/** Whether a hole stands in whom a statement names, or in what it allows. */
function hides(hole: Unknown, { effect, principals, actions, resources }: Statement): boolean {
  const named = (principals?.items ?? []).map(({ principal }) => principal)
  const holes = [
    ...named.flatMap(principal => ('arn' in principal ? holesOf(principal.arn) : [])),
    ...named.flatMap(principal => (principal.kind === 'unknown' ? [principal.unknown] : [])),
    ...[...(actions?.items ?? []), ...(resources?.items ?? [])].flatMap(({ text }) => holesOf(text)),
    ...(isUnknown(effect) ? [effect] : []),
  ]
  return holes.some(other => sameUnknown(other, hole))
}

/** Whether this refusal is one of the reasons why it is not told. */
function mayStop({ may, hangsOn }: Refusal, way: Grounded): boolean {
  const first = hangsOn[0]
  return first !== undefined && overlaps(may, way.actions) && way.hangsOn.some(one => sameUnknown(one, first))
}

/** Of a policy that cannot be read it is enough to say that it perhaps allows. */
function isTold({ says, statement }: Refusal, steps: readonly Step[]): boolean {
  return (
    statement === undefined &&
    steps.some(step => step.says === says.replace('perhaps denies', 'perhaps allows'))
  )
}

function perhapsDenied({ says, statement, hangsOn }: Refusal): Explanation {
  return {
    is: 'unknown',
    says: says.endsWith(', denies') ? says.replace(/denies$/, 'perhaps denies it') : says,
    ...(statement === undefined ? {} : { at: statement.at }),
    parts: hangsOn.map(hangs),
  }
}

function explainCondition(condition: Condition, facts: Facts | undefined, way: Grounded): Explanation {
  if (way.conditions.includes(condition)) return asked(condition)
  const is = facts === undefined || settle(condition, facts).is === 'unknown' ? 'unknown' : 'yes'
  return { is, says: showCondition(condition), at: condition.at, parts: [] }
}

const mostNamed = 3

/** A class that the caller belongs to is told by its name, and what is allowed by its own. */
function wordsOf(
  { says, toClass }: Step,
  statement: Statement | undefined,
  action: string,
  { hangsOn }: Grounded,
): string {
  if (says.endsWith(', allows')) return `${says} ${action}`
  if (toClass !== true || statement?.principals === undefined) return says
  const { items, negated } = statement.principals
  const names = items.slice(0, mostNamed).map(({ principal }) => showPrincipal(principal))
  const all = `${names.join(', ')}${items.length > mostNamed ? ' and more' : ''}`
  const isMember = hangsOn.length === 0 && !negated
  const whom = `${negated ? `everyone but ${all}` : all}, ${isMember ? 'so' : 'perhaps'} this caller too`
  return says.replace(/a class that it belongs to$/, () => whom)
}

function isAbout({ says }: Step, { name }: Unknown): boolean {
  return says === `if ${name} allow it`
}

const reasons: Partial<Record<Unknown['reason'], string>> = {
  'known-after-apply': ', which is known after apply',
  'not-in-input': ', which is not in the input',
  parameter: ', which is a parameter',
  sensitive: ', which is sensitive',
}

function hangs({ name, reason, at }: Unknown): Explanation {
  const why = /input|elsewhere/.test(name) ? '' : (reasons[reason] ?? '')
  return { is: 'unknown', says: `hangs on ${name}${why}`, at, parts: [] }
}
