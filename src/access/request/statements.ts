import { literal, text, type Text } from '../../model/text.ts'
import type { Listed, Pattern, Statement } from '../../model/statement.ts'
import { allOf, anyOf, opposite, tri, type Tri } from '../../model/tri.ts'
import { isUnknown } from '../../model/unknown.ts'
import { parseArn } from '../../policy/arn.ts'
import { holds } from './conditions.ts'
import type { RequestContext } from './context.ts'
import { matchesArn, matchesText } from './matching.ts'
import { substituted, withoutWildcards } from './variables.ts'

/** The parts of a request that a statement's own elements look at. */
export interface Asked {
  readonly action: string
  readonly resource: Text
  readonly context: RequestContext
  /** A trust policy has no `Resource`: its role is meant. */
  readonly trust: boolean
}

/** Whether action, resource and conditions of a statement meet a request; its principal is another question. */
export function meets(statement: Statement, asked: Asked): Tri {
  const action = meetsAction(statement.actions, asked.action)
  if (action === 'no') return 'no'
  const resource = meetsResource(statement.resources, asked)
  if (resource === 'no') return 'no'
  return allOf([action, resource, ...conditionsOf(statement, asked.context)])
}

function conditionsOf(statement: Statement, context: RequestContext): readonly Tri[] {
  const unread = statement.conditionHoles.map((): Tri => 'unknown')
  return [...unread, ...statement.conditions.map(condition => holds(condition, context))]
}

/** Without the element a statement has no effect, although KMS accepts it. */
function meetsAction(listed: Listed<Pattern> | undefined, action: string): Tri {
  if (listed === undefined) return 'no'
  const asked = text(action.toLowerCase())
  const service = action.slice(0, action.indexOf(':') + 1).toLowerCase()
  const any = anyOf(listed.items.map(({ text: pattern }) => matchesAction(pattern, asked, service)))
  return listed.negated ? opposite(any) : any
}

/** Names of actions do not depend on case. Whether a wildcard may stand in the service's prefix is not documented. */
function matchesAction(pattern: Text, asked: Text, service: string): Tri {
  if (pattern[0] === '*' && pattern.length === 1) return 'yes'
  const lowerCase = inLowerCase(pattern)
  const matches = matchesText(lowerCase, asked)
  const [start] = lowerCase
  const plain = typeof start === 'string' && start.startsWith(service)
  return matches === 'yes' && !plain ? 'unknown' : matches
}

/** Patterns live as long as their documents, and are asked for each request. */
const lowered = new WeakMap<Text, Text>()

function inLowerCase(pattern: Text): Text {
  const known = lowered.get(pattern)
  if (known !== undefined) return known
  const lowerCase = pattern.map(part => (isUnknown(part) ? part : part.toLowerCase()))
  lowered.set(pattern, lowerCase)
  return lowerCase
}

function meetsResource(listed: Listed<Pattern> | undefined, asked: Asked): Tri {
  if (listed === undefined) return tri(asked.trust)
  const any = anyOf(listed.items.map(({ text: pattern }) => matchesResource(pattern, asked)))
  return listed.negated ? opposite(any) : any
}

const wholeAccount = /^arn:[^:]*:kms:[^:]*:[^:]*:\*$/

function mayStandForAll(action: string): Tri {
  return /^kms:(?:createkey|listkeys)$/i.test(action) ? 'unknown' : 'no'
}

function matchesResource(pattern: Text, { action, resource, context }: Asked): Tri {
  if (literal(pattern) === '*') return 'yes'
  const filled = substituted(pattern, context)
  if (filled === undefined) return 'no'
  // Whether all of an account stands for "every resource" in CreateKey and ListKeys is not documented.
  if (literal(resource) === '*') {
    const known = literal(filled)
    if (known === undefined) return 'unknown'
    return wholeAccount.test(known) ? mayStandForAll(action) : 'no'
  }
  const given = withoutWildcards(resource)
  return parseArn(filled) === undefined ? matchesText(filled, given) : matchesArn(filled, given)
}
