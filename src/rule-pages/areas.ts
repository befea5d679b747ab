import type { Rule } from '../rules/rule.ts'

/** The areas of rules, in the order of pages: what their ids begin with, the folder of `policies/`, and a title. */
export const areas = [
  { prefix: 'KMS', folder: 'key', title: 'Keys and their policies' },
  { prefix: 'IAM', folder: 'identity', title: 'Policies of roles, users and groups' },
  { prefix: 'TRUST', folder: 'trust', title: 'Who can assume a role' },
  { prefix: 'GRANT', folder: 'grant', title: 'KMS grants' },
  { prefix: 'GRAPH', folder: 'path', title: 'Paths, and what has to fit together' },
  { prefix: 'DIFF', folder: 'change', title: 'What a change brings' },
  { prefix: 'POL', folder: 'grammar', title: 'The grammar of policies' },
] as const

/** The area of a rule; one of a user, whose prefix is his own, has none. */
export function areaOf({ id }: Pick<Rule, 'id'>): (typeof areas)[number] | undefined {
  return areas.find(({ prefix }) => id.replace(/\d+$/, '') === prefix)
}

/** By area, then by id. */
export function inPageOrder(rules: readonly Rule[]): readonly Rule[] {
  return rules.toSorted((one, other) => order(one) - order(other) || (one.id < other.id ? -1 : 1))
}

function order(rule: Rule): number {
  const area = areas.findIndex(one => one === areaOf(rule))
  return area === -1 ? areas.length : area
}
