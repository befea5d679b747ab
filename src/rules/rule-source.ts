import type { Rule } from './rule.ts'

/** What there is to judge besides keys and plain policies of theirs. */
export interface Judgeable {
  /** Policy documents of which the grammar may object to something. */
  readonly documents: boolean
  /** Identities, grants, resources that are encrypted, aliases, VPC endpoints. */
  readonly beyondKeys: boolean
  /** What was before. */
  readonly changes: boolean
}

/** Rules, or who loads those of them that have something to judge. */
export type RuleSource = readonly Rule[] | ((about: Judgeable) => Promise<readonly Rule[]>)
