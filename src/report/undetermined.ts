import type { ReportUndetermined } from '../model/report.ts'
import type { Undetermined } from '../rules/judge.ts'
import type { About } from '../rules/rule.ts'

/** What rules could not tell, in words; by id, so that two reports of the same are equal. */
export function undeterminedRules(undetermined: readonly Undetermined[]): readonly ReportUndetermined[] {
  return undetermined
    .map(({ rule, count }) => ({
      rule: rule.id,
      name: rule.name,
      count,
      on: `${count} ${nouns[rule.about][count === 1 ? 0 : 1]}`,
      because: rule.undetermined ?? '',
    }))
    .toSorted((one, other) => (one.rule < other.rule ? -1 : 1))
}

/** So many are named where all stands in one line. */
const named = 3

/** `KMS029 on 12 keys and 2 more rules`; nothing where all was decided. */
export function undecidedInShort(undetermined: readonly ReportUndetermined[]): string | undefined {
  if (undetermined.length === 0) return undefined
  const shown = undetermined.slice(0, named).map(({ rule, on }) => `${rule} on ${on}`)
  const more = undetermined.length - shown.length
  const rest = more === 0 ? '' : ` and ${more} more ${more === 1 ? 'rule' : 'rules'}`
  return `could not be decided: ${shown.join(', ')}${rest}`
}

/** What rules are about, one and several of it. */
const nouns: Readonly<Record<About, readonly [string, string]>> = {
  access: ['access', 'accesses'],
  detour: ['indirect access', 'indirect accesses'],
  labelling: ['change of a label', 'changes of labels'],
  key: ['key', 'keys'],
  alias: ['alias', 'aliases'],
  use: ['encrypted resource', 'encrypted resources'],
  statement: ['statement', 'statements'],
  permission: ['IAM policy', 'IAM policies'],
  'foreign-permission': ['IAM policy', 'IAM policies'],
  half: ['access across accounts', 'accesses across accounts'],
  'outside-key': ['key elsewhere', 'keys elsewhere'],
  problem: ['policy', 'policies'],
  assumption: ['role', 'roles'],
  grant: ['grant', 'grants'],
  endpoint: ['VPC endpoint', 'VPC endpoints'],
  'key-change': ['key', 'keys'],
  'access-change': ['change of access', 'changes of access'],
  'alias-change': ['alias', 'aliases'],
  'grant-change': ['grant', 'grants'],
  'use-change': ['encrypted resource', 'encrypted resources'],
  'limit-change': ['limit', 'limits'],
  'principal-change': ['principal', 'principals'],
}
