import type { Answer } from '../model/answer.ts'
import { allOf, anyOf, opposite } from '../model/tri.ts'
import { distinctUnknowns } from '../model/unknown.ts'
import type { Word, World } from './word.ts'

/** Holds when all of them hold. */
export function all<Subject>(...words: readonly Word<Subject>[]): Word<Subject> {
  return {
    says: words.map(inBrackets).join(' and '),
    compound: words.length > 1,
    made: { by: all, of: words },
    ask: (subject, world) =>
      joined(
        words.map(word => word.ask(subject, world)),
        allOf,
      ),
  }
}

/** Holds when at least one of them holds. */
export function either<Subject>(...words: readonly Word<Subject>[]): Word<Subject> {
  return {
    says: words.map(inBrackets).join(' or '),
    compound: words.length > 1,
    made: { by: either, of: words },
    ask: (subject, world) =>
      joined(
        words.map(word => word.ask(subject, world)),
        anyOf,
      ),
  }
}

/** Holds when the word does not; what cannot be told stays so. */
export function not<Subject>(word: Word<Subject>): Word<Subject> {
  return {
    says: `not ${inBrackets(word)}`,
    made: { by: (only = word) => not(only), of: [word] },
    ask: (subject, world) => opposed(word.ask(subject, world)),
  }
}

/** Holds when the word is certain to hold. For weights alone: in a `forbid` it would make a pass of a doubt. */
export function surely<Subject>(word: Word<Subject>): Word<Subject> {
  return {
    says: `it is certain that ${inBrackets(word)}`,
    made: { by: (only = word) => surely(only), of: [word] },
    ask: (subject, world) => {
      const answered = word.ask(subject, world)
      return answered.is === 'unknown' ? { is: 'no', at: [], hangsOn: [] } : answered
    },
  }
}

/**
 * The answer of a word where only a fault is told: that there is none needs no places, so that of words which must all
 * hold none is asked after the first that does not. Most of them fail at the first, and the last ones take longest.
 */
export function fault<Subject>(word: Word<Subject>, subject: Subject, world: World): Answer {
  const { made } = word
  if (made?.by === all) {
    const answers: Answer[] = []
    for (const part of made.of) {
      const answered = fault(part, subject, world)
      if (answered.is === 'no') return none
      answers.push(answered)
    }
    return joined(answers, allOf)
  }
  if (made?.by !== either) return word.ask(subject, world)
  return joined(
    made.of.map(part => fault(part, subject, world)),
    anyOf,
  )
}

const none: Answer = { is: 'no', at: [], hangsOn: [] }

function inBrackets<Subject>({ says, compound = false }: Word<Subject>): string {
  return compound ? `(${says})` : says
}

/** The opposite answer, for the same reasons. */
export function opposed(answered: Answer): Answer {
  return { ...answered, is: opposite(answered.is) }
}

/** Several answers as one (`allOf`, `anyOf`), with the places and holes of those that decide it. */
export function joined(answers: readonly Answer[], join: typeof allOf): Answer {
  const is = join(answers.map(answered => answered.is))
  const deciding = answers.filter(answered => answered.is === is)
  return {
    is,
    at: deciding.flatMap(answered => answered.at),
    hangsOn: is === 'unknown' ? distinctUnknowns(deciding.flatMap(answered => answered.hangsOn)) : [],
  }
}
