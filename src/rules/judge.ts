import type { AccessGraph } from '../model/access.ts'
import type { Answer } from '../model/answer.ts'
import { severities, type Severity } from '../model/report.ts'
import type { SourceLocation } from '../model/source-location.ts'
import type { Trust } from '../model/trust.ts'
import { distinctUnknowns } from '../model/unknown.ts'
import { evidence, type Evidence } from './evidence.ts'
import { grouped } from './group.ts'
import { mattersOf, type Matter } from './matters.ts'
import type { Objection } from './objection.ts'
import type { About, Rule, RuleAbout } from './rule.ts'
import type { Subjects, World } from './word.ts'

/** What came of judging: what is told of the objections, and rules that failed while they looked. */
export interface Judgement<Told> {
  readonly told: readonly Told[]
  readonly failures: readonly RuleFailure[]
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
}

/**
 * Lets each rule look at each of its subjects; one fault gives one objection, and of each is told what `tell` makes
 * of it. That is done matter by matter: the evidence in an objection is large, and must not outlive its key.
 */
export function judge<Told>(
  rules: readonly WeighedRule[],
  graph: AccessGraph,
  trust: Trust,
  tell: (objection: Objection) => readonly Told[],
): Judgement<Told> {
  const world: World = { ...graph, trust }
  const failures: RuleFailure[] = []
  const told: Told[] = []
  for (const matter of mattersOf(graph)) {
    const objections = rules.flatMap(rule => attempted(rule, matter, world, failures))
    for (const objection of grouped(objections)) told.push(...tell(objection))
  }
  return { told, failures }
}

/** A rule may come from a user, so whatever it throws is its own failure, and the others still judge. */
function attempted(
  weighed: WeighedRule,
  matter: Matter,
  world: World,
  failures: RuleFailure[],
): readonly Objection[] {
  try {
    return objectionsTo(matter, weighed, world).map(objection => ({ ...objection, rule: weighed.rule }))
  } catch (error) {
    const { id } = weighed.rule
    if (!failures.some(failure => failure.rule === id)) {
      failures.push({ rule: id, message: error instanceof Error ? error.message : String(error) })
    }
    return []
  }
}

type Unnamed = Omit<Objection, 'rule'>

function objectionsTo(matter: Matter, { rule, severity }: WeighedRule, world: World): readonly Unnamed[] {
  switch (rule.about) {
    case 'access':
      return matter.access.flatMap(one => asked(rule, one, evidence.access, severity, world))
    case 'key':
      return matter.key.flatMap(one => asked(rule, one, evidence.key, severity, world))
    case 'statement':
      return matter.statement.flatMap(one => asked(rule, one, evidence.statement, severity, world))
    case 'permission':
      return matter.permission.flatMap(one => asked(rule, one, evidence.permission, severity, world))
    case 'assumption':
      return matter.assumption.flatMap(one => asked(rule, one, evidence.assumption, severity, world))
    case 'grant':
      return matter.grant.flatMap(one => asked(rule, one, evidence.grant, severity, world))
  }
}

/** Most rules object to few of their subjects, so the evidence is gathered for those alone. */
function asked<Subject extends About>(
  rule: RuleAbout<Subject>,
  subject: Subjects[Subject],
  gather: (subject: Subjects[Subject], world: World) => Evidence,
  severity: Severity | undefined,
  world: World,
): readonly Unnamed[] {
  const answered = rule.forbid.ask(subject, world)
  if (answered.is === 'no') return []
  const shown = gather(subject, world)
  const unknowns = distinctUnknowns([
    ...shown.unknowns,
    ...answered.hangsOn,
    // What is wrong with a key that may not be created is not certain to be wrong.
    ...(shown.key?.hangsOn ?? []),
  ])
  const certainty = answered.is === 'yes' && unknowns.length === 0 ? 'certain' : 'possible'
  return [
    {
      ...shown,
      severity: severityOf(rule, subject, world, severity),
      certainty,
      message: rule.message(subject, world),
      fix: typeof rule.fix === 'function' ? rule.fix(subject, world) : rule.fix,
      at: placesOf(answered, shown),
      ...(shown.statements.length > 0 && answered.at.length > 0 ? { seenAt: answered.at } : {}),
      unknowns,
      related: [],
    },
  ]
}

/** A fault about statements lies in its statement; one about a key where the words say. */
function placesOf(answered: Answer, shown: Evidence): Objection['at'] {
  const [first, ...more]: readonly SourceLocation[] = answered.at
  return shown.statements.length > 0 || first === undefined ? shown.at : [first, ...more]
}

function severityOf<Subject extends About>(
  rule: RuleAbout<Subject>,
  subject: Subjects[Subject],
  world: World,
  severity: Severity | undefined,
): Severity {
  const highest = severity ?? rule.severity
  const eased = rule.eased?.find(([, word]) => word.ask(subject, world).is === 'yes')?.[0]
  return eased === undefined ? highest : lighter(highest, eased)
}

function lighter(one: Severity, other: Severity): Severity {
  return severities.indexOf(one) > severities.indexOf(other) ? one : other
}
