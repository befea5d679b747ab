import type { Input, OpenedSources } from '../../input.ts'
import { sourcePlaces } from '../places/source-places.ts'
import { chooseSources } from '../sources/choose.ts'
import type { Plan } from '../plan.ts'
import { readResources, type Resources } from '../resources.ts'
import { evaluatedOf } from './evaluated.ts'
import { readOthers } from './other-resources.ts'
import { rebuildOf } from './rebuild.ts'
import type { Evaluation } from './run.ts'

/** Forty times what 4,000 documents take; an evaluation that needs them all takes half a gigabyte of memory. */
const mostSteps = 5_000_000
/** Twice what a resource with a document takes. */
const stepsOfResource = 500

/** Finds the sources of a plan, makes sure that they are the plan's, and makes ready to evaluate them. */
export async function openSources(plan: Plan, input: Input): Promise<OpenedSources> {
  const chosen = chooseSources(input.sources ?? [], plan.configuration)
  if (chosen === undefined) return { refused: [] }
  if ('refused' in chosen) return { refused: chosen.refused }
  const { sources } = chosen
  const others = await readOthers(plan, input, sources)
  const budget = { steps: mostSteps + stepsOfResource * (plan.resource_changes?.length ?? 0) }
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
