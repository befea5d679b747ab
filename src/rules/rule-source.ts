import type { Rule } from './rule.ts'

/** What there is to judge besides plain keys. */
export interface Judgeable {
  /** Keys that are not plain, or policies of anything else. */
  readonly keys: boolean
  /** Identities, grants, resources that are encrypted, aliases, VPC endpoints. */
  readonly beyondKeys: boolean
  /** What was before. */
  readonly changes: boolean
}

/** Rules, or who loads those of them that have something to judge. */
export type RuleSource = readonly Rule[] | ((about: Judgeable) => Promise<readonly Rule[]>)
