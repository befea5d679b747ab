import type { Answer } from '../model/answer.ts'
import type { SourceLocation } from '../model/source-location.ts'
import { tri, type Tri } from '../model/tri.ts'
import type { Unknown } from '../model/unknown.ts'

/** Yes or no, shown by these places. */
export function answer(holds: boolean, at: readonly SourceLocation[] = []): Answer {
  return { is: tri(holds), at, hangsOn: [] }
}

/** It cannot be told, because of these. */
export function hangsOn(holes: readonly Unknown[], at: readonly SourceLocation[] = []): Answer {
  return { is: 'unknown', at, hangsOn: holes }
}

/** As it is told; what cannot be told, because of these. */
export function answerOf(is: Tri, holes: readonly Unknown[]): Answer {
  return is === 'unknown' ? hangsOn(holes) : answer(is === 'yes')
}
