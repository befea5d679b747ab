import type { TemplateExpression, TemplatePart } from '../../../hcl/syntax.ts'
import { toBoolean, toStringValue } from './convert.ts'
import { evaluate } from './evaluate.ts'
import { entriesOf } from './entries.ts'
import { decide, spend, type Run } from './run.ts'
import type { Scope } from './scope.ts'
import { isSensitive } from './sensitive.ts'
import { isLoose } from './set-items.ts'
import { derived, EvaluationError, type StringPart, type Value } from './value.ts'

/** No string of a plan is longer; the limit keeps templates from growing without end. */
const longest = 1_000_000

/** What is written so far, and whether anything of it is sensitive. */
interface Writing {
  readonly parts: StringPart[]
  length: number
  isSensitive: boolean
  /** What stands somewhere in the text, of which not even the place is known. */
  readonly unknown: Value[]
}

/** The value of a template: a string, or for `"${x}"` alone the value of `x`. */
export function templateValue(run: Run, { parts }: TemplateExpression, scope: Scope): Value {
  const [only, ...others] = parts
  if (only?.kind === 'interpolation' && others.length === 0) return evaluate(run, only.value, scope)
  const writing: Writing = { parts: [], length: 0, isSensitive: false, unknown: [] }
  write(run, parts, scope, writing)
  const marks = writing.isSensitive ? { sensitive: true as const } : {}
  if (writing.unknown.length > 0)
    return { ...derived('a text', [...writing.unknown, ...writing.parts.filter(isOpen)], 'string'), ...marks }
  return { kind: 'string', parts: writing.parts, ...marks }
}

function isOpen(part: StringPart): part is Exclude<StringPart, { kind: 'text' }> {
  return part.kind !== 'text'
}

function write(run: Run, parts: readonly TemplatePart[], scope: Scope, writing: Writing): void {
  for (const part of parts) {
    switch (part.kind) {
      case 'text':
        if (part.text !== '') {
          const place = { from: part.at, ...(part.isExact ? { isExact: true as const } : {}) }
          append(writing, { kind: 'text', text: part.text, ...place })
        }
        break
      case 'interpolation':
        interpolate(writing, evaluate(run, part.value, scope))
        break
      case 'if':
        branch(run, part, scope, writing)
        break
      case 'for':
        repeat(run, part, scope, writing)
    }
  }
}

function append(writing: Writing, part: StringPart): void {
  if (isFull(writing)) return
  writing.length += part.kind === 'text' ? part.text.length : 1
  if (isFull(writing)) writing.unknown.push(derived('a text of more than a million characters', []))
  else writing.parts.push(part)
}

function isFull({ length }: Writing): boolean {
  return length > longest
}

function interpolate(writing: Writing, value: Value): void {
  if (value.sensitive === true) writing.isSensitive = true
  const text = toStringValue(value)
  if (text.kind === 'null') throw new EvaluationError('a template holds null')
  if (text.sensitive === true) writing.isSensitive = true
  if (text.kind !== 'string') return append(writing, text)
  for (const part of text.parts) {
    append(writing, part)
  }
}

function branch(run: Run, part: Extract<TemplatePart, { kind: 'if' }>, scope: Scope, writing: Writing): void {
  const condition = toBoolean(evaluate(run, part.condition, scope))
  if (condition.kind === 'null') throw new EvaluationError('the condition of a template is null')
  if (isSensitive(condition)) writing.isSensitive = true
  const decided = condition.kind === 'hole' ? decide(run, condition) : condition.value
  if (decided === undefined) writing.unknown.push(condition)
  else write(run, decided ? part.then : part.otherwise, scope, writing)
}

function repeat(
  run: Run,
  part: Extract<TemplatePart, { kind: 'for' }>,
  scope: Scope,
  writing: Writing,
): void {
  const collection = evaluate(run, part.collection, scope)
  // Of a set with holes, not even the order is known.
  if (collection.kind === 'hole' || isLoose(collection)) {
    writing.unknown.push(collection)
    return
  }
  const entries = entriesOf(collection)
  if (entries === undefined) throw new EvaluationError('a template goes over collections only')
  if (collection.sensitive === true) writing.isSensitive = true
  for (const [key, item] of entries) {
    const none = spend(run)
    if (none !== undefined) writing.unknown.push(none)
    if (none !== undefined || isFull(writing)) return
    const names = new Map(scope.names).set(part.item, item)
    if (part.key !== undefined) names.set(part.key, key)
    write(run, part.body, { ...scope, names }, writing)
  }
}
