import type { SourceLocation } from '../model/source-location.ts'
import type { Correction } from '../rules/correction.ts'
import type { Example } from '../rules/example.ts'
import type { Objection } from '../rules/objection.ts'
import type { Rule } from '../rules/rule.ts'
import { objectionsTo } from './run-example.ts'

/** What a rule tells of its bad and unsure examples beside its messages, by what each says: a line for each thing. */
export function evidenceOf(rule: Rule): Readonly<Record<string, readonly string[]>> {
  const { bad, unsure = [] } = rule.examples
  const all = [...bad, ...unsure]
  return Object.fromEntries(
    all.map((example, index) => [`${index + 1} ${example.says}`, told(rule, example)]),
  )
}

function told(rule: Rule, example: Example): readonly string[] {
  return objectionsTo(rule, example).flatMap(linesOf)
}

/** Where it is, where the words saw it, what hangs on what, and what would be written instead. */
function linesOf(objection: Objection): readonly string[] {
  const { at, seenAt = [], unknowns, corrections, related } = objection
  return [
    ...at.map(place => `at ${shown(place)}`),
    ...seenAt.map(place => `seen at ${shown(place)}`),
    ...unknowns.map(({ name }) => `hangs on ${name}`),
    ...corrections.map(inOneLine),
    ...related.flatMap(linesOf).map(line => `related: ${line}`),
  ]
}

function shown({ address, pointer }: SourceLocation): string {
  return `${address}${pointer}`
}

function inOneLine(correction: Correction): string {
  switch (correction.kind) {
    case 'attribute':
      return `set ${shown(correction.at)} ${correction.name} = ${JSON.stringify(correction.value)}`
    case 'added-statement':
      return `add ${inJson(correction.write)}`
    case 'statement':
      return `instead of ${shown(correction.instead.at)}: ${inJson(correction.write)}`
  }
}

/** Holes by their names. */
function inJson(written: Extract<Correction, { write: unknown }>['write']): string {
  return JSON.stringify(written, (_, value: unknown) =>
    typeof value === 'object' && value !== null && 'kind' in value && 'name' in value ? value.name : value,
  )
}
