import type { AccessGraph } from '../model/access.ts'
import { noActions } from '../model/action-set.ts'
import type { Answer } from '../model/answer.ts'
import type { Key } from '../model/key.ts'
import { severities, type Severity } from '../model/report.ts'
import type { SourceLocation } from '../model/source-location.ts'
import type { Trust } from '../model/trust.ts'
import { distinctUnknowns } from '../model/unknown.ts'
import { coverOf } from '../policy/actions.ts'
import { grouped } from './group.ts'
import type { Objection } from './objection.ts'
import type { About, Rule, RuleAbout } from './rule.ts'
import type { KeyStatement, Subjects, World } from './word.ts'

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
 * of it. That is done key by key: the evidence in an objection is large, and must not outlive its key.
 */
export function judge<Told>(
  rules: readonly WeighedRule[],
  graph: AccessGraph,
  trust: Trust,
  tell: (objection: Objection) => readonly Told[],
): Judgement<Told> {
  const world: World = {
    trust,
    accessesTo: key => graph.accessesTo(key),
    isBounded: principal => graph.isBounded(principal),
  }
  const failures: RuleFailure[] = []
  const told = graph.keys.flatMap(key =>
    grouped(rules.flatMap(rule => attempted(rule, key, world, failures))).flatMap(tell),
  )
  return { told, failures }
}

/** A rule may come from a user, so whatever it throws is its own failure, and the others still judge. */
function attempted(
  weighed: WeighedRule,
  key: Key,
  world: World,
  failures: RuleFailure[],
): readonly Objection[] {
  try {
    return objectionsOf(weighed, key, world)
  } catch (error) {
    const { id } = weighed.rule
    if (!failures.some(failure => failure.rule === id)) {
      failures.push({ rule: id, message: error instanceof Error ? error.message : String(error) })
    }
    return []
  }
}

function objectionsOf({ rule, severity }: WeighedRule, key: Key, world: World): readonly Objection[] {
  switch (rule.about) {
    case 'access':
      return world.accessesTo(key).flatMap(access =>
        asked(rule, access, world, severity, () => ({
          rule,
          key,
          principal: access.principal,
          actions: access.actions,
          at: [access.statement.at],
          statements: [access.statement],
          path: access.path,
          conditions: access.conditions,
          unless: access.unless,
          unknowns: access.unknowns,
        })),
      )
    case 'key':
      return asked(rule, key, world, severity, () => ({ ...bare(rule, key), at: [key.at] }))
    case 'statement':
      return statementsOf(key).flatMap(subject =>
        asked(rule, subject, world, severity, () => ({
          ...bare(rule, key),
          actions: coverOf(subject.statement.actions).may,
          at: [subject.statement.at],
          statements: [subject.statement],
          unknowns: subject.policy.document.holes,
        })),
      )
  }
}

type Evidence = Omit<Objection, 'severity' | 'certainty' | 'message' | 'fix' | 'related'>

function bare(rule: Rule, key: Key): Omit<Evidence, 'at'> {
  return { rule, key, actions: noActions, statements: [], path: [], conditions: [], unless: [], unknowns: [] }
}

function statementsOf(key: Key): readonly KeyStatement[] {
  return key.policies.flatMap(policy =>
    policy.document.statements.map(statement => ({ key, policy, statement })),
  )
}

/** Most rules object to few of their subjects, so the evidence is gathered for those alone. */
function asked<Subject extends About>(
  rule: RuleAbout<Subject>,
  subject: Subjects[Subject],
  world: World,
  severity: Severity | undefined,
  gather: () => Evidence,
): readonly Objection[] {
  const answered = rule.forbid.ask(subject, world)
  if (answered.is === 'no') return []
  const evidence = gather()
  const unknowns = distinctUnknowns([...evidence.unknowns, ...answered.hangsOn])
  const certainty = answered.is === 'yes' && unknowns.length === 0 ? 'certain' : 'possible'
  return [
    {
      ...evidence,
      severity: severityOf(rule, subject, world, severity),
      certainty,
      message: rule.message(subject, world),
      fix: typeof rule.fix === 'string' ? rule.fix : rule.fix(subject, world),
      at: placesOf(answered, evidence),
      unknowns,
      related: [],
    },
  ]
}

/** A fault about statements lies in its statement; one about a key where the words say. */
function placesOf(answered: Answer, evidence: Evidence): Objection['at'] {
  const [first, ...more]: readonly SourceLocation[] = answered.at
  return evidence.statements.length > 0 || first === undefined ? evidence.at : [first, ...more]
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
