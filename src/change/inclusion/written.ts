import { text, type Text } from '../../model/text.ts'
import type { Condition } from '../../model/statement.ts'
import type { Tri } from '../../model/tri.ts'
import type { Unknown } from '../../model/unknown.ts'
import { readConditions } from '../../policy/conditions.ts'
import { parseJson } from '../../policy/json.ts'
import type { Circumstances } from './circumstances.ts'
import { isIncluded } from './included.ts'

// For tests only: circumstances as IAM writes them, and names for what many of them ask.

/** For tests only: a `Condition` as IAM writes it; `<name>` in a value is a hole. */
export type Block = Readonly<Record<string, Readonly<Record<string, string | readonly string[]>>>>

const at = { file: 'plan.json', address: 'aws_kms_key.main', pointer: '/policy' }

/** For tests only: an account, keys and a service. */
export const own = '111122223333'
export const team = 'kms:EncryptionContext:Team'
export const keys = 'kms:EncryptionContextKeys'
export const via = 'kms:ViaService'
export const caller = 'kms:CallerAccount'
export const arn = 'aws:PrincipalArn'
export const s3 = 's3.us-west-2.amazonaws.com'

/** For tests only: one condition. */
export function by(operator: string, key: string, ...values: readonly string[]): Block {
  return { [operator]: { [key]: values } }
}

/** For tests only: the key is one of these. */
export function equals(key: string, ...values: readonly string[]): Block {
  return by('StringEquals', key, ...values)
}

/** For tests only: the key matches one of these. */
export function like(key: string, ...values: readonly string[]): Block {
  return by('StringLike', key, ...values)
}

/** For tests only: the ARN of a role. */
export function role(name: string): string {
  return `arn:aws:iam::${own}:role/${name}`
}

/** For tests only: whether one is included in the others. */
export type Row = readonly [says: string, is: Tri, one: Block, ...others: readonly Block[]]

/** For tests only: the rows under their names, for `test.each`. */
export function named(rows: readonly Row[]): readonly NamedRow[] {
  return rows.map(([says, is, one, ...others]) => ({ says, is, one, others }))
}

interface NamedRow {
  readonly says: string
  readonly is: Tri
  readonly one: Block
  readonly others: readonly Block[]
}

/** For tests only: the answer for a row. */
export function answerFor({ one, others }: Pick<NamedRow, 'one' | 'others'>): Tri {
  return isIncluded(
    when(one),
    others.map(other => when(other)),
  ).is
}

/** For tests only: a hole by its name. */
export function hole(name: string): Unknown {
  return { kind: 'unknown', reason: 'known-after-apply', name, shape: 'account-id', at }
}

/** For tests only: the conditions of a block. */
function conditionsOf(block: Block): readonly Condition[] {
  const { conditions } = readConditions(parseJson(JSON.stringify(block), at), true)
  return conditions.map(condition => ({ ...condition, values: condition.values.map(withHoles) }))
}

/** For tests only: a block, and those that deny. */
export function when(block: Block, ...denied: readonly Block[]): Circumstances {
  return { conditions: conditionsOf(block), unless: denied.map(conditionsOf), unknowns: [] }
}

function withHoles(value: Text): Text {
  return text(
    ...value.flatMap(part =>
      typeof part === 'string'
        ? part.split(/<([^<>]*)>/).map((piece, index) => (index % 2 === 0 ? piece : hole(piece)))
        : [part],
    ),
  )
}
