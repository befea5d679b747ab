import type { AccessGraph } from '../model/access.ts'
import type { Answer } from '../model/answer.ts'
import { severities, type Severity } from '../model/report.ts'
import type { SourceLocation } from '../model/source-location.ts'
import type { Trust } from '../model/trust.ts'
import { distinctUnknowns } from '../model/unknown.ts'
import { acrossKeys } from './across-keys.ts'
import { evidence, type Evidence } from './evidence.ts'
import { grouped } from './group.ts'
import { fault } from './logic.ts'
import { mattersOf, type Beyond, type Matter } from './matters.ts'
import type { Objection } from './objection.ts'
import type { About, Rule } from './rule.ts'
import type { OptionValue, Profile, Subjects, World } from './word.ts'

/** What came of judging: what is told of the objections, what could not be told, and rules that failed meanwhile. */
export interface Judgement<Told> {
  readonly told: readonly Told[]
  readonly undetermined: readonly Undetermined[]
  readonly failures: readonly RuleFailure[]
}

/** A rule that could not tell about some of its subjects, and says so once. */
export interface Undetermined {
  readonly rule: Rule
  /** Of how many subjects. */
  readonly count: number
}

/** A rule that threw: its silence is no pass. */
export interface RuleFailure {
  readonly rule: string
  readonly message: string
}

/** A rule as the user weighs it. */
export interface WeighedRule {
  readonly rule: Rule
  /** Takes the place of the rule's own severity; its eased cases stay, where they are lighter. */
  readonly severity?: Severity
  /** Its options, where they are not as the rule has them. */
  readonly options?: Readonly<Record<string, OptionValue>>
}

/** What is judged, and how. */
export interface Judged {
  readonly graph: AccessGraph
  readonly trust: Trust
  readonly profile?: Profile
  /** What was before the change, where something tells it. */
  readonly before?: AccessGraph
  readonly beyond?: Beyond
  /** Whether what stands at a place must not be printed; absent where nothing is sensitive. */
  readonly hides?: (at: SourceLocation) => boolean
}

/**
 * Lets each rule look at each of its subjects; one fault gives one objection, and of each is told what `tell` makes
 * of it. That is done matter by matter: the evidence in an objection is large, and must not outlive its key.
 */
export function judge<Told>(
  rules: readonly WeighedRule[],
  judged: Judged,
  tell: (objection: Objection) => readonly Told[],
): Judgement<Told> {
  const { graph, beyond } = judged
  const asking = rules.map(weighed => ({ ...weighed, world: worldFor(weighed, judged) }))
  const failures: RuleFailure[] = []
  const told: Told[] = []
  const across = acrossKeys()
  const counts = new Map<Rule, number>()
  for (const matter of mattersOf(graph, beyond)) {
    const objections = asking.flatMap(rule => attempted(rule, matter, failures))
    for (const { rule } of objections.filter(isCounted)) counts.set(rule, (counts.get(rule) ?? 0) + 1)
    const shown = objections.filter(one => !isCounted(one)).map(one => inSecret(one, judged.hides))
    for (const objection of grouped(shown)) if (!across.takes(objection)) told.push(...tell(objection))
  }
  told.push(...across.all().flatMap(tell))
  return { told, undetermined: [...counts].map(([rule, count]) => ({ rule, count })), failures }
}

/** What a sensitive text shows is sensitive, wherever the fault itself lies. */
function inSecret(objection: Objection, hides: Judged['hides']): Objection {
  if (hides === undefined || objection.sensitive) return objection
  const { at, was, path, statements, conditions, unless, unknowns } = objection
  const parts = [...path, ...statements, ...conditions, ...unless.flat(), ...unknowns]
  const places = [...at, ...(was === undefined ? [] : [was]), ...parts.map(part => part.at)]
  return places.some(hides) ? { ...objection, sensitive: true } : objection
}

/** What often cannot be told is counted, and is no finding. */
function isCounted({ isUntold }: Objection): boolean {
  return isUntold === true
}

function isUndetermined<Subject extends About>(
  { undetermined, undeterminedWhere }: Rule<Subject>,
  subject: Subjects[Subject],
  world: World,
): boolean {
  if (undetermined === undefined) return false
  return undeterminedWhere === undefined || undeterminedWhere.ask(subject, world).is === 'yes'
}

interface AskingRule extends WeighedRule {
  readonly world: World
}

/** Each rule looks at the same world, with options of its own. */
function worldFor({ rule, options = {} }: WeighedRule, judged: Judged): World {
  const { graph, before, trust, profile = 'default' } = judged
  const option = (name: string): OptionValue => {
    const declared = Object.entries(rule.options ?? {}).find(([one]) => one === name)?.[1]
    if (declared === undefined) throw new Error(`rule ${rule.id} declares no option \`${name}\``)
    return (Object.hasOwn(options, name) ? options[name] : undefined) ?? declared.default
  }
  const common = { trust, profile, option }
  return { ...graph, ...common, ...(before === undefined ? {} : { before: { ...before, ...common } }) }
}

/** A rule may come from a user, so whatever it throws is its own failure, and the others still judge. */
function attempted(
  { rule, severity, world }: AskingRule,
  matter: Matter,
  failures: RuleFailure[],
): readonly Objection[] {
  try {
    return objectionsTo(matter, rule, severity, world).map(objection => ({ ...objection, rule }))
  } catch (error) {
    const { id } = rule
    if (!failures.some(failure => failure.rule === id)) {
      failures.push({ rule: id, message: error instanceof Error ? error.message : String(error) })
    }
    return []
  }
}

type Unnamed = Omit<Objection, 'rule'>

const nothing: readonly never[] = []

/** Most rules object to few of their subjects, so the evidence is gathered for those alone. */
function objectionsTo<Subject extends About>(
  matter: Matter,
  rule: Rule<Subject>,
  severity: Severity | undefined,
  world: World,
): readonly Unnamed[] {
  const subjects = matter[rule.about]()
  if (subjects.length === 0) return nothing
  return subjects.flatMap(subject => {
    const answered = fault(rule.forbid, subject, world)
    return answered.is === 'no' ? [] : [objectionTo(subject, answered, rule, severity, world)]
  })
}

function objectionTo<Subject extends About>(
  subject: Subjects[Subject],
  answered: Answer,
  rule: Rule<Subject>,
  severity: Severity | undefined,
  world: World,
): Unnamed {
  const shown = evidence[rule.about](subject, world)
  const unknowns = distinctUnknowns([
    ...shown.unknowns,
    ...answered.hangsOn,
    // What is wrong with a key that may not be created is not certain to be wrong.
    ...(shown.key?.hangsOn ?? []),
  ])
  const certainty = answered.is === 'yes' && unknowns.length === 0 ? 'certain' : 'possible'
  const correction = rule.correct?.(subject, world)
  return {
    ...shown,
    severity: severityOf(rule, subject, world, severity),
    certainty,
    ...(certainty === 'possible' && isUndetermined(rule, subject, world) ? { isUntold: true } : {}),
    message: rule.message(subject, world),
    fix: typeof rule.fix === 'function' ? rule.fix(subject, world) : rule.fix,
    corrections: correction === undefined ? [] : [correction],
    at: placesOf(answered, shown),
    ...(shown.statements.length > 0 && answered.at.length > 0 ? { seenAt: answered.at } : {}),
    unknowns,
    related: [],
  }
}

/** A fault about statements lies in its statement; one about a key where the words say. */
function placesOf(answered: Answer, shown: Evidence): Objection['at'] {
  const [first, ...more]: readonly SourceLocation[] = answered.at
  return shown.statements.length > 0 || first === undefined ? shown.at : [first, ...more]
}

function severityOf<Subject extends About>(
  rule: Rule<Subject>,
  subject: Subjects[Subject],
  world: World,
  severity: Severity | undefined,
): Severity {
  const highest = severity ?? rule.severity
  const eased = rule.eased?.find(([, word]) => fault(word, subject, world).is === 'yes')?.[0]
  return eased === undefined ? highest : lighter(highest, eased)
}

function lighter(one: Severity, other: Severity): Severity {
  return severities.indexOf(one) > severities.indexOf(other) ? one : other
}
