import { groupedBy } from '../model/grouped-by.ts'
import { atLeast } from '../model/report.ts'
import type { Judgement, RuleFailure, Undetermined } from '../rules/judge.ts'
import { faultsOf } from './brought-in.ts'
import type { Draft } from './located.ts'

/** What was judged, with what judging the same with other values of parameters adds. */
export function judgedOtherwise(judged: Judgement<Draft>, otherwise: Judgement<Draft>): Judgement<Draft> {
  return {
    told: withOtherwise(judged.told, otherwise.told),
    undetermined: mostOf([...judged.undetermined, ...otherwise.undetermined]),
    failures: onceEach([...judged.failures, ...otherwise.failures]),
  }
}

/** The subjects are the same: some of them cannot be told either way. */
function mostOf(all: readonly Undetermined[]): readonly Undetermined[] {
  const byRule = groupedBy(all, ({ rule }) => rule.id)
  return [...byRule.values()].map(([first, ...others]) =>
    others.reduce((most, one) => (one.count > most.count ? one : most), first),
  )
}

function onceEach(failures: readonly RuleFailure[]): readonly RuleFailure[] {
  return [...groupedBy(failures, ({ rule }) => rule).values()].map(([first]) => first)
}

/**
 * The findings with those that other values of parameters would bring, which nobody has said will be given: they are
 * possible (docs/decisions/0021-templates.md: the default counts for what must be, any value for what may be).
 */
export function withOtherwise(told: readonly Draft[], otherwise: readonly Draft[]): readonly Draft[] {
  const each = told.flatMap(draft => identitiesOf(draft).map(fault => ({ fault, draft })))
  const known = groupedBy(each, ({ fault }) => fault)
  const isTold = (draft: Draft) =>
    identitiesOf(draft)
      .flatMap(fault => known.get(fault) ?? [])
      .some(one => atLeast(one.draft.severity, draft.severity))
  return [...told, ...otherwise.filter(draft => !isTold(draft)).map(possible)]
}

function identitiesOf(draft: Draft): readonly string[] {
  return [...faultsOf(draft), placeOf(draft)]
}

/** Whoever else a parameter may name, the fault of a rule at its place is told already. */
function placeOf({ rule, key, at: [[{ file, address, pointer }]] }: Draft): string {
  return JSON.stringify([rule, key, file, address, pointer])
}

function possible(draft: Draft): Draft {
  const unknowns =
    draft.unknowns.length > 0
      ? draft.unknowns
      : [{ name: 'parameters that have a default', reason: 'parameter' }]
  return { ...draft, certainty: 'possible', unknowns }
}
