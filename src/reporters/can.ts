import type { CanReport, Explanation } from '../model/can.ts'
import type { SourceLocation } from '../model/source-location.ts'
import { renderCanText, type CanTextOptions } from './can-text.ts'
import { inertJson } from './inert-json.ts'
import { errorFields, locationFields } from './json-parts.ts'

/** The formats of `keyplan can`. */
export const canFormats = ['text', 'json'] as const

/** Each ends with a line break, and none throws. */
export const canReporters: Readonly<
  Record<(typeof canFormats)[number], (report: CanReport, options: CanTextOptions) => string>
> = { text: renderCanText, json: renderCanJson }

/** The report as JSON after `schemas/can.schema.json`. */
function renderCanJson({ schemaVersion, tool, question, answer, errors }: CanReport): string {
  return inertJson({
    schemaVersion,
    tool: { name: tool.name, version: tool.version },
    question: {
      principal: question.principal,
      action: question.action,
      key: question.key,
      keyArn: question.keyArn,
      context: [...question.context].map(([key, values]) => ({ key, values })),
    },
    answer: answer.is,
    why: explanationFields(answer.why),
    cures: answer.cures.map(({ says }) => says),
    errors: errors.map(errorFields),
  })
}

function explanationFields({ is, says, at, location, parts }: Explanation): object {
  const line = location === undefined ? undefined : locationFields(location)
  return { is, says, at: placeFields(at), location: line, parts: parts.map(explanationFields) }
}

function placeFields(at: SourceLocation | undefined): object | undefined {
  return at === undefined ? undefined : { input: at.file, address: at.address, pointer: at.pointer }
}
