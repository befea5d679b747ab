import { groupedBy } from '../model/grouped-by.ts'
import { atLeast } from '../model/report.ts'
import { faultsOf } from './brought-in.ts'
import type { Draft } from './located.ts'

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
