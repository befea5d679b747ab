import type { Rule } from 'keyplan'
import { rulesBeyondKeys } from './beyond-keys.ts'
import { rulesOfChanges } from './of-changes.ts'
import { rulesOfKeys } from './of-keys.ts'
import { rulesOfPlainKeys } from './of-plain-keys.ts'

/** The rules that come with keyplan, by id. */
export const builtInRules: readonly Rule[] = [
  ...rulesOfPlainKeys,
  ...rulesOfKeys,
  ...rulesBeyondKeys,
  ...rulesOfChanges,
].toSorted((one, other) => (one.id < other.id ? -1 : 1))
