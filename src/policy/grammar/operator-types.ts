import type { Condition, Problem } from '../../model/statement.ts'
import { readKey, type ConditionKey } from './condition-key-facts.ts'
import { inEachCondition, isNegated, quoted, type Judged } from './in-statements.ts'

/** The families of operators, by how their names begin; `Null` fits every key. */
const families = ['String', 'Arn', 'Bool', 'Numeric', 'Date', 'IpAddress', 'Binary'] as const
type Family = (typeof families)[number]

/**
 * The families that fit each type (IAM User Guide, "IAM JSON policy elements: Condition operators"): ARNs are compared
 * as strings too, and times as numbers of seconds.
 */
const fitting: Readonly<Record<ConditionKey['type'], readonly Family[]>> = {
  String: ['String'],
  ARN: ['Arn', 'String'],
  Bool: ['Bool'],
  Numeric: ['Numeric'],
  Date: ['Date'],
  IPAddress: ['IpAddress'],
}

/** AWS's own guides compare these texts as ARNs (CloudWatch Logs User Guide, "Encrypt log data … using AWS KMS"). */
const maybeArns = /^(?:kms:encryptioncontext:|aws:sourcevpcarn$|aws:(?:principal|request|resource)tag\/)/i

/** Operators of another type than the condition key: such a condition does not hold, or not as one reads it. */
export function operatorTypes(judged: Judged): readonly Problem[] {
  return inEachCondition(judged, condition => {
    const reading = readKey(condition.key)
    if (reading.kind !== 'known') return []
    const { type } = reading.key
    if (fits(condition, type)) return []
    const says = `compares ${quoted(condition.key)} by \`${condition.operator}\`: ${inWords[type]}`
    const meant = meantBy(condition.operator, type)
    return [
      { code: 'operator-type', says, at: condition.at, ...(meant === undefined ? {} : { instead: meant }) },
    ]
  })
}

function fits({ key, operator }: Condition, type: ConditionKey['type']): boolean {
  const family = familyOf(operator)
  if (family === undefined || fitting[type].includes(family)) return true
  if (family === 'Arn') return type === 'String' && maybeArns.test(key)
  return family === 'Numeric' && /^aws:epochtime$/i.test(key)
}

/** Where the same values mean the same under an operator that fits. */
function meantBy(operator: string, type: ConditionKey['type']): string | undefined {
  if (!/^String(?:Not)?(?:Equals|Like)$/.test(operator)) return undefined
  if (type === 'IPAddress') return isNegated(operator) ? 'NotIpAddress' : 'IpAddress'
  return type === 'Bool' && !isNegated(operator) ? 'Bool' : undefined
}

const inWords: Readonly<Record<ConditionKey['type'], string>> = {
  String: 'it is a text, for the operators `String…`',
  ARN: 'it is an ARN, for the operators `Arn…`',
  Bool: 'it is `true` or `false`, for the operator `Bool`',
  Numeric: 'it is a number, for the operators `Numeric…`',
  Date: 'it is a time, for the operators `Date…`',
  IPAddress: 'it is an address, for `IpAddress` and `NotIpAddress`',
}

/** The family of an operator; none for `Null`. */
export function familyOf(operator: string): Family | undefined {
  return families.find(family => operator.startsWith(family) || operator === `Not${family}`)
}
