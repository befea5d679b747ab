import type { Condition, Problem, Statement } from '../../model/statement.ts'
import {
  ifEffect,
  inEachStatement,
  isNegated,
  needsItsKey,
  quoted,
  type Fault,
  type Judged,
} from './in-statements.ts'

/** What tells who calls: beside these, `kms:ViaService` says by which way alone. */
const tellsWho =
  /^(?:kms:calleraccount|aws:(?:principalaccount|principalorgid|principalorgpaths|principalarn|userid|sourceaccount|sourcearn|sourceorgid|sourceorgpaths|sourcevpc|sourcevpce|sourcevpcarn|sourceip|vpceaccount|vpceorgid|vpceorgpaths))$/i

/** Conditions that do what one reads in them only beside another. */
export function pairedKeys(judged: Judged): readonly Problem[] {
  return inEachStatement(judged, statement => {
    const hangsOn = ifEffect(statement, 'Allow')
    if (hangsOn === undefined) return []
    return [...addressAlone(statement), ...wayAlone(statement, judged.kind), ...contextAlone(statement)].map(
      fault => ({ ...fault, hangsOn }),
    )
  })
}

/** Private networks all have the same addresses (Access Analyzer, "Missing paired condition keys"). */
function addressAlone({ conditions }: Statement): readonly Fault[] {
  if (conditions.some(({ key }) => /^aws:sourcevpc(?:e|arn)?$|^aws:vpce/i.test(key))) return []
  return where(conditions, /^aws:vpcsourceip$/i).map(({ key, at }) => ({
    code: 'missing-paired-key',
    says: `tests ${quoted(key)} without \`aws:SourceVpc\`: every VPC can have such addresses`,
    at,
  }))
}

/** KMS Developer Guide, "kms:ViaService": it does not tell whose call the service makes. */
function wayAlone({ principals, conditions }: Statement, kind: Judged['kind']): readonly Fault[] {
  const isAnyone = principals?.items.some(({ principal }) => principal.kind === 'everyone') === true
  if (kind !== 'key-policy' || principals?.negated === true || !isAnyone) return []
  if (conditions.some(({ key }) => tellsWho.test(key))) return []
  return where(conditions, /^kms:viaservice$/i).map(({ key, at }) => ({
    code: 'missing-paired-key',
    says: `tests ${quoted(key)} without \`kms:CallerAccount\`: it tells the way, and not who calls`,
    at,
  }))
}

/** KMS Developer Guide, "kms:EncryptionContextKeys": a request without a context has none of the keys. */
function contextAlone({ conditions }: Statement): readonly Fault[] {
  if (conditions.some(one => /^kms:encryptioncontext(?:keys$|:)/i.test(one.key) && needsItsKey(one)))
    return []
  return where(conditions, /^kms:encryptioncontextkeys$/i)
    .filter(({ qualifier }) => qualifier === 'ForAllValues')
    .map(({ key, at }) => ({
      code: 'missing-paired-key',
      says: `tests ${quoted(key)} by \`ForAllValues\` alone: a call without encryption context passes too`,
      at,
    }))
}

function where(conditions: readonly Condition[], pattern: RegExp): readonly Condition[] {
  return conditions.filter(
    one => pattern.test(one.key) && !isNegated(one.operator) && one.operator !== 'Null',
  )
}
