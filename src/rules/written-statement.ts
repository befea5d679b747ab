import { isUnknown } from '../model/unknown.ts'
import type { Condition, Listed, NamedPrincipal, Pattern, Statement } from '../model/statement.ts'
import { principalId } from '../model/principal.ts'
import { literal, text, type Text } from '../model/text.ts'
import type { WrittenStatement, WrittenValue } from './correction.ts'
import type { ExampleAttributes } from './example.ts'

/**
 * A statement as IAM JSON has it; nothing where part of it cannot be read, since what is written in its place must
 * not lose that part.
 */
export function writtenStatement(statement: Statement): WrittenStatement | undefined {
  const { sid, effect, principals, actions, resources, conditions, conditionHoles } = statement
  if (isUnknown(effect) || conditionHoles.length > 0) return undefined
  return {
    ...(sid === undefined || sid === '' ? {} : { Sid: sid }),
    Effect: effect,
    ...listed('Principal', principals, writtenPrincipals),
    ...listed('Action', actions, patterns),
    ...listed('Resource', resources, patterns),
    ...(conditions.length === 0 ? {} : { Condition: writtenConditions(conditions) }),
  }
}

function listed<Item>(
  element: string,
  list: Listed<Item> | undefined,
  write: (items: readonly Item[]) => WrittenValue,
): WrittenStatement {
  if (list === undefined) return {}
  return { [list.negated ? `Not${element}` : element]: write(list.items) }
}

function patterns(items: readonly Pattern[]): WrittenValue {
  return oneOrMore(items.map(item => writtenText(item.text)))
}

/** Conditions of one operator stand together, as they do in IAM JSON. */
export function writtenConditions(conditions: readonly Condition[]): {
  readonly [operator: string]: ExampleAttributes
} {
  const written: Record<string, Record<string, WrittenValue>> = {}
  for (const { operator, qualifier, ifExists, key, values } of conditions) {
    const name = `${qualifier === undefined ? '' : `${qualifier}:`}${operator}${ifExists ? 'IfExists' : ''}`
    written[name] = { ...written[name], [key]: oneOrMore(values.map(writtenText)) }
  }
  return written
}

/** `*` alone is `*`, which IAM JSON also takes for `{"AWS": "*"}`. */
function writtenPrincipals(items: readonly NamedPrincipal[]): WrittenValue {
  const written: Record<string, Text[]> = {}
  for (const { principal } of items) {
    const [type, value] = typed(principal)
    written[type] = [...(written[type] ?? []), value]
  }
  return Object.fromEntries(
    Object.entries(written).map(([type, values]) => [type, oneOrMore(values.map(writtenText))]),
  )
}

function typed(principal: NamedPrincipal['principal']): readonly [string, Text] {
  switch (principal.kind) {
    case 'service':
      return ['Service', principal.name]
    case 'federated':
      return ['Federated', principal.provider]
    case 'unknown':
      return ['AWS', [principal.unknown]]
    case 'unusable':
      return ['AWS', principal.written]
    case 'account':
      return ['AWS', text('arn:aws:iam::', principal.account, ':root')]
    case 'role':
    case 'user':
    case 'session':
    case 'federated-user':
      return ['AWS', principal.arn]
    default:
      return ['AWS', text(principalId(principal))]
  }
}

/** Without holes, a string. */
function writtenText(written: Text): WrittenValue {
  const [only] = written
  if (written.length === 1 && isUnknown(only)) return only
  return literal(written) ?? { kind: 'text', text: written }
}

/** One value stands alone, as people write it. */
export function oneOrMore(values: readonly WrittenValue[]): WrittenValue {
  const [only] = values
  return values.length === 1 && only !== undefined ? only : values
}
