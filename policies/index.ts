import type { Rule } from 'keyplan'
import { rulesBeyondKeys } from './beyond-keys.ts'
import { rulesOfChanges } from './of-changes.ts'
import { rulesOfKeys } from './of-keys.ts'
import { rulesOfPolicies } from './of-policies.ts'

/** The rules that come with keyplan, by id. */
export const builtInRules: readonly Rule[] = [
  ...rulesOfKeys,
  ...rulesOfPolicies,
  ...rulesBeyondKeys,
  ...rulesOfChanges,
].toSorted((one, other) => (one.id < other.id ? -1 : 1))
