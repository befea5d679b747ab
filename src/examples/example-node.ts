import type { Node } from '../model/node.ts'
import { below, type SourceLocation } from '../model/source-location.ts'
import type { PolicyDocument } from '../model/statement.ts'
import { text } from '../model/text.ts'
import { isUnknown } from '../model/unknown.ts'
import { readPolicy } from '../policy/read-policy.ts'
import type { ExampleValue } from '../rules/example.ts'
import { isList, isText } from '../rules/example-value.ts'

/** The document with these statements, as the readers of inputs read it. */
export function documentWith(statements: ExampleValue, at: SourceLocation): PolicyDocument {
  return readPolicy(nodeOf(policyOf(statements), at))
}

/** A policy of these statements. */
export function policyOf(statements: ExampleValue): ExampleValue {
  return { Version: '2012-10-17', Statement: statements }
}

/** A value of an example as readers hand values to the core. */
export function nodeOf(value: ExampleValue, at: SourceLocation): Node {
  if (value === null || typeof value === 'boolean' || typeof value === 'number') {
    return { type: 'literal', value, at }
  }
  if (typeof value === 'string') return { type: 'text', text: text(value), at }
  if (isUnknown(value)) return { type: 'unknown', unknown: { ...value, at }, at }
  if (isList(value)) {
    return { type: 'array', items: value.map((item, index) => nodeOf(item, below(at, index))), at }
  }
  if (isText(value)) return { type: 'text', text: value.text, at }
  const members = Object.entries(value).map(([name, inner]) => ({
    name,
    value: nodeOf(inner, below(at, name)),
  }))
  return { type: 'object', members, at }
}
