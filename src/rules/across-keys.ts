import { principalId } from '../model/principal.ts'
import type { Objection } from './objection.ts'
import type { About } from './rule.ts'

/** Gathers objections that are told once for all keys. */
export interface AcrossKeys {
  /** Whether it is such an objection, and is kept until all keys are judged. */
  readonly takes: (objection: Objection) => boolean
  /** Each with how many more keys it is about. */
  readonly all: () => readonly Objection[]
}

/**
 * Whoever can change the IAM policies of an account reaches each key that leaves access to them: that is one fault, and
 * it is told with the first of these keys. The same principal, weight and certainty of one rule are one.
 */
export function acrossKeys(): AcrossKeys {
  const kept = new Map<string, { readonly first: Objection; more: number }>()
  return {
    takes: objection => {
      const { rule, principal, severity, certainty } = objection
      if (!isAcross(rule.about) || principal === undefined) return false
      const name = JSON.stringify([rule.id, principalId(principal), severity, certainty])
      const known = kept.get(name)
      if (known === undefined) kept.set(name, { first: objection, more: 0 })
      else known.more += 1
      return true
    },
    all: () =>
      [...kept.values()].map(({ first, more }) =>
        more === 0 ? first : { ...first, message: `${first.message}, and the same with ${keys(more)}` },
      ),
  }
}

function isAcross(about: About): boolean {
  return about === 'detour' || about === 'labelling'
}

function keys(count: number): string {
  return count === 1 ? '1 more key' : `${count} more keys`
}
