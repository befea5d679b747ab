import type { Condition, Problem, Statement } from '../../model/statement.ts'
import { readKey, type ConditionKey } from './condition-key-facts.ts'
import {
  ifEffect,
  inEachStatement,
  isNegated,
  needsItsKey,
  quoted,
  type Fault,
  type Judged,
} from './in-statements.ts'

type Objection = Omit<Fault, 'at'>

/**
 * `ForAnyValue` and `ForAllValues` where they do not belong, or are missing (IAM User Guide, "Single-valued vs.
 * multivalued context keys"; Access Analyzer policy check reference).
 */
export function setOperators(judged: Judged): readonly Problem[] {
  return inEachStatement(judged, statement => {
    const asked = { statement, guards: guardsOf(statement), kind: judged.kind }
    return statement.conditions.flatMap(condition =>
      faultsOf(condition, asked).map(fault => ({ ...fault, at: condition.at })),
    )
  })
}

/** What a condition is looked at with. */
interface Asked {
  readonly statement: Statement
  readonly guards: Guards
  readonly kind: Judged['kind']
}

function faultsOf(condition: Condition, asked: Asked): readonly Objection[] {
  if (condition.operator === 'Null') return underNull(condition)
  const reading = readKey(condition.key)
  if (reading.kind !== 'known') return []
  return reading.key.many ? severalValues(condition, asked) : oneValue(condition, reading.key, asked)
}

function underNull({ key, qualifier, ifExists }: Condition): readonly Objection[] {
  const shown = `asks whether ${quoted(key)} is there`
  return [
    ...(ifExists
      ? [{ code: 'null-if-exists' as const, says: `${shown} by \`NullIfExists\`, which is no operator` }]
      : []),
    ...(qualifier === undefined
      ? []
      : [
          {
            code: 'null-with-qualifier' as const,
            says: `${shown} by \`${qualifier}:Null\`: \`Null\` needs no \`${qualifier}\``,
          },
        ]),
  ]
}

function severalValues(
  { key, operator, qualifier }: Condition,
  { statement, guards }: Asked,
): readonly Objection[] {
  if (qualifier === undefined) {
    const says = `compares ${quoted(key)} by \`${operator}\`, though a request has several values for it: \`ForAnyValue:\` or \`ForAllValues:\` is missing`
    return [{ code: 'missing-qualifier', says }]
  }
  const hangsOn = ifEffect(statement, 'Allow')
  if (hangsOn === undefined || isNegated(operator)) return []
  if (qualifier === 'ForAnyValue') {
    // One listed operation opens the door to all others of the same grant (semantics: grants).
    if (!isOperations(key) || guards.all.has(key.toLowerCase())) return []
    const says = `tests ${quoted(key)} by \`ForAnyValue\`: beside a listed operation a grant may have any other, \`ForAllValues\` keeps to the list`
    return [{ code: 'any-value-of-list', says, hangsOn }]
  }
  // A grant without operations is refused, and a request without tags sets none.
  if (isOperations(key) || /^aws:tagkeys$/i.test(key)) return []
  if (guards.present.has(key.toLowerCase())) return []
  const says = `tests ${quoted(key)} by \`ForAllValues\` alone, which holds where the request has none: add \`Null\` with \`false\`, or \`ForAnyValue\``
  return [{ code: 'all-values-of-none', says, hangsOn }]
}

function isOperations(key: string): boolean {
  return /^kms:grantoperations$/i.test(key)
}

/** The condition keys that a statement keeps to a list, and those that it wants to be there. */
interface Guards {
  readonly all: ReadonlySet<string>
  readonly present: ReadonlySet<string>
}

function guardsOf({ conditions }: Statement): Guards {
  return {
    all: namesOf(conditions.filter(({ qualifier }) => qualifier === 'ForAllValues')),
    present: namesOf(conditions.filter(needsItsKey)),
  }
}

function namesOf(conditions: readonly Condition[]): ReadonlySet<string> {
  return new Set(conditions.map(({ key }) => key.toLowerCase()))
}

function oneValue(
  { key: written, qualifier }: Condition,
  key: ConditionKey,
  { statement, kind }: Asked,
): readonly Objection[] {
  if (qualifier === undefined) return []
  const shown = `tests ${quoted(written)} by \`${qualifier}\`, though a request has one value for it`
  const isContext = key.name.startsWith('kms:EncryptionContext:')
  if (qualifier === 'ForAnyValue') return isContext ? [{ code: 'any-value-of-one', says: shown }] : []
  // KMS Developer Guide, "AWS KMS condition keys": OverlyPermissiveCondition.
  if (kind === 'key-policy' && (isContext || key.name.startsWith('aws:RequestTag/'))) {
    return [{ code: 'refused-qualifier', says: `${shown}: KMS refuses such a key policy` }]
  }
  const hangsOn = ifEffect(statement, 'Allow')
  return hangsOn === undefined
    ? [{ code: 'any-value-of-one', says: `${shown}, and so denies where it is absent` }]
    : [{ code: 'all-values-of-one', says: `${shown}, and so holds where it is absent`, hangsOn }]
}
