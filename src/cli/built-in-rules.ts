import { rulesOfPlainKeys } from '../../policies/of-plain-keys.ts'
import type { Judgeable } from '../rules/rule-source.ts'
import type { Rule } from '../rules/rule.ts'

/** The built-in rules that have something to judge. The others cost a start their loading, and would find nothing. */
export async function rulesAbout(about: Judgeable): Promise<readonly Rule[]> {
  const [keys, beyond, changes] = await Promise.all([
    about.keys ? import('../../policies/of-keys.ts') : undefined,
    about.beyondKeys ? import('../../policies/beyond-keys.ts') : undefined,
    about.changes ? import('../../policies/of-changes.ts') : undefined,
  ])
  return [
    ...rulesOfPlainKeys,
    ...(keys?.rulesOfKeys ?? []),
    ...(beyond?.rulesBeyondKeys ?? []),
    ...(changes?.rulesOfChanges ?? []),
  ].toSorted((one, other) => (one.id < other.id ? -1 : 1))
}

/** All built-in rules, to look up names of rules. */
export async function allRules(): Promise<readonly Rule[]> {
  const { builtInRules } = await import('../../policies/index.ts')
  return builtInRules
}
