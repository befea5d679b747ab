import { linesOf } from './source-file.ts'
import { HclError } from './syntax.ts'

/** For tests only: what a parser says to a text that it refuses, with the place, as `message at line:column`. */
export function refusal(parse: () => unknown): string {
  try {
    parse()
    return 'taken'
  } catch (error) {
    if (!(error instanceof HclError)) throw error
    const { line, column } = linesOf(error.at)
    return `${error.message} at ${line}:${column}`
  }
}
