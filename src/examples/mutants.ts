import type { Answer } from '../model/answer.ts'
import type { Severity } from '../model/report.ts'
import type { Rule } from '../rules/rule.ts'
import type { Word } from '../rules/word.ts'

/** A rule with one thing changed in what it forbids, or in how it weighs that: its examples should notice. */
export interface Mutant {
  /** What is changed: `forbid: "it rotates" is always yes`. */
  readonly says: string
  readonly rule: Rule
}

/** Each word of a rule that always answers yes, or no; each lighter case left out. */
export function* mutantsOf(rule: Rule): Generator<Mutant> {
  for (const [says, forbid] of mutated(rule.forbid))
    yield { says: `forbid: ${says}`, rule: Object.assign({}, rule, { forbid }) }
  const { eased = [] } = rule
  for (const [index, [severity, word]] of eased.entries()) {
    const others: readonly Eased[] = eased
    yield {
      says: `without ${severity} where ${word.says}`,
      rule: Object.assign({}, rule, { eased: others.toSpliced(index, 1) }),
    }
    for (const [says, other] of mutated(word))
      yield {
        says: `${severity}: ${says}`,
        rule: Object.assign({}, rule, { eased: others.with(index, [severity, other]) }),
      }
  }
}

type Eased = readonly [Severity, Word<never>]

function* mutated(word: Word<never>): Generator<readonly [string, Word<never>]> {
  const { made } = word
  if (made === undefined) {
    for (const is of ['yes', 'no'] as const)
      yield [`"${word.says}" is always ${is}`, { says: word.says, ask: () => always(is) }]
    return
  }
  for (const [index, part] of made.of.entries())
    for (const [says, other] of mutated(part)) yield [says, made.by(...made.of.with(index, other))]
}

function always(is: 'yes' | 'no'): Answer {
  return { is, at: [], hangsOn: [] }
}
