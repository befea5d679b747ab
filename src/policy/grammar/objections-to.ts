import { readPolicyDocument } from '../read-policy.ts'
import type { Problem } from '../../model/statement.ts'
import type { Judged, Kind } from './in-statements.ts'

/** For tests only: what a check objects to in a document with this statement, as `code: what it says`. */
export function objectionsTo(
  check: (judged: Judged) => readonly Problem[],
  statement: object,
  { kind = 'key-policy', version = '2012-10-17' }: { readonly kind?: Kind; readonly version?: string } = {},
): readonly string[] {
  const document = readPolicyDocument(JSON.stringify({ Version: version, Statement: [statement] }))
  return check({ document, kind }).map(({ code, says, hangsOn = [] }) =>
    hangsOn.length === 0 ? `${code}: ${says}` : `${code}?: ${says}`,
  )
}

/** For tests only: the codes of the objections to an Allow of `kms:Decrypt` with this condition. */
export function codesFor(
  check: (judged: Judged) => readonly Problem[],
  condition: object,
  statement: object = {},
  kind: Kind = 'key-policy',
): readonly string[] {
  const whole = {
    Effect: 'Allow',
    Principal: { AWS: 'arn:aws:iam::111122223333:role/App' },
    ...('NotAction' in statement ? {} : { Action: 'kms:Decrypt' }),
    ...('NotResource' in statement ? {} : { Resource: '*' }),
    Condition: condition,
    ...statement,
  }
  return objectionsTo(check, whole, { kind }).map(said => said.split(':', 1)[0] ?? '')
}
