import { answer } from '../answers.ts'
import type { Word } from '../word.ts'

/** No more is asked than by default: for weights that are heavier in the profile `strict`. */
export const inDefaultProfile: Word<unknown> = {
  says: 'the profile is not `strict`',
  ask: (_, { profile }) => answer(profile !== 'strict'),
}
