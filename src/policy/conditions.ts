import type { Node } from '../model/node.ts'
import { showText, text, type Text } from '../model/text.ts'
import type { Condition, Problem } from '../model/statement.ts'
import type { Unknown } from '../model/unknown.ts'
import { lastOfEach } from './members.ts'
import { withVariables } from './variables.ts'

/** The operators, without qualifier and suffix (IAM User Guide, "Condition operators"). */
export const conditionOperators = [
  'StringEquals',
  'StringNotEquals',
  'StringEqualsIgnoreCase',
  'StringNotEqualsIgnoreCase',
  'StringLike',
  'StringNotLike',
  'NumericEquals',
  'NumericNotEquals',
  'NumericLessThan',
  'NumericLessThanEquals',
  'NumericGreaterThan',
  'NumericGreaterThanEquals',
  'DateEquals',
  'DateNotEquals',
  'DateLessThan',
  'DateLessThanEquals',
  'DateGreaterThan',
  'DateGreaterThanEquals',
  'Bool',
  'BinaryEquals',
  'IpAddress',
  'NotIpAddress',
  'ArnEquals',
  'ArnLike',
  'ArnNotEquals',
  'ArnNotLike',
  'Null',
] as const

const bySpelling = new Map(conditionOperators.map(name => [name.toLowerCase(), name]))

/** The condition block of a statement, as far as it can be read. */
export interface ConditionBlock {
  readonly conditions: readonly Condition[]
  readonly holes: readonly Unknown[]
  readonly problems: readonly Problem[]
}

/**
 * Reads `Condition`: operators and keys do not depend on case. What cannot be read becomes a hole, never nothing,
 * and so does a policy variable, where the version of the document has `variables`.
 */
export function readConditions(node: Node | undefined, variables: boolean): ConditionBlock {
  if (node === undefined) return { conditions: [], holes: [], problems: [] }
  if (node.type === 'unknown') return { conditions: [], holes: [node.unknown], problems: [] }
  if (node.type !== 'object') return malformed(node, '`Condition` is not an object')
  if (node.members.length === 0) return empty(node, 'its `Condition` is empty')
  return joined(lastOfEach(node.members).map(({ name, value }) => readOperator(name, value, variables)))
}

function readOperator(written: string, node: Node, variables: boolean): ConditionBlock {
  const parts = /^(?:(ForAnyValue|ForAllValues):)?(.*?)(IfExists)?$/i.exec(written)
  const operator = bySpelling.get((parts?.[2] ?? '').toLowerCase())
  if (operator === undefined) {
    return malformed(node, `\`${written}\` is no condition operator`, 'unknown-operator')
  }
  if (node.type === 'unknown') return { conditions: [], holes: [node.unknown], problems: [] }
  if (node.type !== 'object') return malformed(node, `\`${written}\` holds no object of condition keys`)
  if (node.members.length === 0) return empty(node, `its condition \`${written}\` is empty`)
  const qualifier = qualifierOf(parts?.[1])
  const ifExists = parts?.[3] !== undefined
  return joined(
    lastOfEach(node.members).map(({ name, value }) => {
      const values = readValues(value)
      if (values === undefined)
        return malformed(value, `the value of \`${name}\` is no string or list of strings`)
      const condition: Condition = {
        operator,
        ...(qualifier === undefined ? {} : { qualifier }),
        ifExists,
        key: name,
        values:
          variables && takesVariables(operator) ? values.map(one => withVariables(one, value.at)) : values,
        at: value.at,
      }
      return {
        conditions: [condition],
        holes: [],
        problems: mixedIn(name, value),
      }
    }),
  )
}

/** AWS wants the values of one condition to be of one JSON type. */
function mixedIn(key: string, node: Node): readonly Problem[] {
  if (node.type !== 'array') return []
  const types = new Set<string>()
  for (const item of node.items) {
    if (item.type === 'literal') types.add(typeof item.value)
    else if (item.type === 'text') types.add('string')
  }
  if (types.size < 2) return []
  const says = `it compares \`${key}\` with values of several JSON types: ${[...types].toSorted().join(', ')}`
  return [{ code: 'mixed-values', says, at: node.at }]
}

/** It narrows nothing. */
function empty({ at }: Node, says: string): ConditionBlock {
  return { conditions: [], holes: [], problems: [{ code: 'empty-element', says, at }] }
}

function takesVariables(operator: string): boolean {
  return /^(?:String|Arn)/.test(operator)
}

function qualifierOf(written: string | undefined): Condition['qualifier'] {
  if (written === undefined) return undefined
  return written.toLowerCase() === 'foranyvalue' ? 'ForAnyValue' : 'ForAllValues'
}

/** The values as texts; booleans and numbers count as their spelling; an unknown list as one unknown value. */
function readValues(node: Node): readonly Text[] | undefined {
  if (node.type !== 'array') {
    const value = readValue(node)
    return value === undefined ? undefined : [value]
  }
  const values: Text[] = []
  for (const item of node.items) {
    const value = readValue(item)
    if (value === undefined) return undefined
    values.push(value)
  }
  return values
}

function readValue(node: Node): Text | undefined {
  if (node.type === 'text') return node.text
  if (node.type === 'unknown') return [node.unknown]
  if (node.type === 'literal' && node.value !== null) return text(String(node.value))
  return undefined
}

function malformed(node: Node, says: string, code: Problem['code'] = 'wrong-type'): ConditionBlock {
  const hole: Unknown = { kind: 'unknown', reason: 'malformed', name: says, shape: 'anything', at: node.at }
  return { conditions: [], holes: [hole], problems: [{ code, says, at: node.at }] }
}

function joined(blocks: readonly ConditionBlock[]): ConditionBlock {
  return {
    conditions: blocks.flatMap(block => block.conditions),
    holes: blocks.flatMap(block => block.holes),
    problems: blocks.flatMap(block => block.problems),
  }
}

const wordsForOperators: Readonly<Record<string, string>> = {
  StringEquals: 'is',
  StringEqualsIgnoreCase: 'is',
  StringNotEquals: 'is not',
  StringNotEqualsIgnoreCase: 'is not',
  StringLike: 'matches',
  StringNotLike: 'does not match',
  ArnEquals: 'matches',
  ArnLike: 'matches',
  ArnNotEquals: 'does not match',
  ArnNotLike: 'does not match',
  Bool: 'is',
  BinaryEquals: 'is',
  IpAddress: 'is in',
  NotIpAddress: 'is not in',
  NumericEquals: 'is',
  NumericNotEquals: 'is not',
  NumericLessThan: 'is less than',
  NumericLessThanEquals: 'is at most',
  NumericGreaterThan: 'is more than',
  NumericGreaterThanEquals: 'is at least',
  DateEquals: 'is',
  DateNotEquals: 'is not',
  DateLessThan: 'is before',
  DateLessThanEquals: 'is not after',
  DateGreaterThan: 'is after',
  DateGreaterThanEquals: 'is not before',
}

/** For people: `kms:ViaService is s3.us-west-2.amazonaws.com`. Different conditions read differently. */
export function showCondition(condition: Condition): string {
  const { key, operator, ifExists } = condition
  const values = condition.values.map(showText).join(' or ') || '(empty)'
  if (operator === 'Null') return `${key} is ${values.toLowerCase() === 'true' ? 'absent' : 'present'}`
  const words = `${subjectOf(condition)} ${wordsForOperators[operator] ?? operator} ${values}`
  return ifExists ? `${words}, or it is absent` : words
}

function subjectOf({ qualifier, key }: Condition): string {
  if (qualifier === undefined) return key
  return qualifier === 'ForAnyValue' ? `some value of ${key}` : `every value of ${key}`
}
