import { literal, type Text } from './text.ts'
import { tri, type Tri } from './tri.ts'
import { isUnknown, sameUnknown, type Knowable } from './unknown.ts'

/** An AWS account: its twelve digits, or the hole where they will stand. */
export type Account = Knowable<string>

/** Whether two accounts are one. Two holes are the same account when they are the same hole. */
export function sameAccount(one: Account, other: Account): Tri {
  if (!isUnknown(one) && !isUnknown(other)) return tri(one === other)
  return isUnknown(one) && isUnknown(other) && sameUnknown(one, other) ? 'yes' : 'unknown'
}

/** The account that a text names, when the text is nothing but an account id or a single hole. */
export function accountOf(value: Text): Account | undefined {
  const [only] = value
  if (value.length === 1 && isUnknown(only)) return only
  const id = literal(value)
  return id !== undefined && /^\d{12}$/.test(id) ? id : undefined
}
