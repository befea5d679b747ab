import { InputError } from '../../model/input-error.ts'
import { withHead, type Chunks } from '../head.ts'
import { headLength, mistakeInHead, mistakeInNames } from '../recognise.ts'
import { collector, type Collector, type Filter } from './collect.ts'
import { planOutline } from './outline.ts'
import type { Plan } from './plan.ts'
import { scan } from './scan.ts'

/**
 * Reads a plan from UTF-8 in one pass: memory is bounded by what is kept, whatever the size of the file.
 * What is no plan is an `InputError` that says what it is instead. `filter` names the resources to keep: by default those
 * that the inventory has a use for.
 */
export async function streamPlan(chunks: Chunks, file: string, filter?: Filter): Promise<Plan> {
  const found = collector(file, filter)
  const { write, end } = scan(planOutline, file, found)
  let isHead = true
  try {
    for await (const chunk of withHead(chunks, headLength)) {
      const mistake = isHead ? mistakeInHead(chunk, file) : undefined
      if (mistake !== undefined) throw mistake
      isHead = false
      write(chunk)
    }
    end()
  } catch (error) {
    throw error instanceof InputError ? (mistakeInNames(found.names, true, file) ?? error) : error
  }
  return planOf(found, file)
}

function planOf(found: Collector, file: string): Plan {
  const mistake = mistakeInNames(found.names, false, file)
  if (mistake !== undefined) throw mistake
  return found.plan()
}
