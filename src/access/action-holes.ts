import type { Listed, Pattern } from '../model/statement.ts'
import { holesOf } from '../model/text.ts'
import type { Unknown } from '../model/unknown.ts'

/** What hides which actions a list covers, where it covers some perhaps: its holes, or how AWS reads a strange pattern. */
export function holesOfActions(listed: Listed<Pattern> | undefined): readonly Unknown[] {
  const items = listed?.items ?? []
  const holes = items.flatMap(item => holesOf(item.text))
  if (holes.length > 0) return holes
  return items.slice(0, 1).map(({ at }) => ({
    kind: 'unknown',
    reason: 'undecided-condition',
    name: 'whether AWS lets a wildcard stand in a service prefix',
    shape: 'anything',
    at,
  }))
}
