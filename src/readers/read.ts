import type { ReadInput } from '../model/inventory.ts'
import { decode } from './decode.ts'
import type { Input, ReadOptions } from './input.ts'
import { readPlan } from './terraform/inventory.ts'
import { streamPlan } from './terraform/stream-plan.ts'

/** Reads one input, whatever its encoding. What cannot be read is an `InputError`. */
export async function read(input: Input, options: ReadOptions): Promise<ReadInput> {
  const plan = await streamPlan(decode(input.chunks, input.path), input.path)
  return readPlan(plan, input.path, options)
}
