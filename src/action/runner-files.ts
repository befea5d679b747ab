import { randomUUID } from 'node:crypto'
import { appendFileSync } from 'node:fs'
import type { Environment } from './inputs.ts'

/** Sets the step's outputs. Nobody can guess the delimiter, so no value can begin an output of its own. */
export function setOutputs(environment: Environment, outputs: Readonly<Record<string, string>>): void {
  const lines = Object.entries(outputs).flatMap(([name, value]) => {
    const delimiter = `keyplan_${randomUUID()}`
    return [`${name}<<${delimiter}`, value, delimiter]
  })
  append(environment['GITHUB_OUTPUT'], `${lines.join('\n')}\n`)
}

/** Adds to the job's summary page. */
export function addSummary(environment: Environment, markdown: string): void {
  append(environment['GITHUB_STEP_SUMMARY'], markdown)
}

/** Outside of a runner there is no such file. */
function append(file: string | undefined, text: string): void {
  if (file !== undefined && file !== '') appendFileSync(file, text)
}

/** The text for the log, of which the runner obeys no line. */
export function inert(text: string): string {
  const token = randomUUID()
  const ended = text.endsWith('\n') ? text : `${text}\n`
  return `::stop-commands::${token}\n${ended}::${token}::\n`
}
