import type { Rule } from '../rules/rule.ts'
import { reportedOn, type Fixture } from './fixtures.ts'

/** A fixture on which another tool and keyplan do not say the same. */
export interface Disagreement {
  readonly check: string
  readonly name: string
  readonly expected: 'pass' | 'fail'
  /** The rules that stand for the check and report something; what else keyplan reports does not count. */
  readonly reported: readonly string[]
}

/** How a check of another tool compares with the rules that stand for it. */
export interface ComparedCheck {
  readonly check: string
  readonly agreed: number
  readonly disagreements: readonly Disagreement[]
}

/** Judges each fixture whose check has rules here, check by check. */
export async function comparedChecks(
  fixtures: readonly Fixture[],
  rules: readonly Rule[],
  rulesOf: ReadonlyMap<string, readonly string[]>,
): Promise<readonly ComparedCheck[]> {
  const compared = new Map<string, ComparedCheck>()
  for (const fixture of fixtures) {
    const { check, name, expected } = fixture
    const own = rulesOf.get(check)
    if (own === undefined) continue
    const reported = (await reportedOn(fixture, rules)).filter(id => id === 'unread' || own.includes(id))
    const known = compared.get(check) ?? { check, agreed: 0, disagreements: [] }
    const agrees = reported.length > 0 === (expected === 'fail') && !reported.includes('unread')
    compared.set(
      check,
      agrees
        ? { ...known, agreed: known.agreed + 1 }
        : { ...known, disagreements: [...known.disagreements, { check, name, expected, reported }] },
    )
  }
  return [...compared.values()].toSorted((one, other) => (one.check < other.check ? -1 : 1))
}
