import type { Input, OpenedSources } from '../../input.ts'
import { sourcePlaces } from '../places/source-places.ts'
import { chooseSources } from '../sources/choose.ts'
import type { Plan } from '../plan.ts'
import { readResources, type Resources } from '../resources.ts'
import { evaluatedOf } from './evaluated.ts'
import { readOthers } from './other-resources.ts'
import { rebuildOf } from './rebuild.ts'
import type { Evaluation } from './run.ts'

/**
 * Steps are expressions, and parts of what functions take. A document takes some 500 of them, its places included; a
 * million take about two seconds.
 */
const leastBudget = 1_500_000
const stepsOfResource = 2_000
const largestBudget = 10_000_000

/** Finds the sources of a plan, makes sure that they are the plan's, and makes ready to evaluate them. */
export async function openSources(plan: Plan, input: Input): Promise<OpenedSources> {
  const chosen = chooseSources(input.sources ?? [], plan.configuration)
  if (chosen === undefined) return { refused: [] }
  if ('refused' in chosen) return { refused: chosen.refused }
  const { sources } = chosen
  const others = await readOthers(plan, input, sources)
  const budget = { steps: budgetOf(plan) }
  const evaluation = (purpose: Evaluation['purpose']): Evaluation => ({
    sources,
    get resources() {
      return resources
    },
    others,
    purpose,
    shared: new Map(),
    budget,
    conditions: new Map(),
    notes: new Set(),
  })
  const resources: Resources = readResources(plan, input.path, rebuildOf(evaluation('values')))
  return { resources, places: sourcePlaces(resources, evaluatedOf(evaluation('places'))), refused: [] }
}

function budgetOf({ resource_changes: changes = [] }: Plan): number {
  return Math.min(leastBudget + stepsOfResource * changes.length, largestBudget)
}
