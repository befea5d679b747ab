import type { Key } from '../../model/key.ts'
import type { SourceLocation } from '../../model/source-location.ts'
import type { Statement } from '../../model/statement.ts'
import type { Correction, WrittenStatement, WrittenValue } from '../correction.ts'
import { oneOrMore, writtenConditions, writtenStatement } from '../written-statement.ts'

/** These in the place of a statement; nothing where one of them cannot be written. */
export function instead(
  statement: Statement,
  ...write: readonly (WrittenStatement | undefined)[]
): Correction | undefined {
  const told = write.filter(one => one !== undefined)
  return told.length < write.length ? undefined : { kind: 'statement', instead: statement, write: told }
}

/** The statement goes. */
export function without(statement: Statement): Correction {
  return { kind: 'statement', instead: statement, write: [] }
}

/** One more statement for the policy of a key. */
export function adding(key: Key, write: WrittenStatement): Correction {
  return { kind: 'added-statement', key, write }
}

/** An attribute of the resource at this place, by Terraform's name. */
export function setAttribute(
  at: SourceLocation,
  name: string,
  value: string | number | boolean | undefined,
): Correction {
  return { kind: 'attribute', at, name, value }
}

/** The statement as it is; nothing where part of it cannot be read. */
export function written(statement: Statement): WrittenStatement | undefined {
  return writtenStatement(statement)
}

/** The statement with one condition more, or with other values of one that it has. */
export function withCondition(
  statement: Statement,
  operator: string,
  key: string,
  value: WrittenValue,
): WrittenStatement | undefined {
  return withConditions(statement, [[operator, key, value]])
}

/** The same for several: each is an operator, a condition key, and its value. */
export function withConditions(
  statement: Statement,
  more: readonly (readonly [string, string, WrittenValue])[],
): WrittenStatement | undefined {
  const whole = writtenStatement(statement)
  if (whole === undefined) return undefined
  const names = new Set(more.map(([, key]) => key.toLowerCase()))
  const kept = statement.conditions.filter(({ key }) => !names.has(key.toLowerCase()))
  const all = new Map(Object.entries(writtenConditions(kept)))
  for (const [operator, key, value] of more) all.set(operator, { ...all.get(operator), [key]: value })
  return { ...whole, Condition: Object.fromEntries(all) }
}

/** The statement without its conditions on a key. */
export function withoutCondition(statement: Statement, key: string): WrittenStatement | undefined {
  const conditions = statement.conditions.filter(one => one.key.toLowerCase() !== key.toLowerCase())
  return writtenStatement({ ...statement, conditions })
}

/** The statement for these actions instead of its own. */
export function withActions(statement: Statement, actions: readonly string[]): WrittenStatement | undefined {
  return withElement(statement, 'Action', oneOrMore(actions))
}

/** The statement for these principals instead of its own: `{ AWS: […] }`. */
export function withPrincipal(
  statement: Statement,
  principal: Readonly<Record<string, WrittenValue>>,
): WrittenStatement | undefined {
  return withElement(statement, 'Principal', principal)
}

/** The statement on these resources instead of its own. */
export function withResources(
  statement: Statement,
  resources: readonly WrittenValue[],
): WrittenStatement | undefined {
  return withElement(statement, 'Resource', oneOrMore(resources))
}

/** In the place where the statement has the element, or its negation. */
function withElement(
  statement: Statement,
  element: string,
  value: WrittenValue,
): WrittenStatement | undefined {
  const whole = writtenStatement(statement)
  if (whole === undefined) return undefined
  const renamed = Object.entries(whole).map(([name, old]) => [name === `Not${element}` ? element : name, old])
  return { ...Object.fromEntries(renamed), [element]: value }
}
