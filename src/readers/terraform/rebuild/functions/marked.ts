import { withSensitive } from '../sensitive.ts'
import type { FunctionTable } from './table.ts'

/** The same functions with results that are sensitive if anything in an argument is. */
export function withMarks(functions: FunctionTable): FunctionTable {
  return Object.fromEntries(
    Object.entries(functions).map(([name, implementation]) => [
      name,
      args => withSensitive(implementation(args), args),
    ]),
  )
}
