import type { ReadInput } from '../model/inventory.ts'
import { loadManagedPolicies } from '../policy/managed-policies.ts'
import { decode } from './decode.ts'
import type { Input, ReadOptions } from './input.ts'
import { readPlan } from './terraform/inventory.ts'
import { isAboutKeysAlone } from './terraform/keys-alone.ts'
import { namesManagedPolicy } from './terraform/managed-policy-arns.ts'
import type { Plan } from './terraform/plan.ts'
import { streamPlan } from './terraform/stream-plan.ts'

/** Reads one input, whatever its encoding. What cannot be read is an `InputError`. */
export async function read(input: Input, options: ReadOptions): Promise<ReadInput> {
  const plan = await streamPlan(decode(input.chunks, input.path), input.path)
  if (isAboutKeysAlone(plan)) return readPlan(plan, input.path, options)
  const besidesKeys = await options.besidesKeys()
  return readPlan(plan, input.path, options, besidesKeys(await managedFor(plan)))
}

async function managedFor(plan: Plan): ReturnType<typeof loadManagedPolicies> {
  return namesManagedPolicy(plan) ? loadManagedPolicies() : () => undefined
}
