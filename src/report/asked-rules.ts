import { matchesWildcard } from '../policy/wildcard.ts'
import type { Rule } from '../rules/rule.ts'
import type { Settings } from './settings.ts'

/** Rules that judge what is, and are asked in the profile `change-only` all the same: what must never merge unseen. */
const alwaysAsked: ReadonlySet<string> = new Set(['KMS001', 'KMS007'])

/** Whether a rule belongs to the profile, and to what `--only` and `--skip` leave of it. */
export function isAsked(
  rule: Pick<Rule, 'id' | 'name' | 'profile'>,
  { profile = 'default', only = [], skip = [] }: Pick<Settings, 'profile' | 'only' | 'skip'>,
): boolean {
  if (skip.some(pattern => isMeant(rule, pattern))) return false
  // Whoever names a rule wants it, whatever the profile.
  if (only.length > 0) return only.some(pattern => isMeant(rule, pattern))
  switch (profile) {
    case 'strict':
      return true
    case 'default':
      return rule.profile !== 'strict'
    case 'change-only':
      return rule.id.startsWith('DIFF') || alwaysAsked.has(rule.id)
  }
}

/** By id or name, whatever the case of letters; `*` and `?` stand for any characters. */
export function isMeant({ id, name }: Pick<Rule, 'id' | 'name'>, pattern: string): boolean {
  const wanted = pattern.toLowerCase()
  return [id, name].some(one => matchesWildcard(wanted, one.toLowerCase()))
}
