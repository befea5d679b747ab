import { literal, text } from '../../model/text.ts'
import { parseArn } from '../../policy/arn.ts'
import type { Clause } from './clauses.ts'

/** Keys that name an account, and those that name something of the same account, by what fills them. */
const families: readonly (readonly string[])[] = [
  ['aws:principalarn', 'aws:principalaccount', 'kms:calleraccount'],
  ['aws:sourcearn', 'aws:sourceaccount'],
]

const mostAccounts = 20

/** The account that a value of such a key tells: its own, or that of the ARN. */
export function accountIn(key: string, value: string): string | undefined {
  if (!key.endsWith('arn')) return /^\d{12}$/.test(value) ? value : undefined
  const account = parseArn(text(value))?.account
  const written = account === undefined ? undefined : literal(account)
  return written !== undefined && /^\d{12}$/.test(written) ? written : undefined
}

/** Whether AWS fills this key and another one of these with the same account. */
function familyOf(key: string, keys: readonly string[]): readonly string[] {
  const family = families.find(one => one.includes(key)) ?? []
  return keys.filter(other => family.includes(other)).length > 1 ? family : []
}

const pairKey = 'kms:encryptioncontext:'
const mostPairs = 4

/** The names that `kms:EncryptionContextKeys` has to list where conditions ask for the pairs of these names. */
function pairNames(key: string, keys: readonly string[]): readonly string[] {
  if (key !== 'kms:encryptioncontextkeys') return []
  return keys
    .filter(other => other.startsWith(pairKey))
    .map(other => other.slice(pairKey.length))
    .slice(0, mostPairs)
}

/** Tells values of different accounts apart, where another key must have the same one, and names of pairs. */
export function tagFor(key: string, keys: readonly string[]): (value: string) => string {
  const names = new Set(pairNames(key, keys))
  if (names.size > 0) return value => (names.has(value.toLowerCase()) ? value.toLowerCase() : '')
  return familyOf(key, keys).length === 0 ? () => '' : value => accountIn(key, value) ?? ''
}

/** Values of this key in the accounts that the clauses of its neighbours name. */
export function relatedValues(
  key: string,
  keys: readonly string[],
  clauses: readonly Clause[],
): readonly string[] {
  const family = familyOf(key, keys)
  if (family.length === 0) return []
  const accounts = clauses
    .filter(clause => family.includes(clause.key))
    .flatMap(clause => clause.condition.values.map(value => accountIn(clause.key, literal(value) ?? '')))
    .filter(account => account !== undefined)
  return [...new Set([...accounts.slice(0, mostAccounts), '999999999999'])].flatMap(account => {
    if (key === 'aws:principalarn')
      return [`arn:aws:iam::${account}:role/Other`, `arn:aws:iam::${account}:root`]
    return key === 'aws:sourcearn' ? [`arn:aws:sns:us-east-1:${account}:other`] : [account]
  })
}
