import type { Listed, Pattern, Problem, Statement } from '../../model/statement.ts'
import { literal } from '../../model/text.ts'
import { matchesWildcard } from '../wildcard.ts'
import { inEachStatement, quoted, type Fault, type Judged } from './in-statements.ts'

/** Actions and resources of which another of the same list holds all. */
export function redundantItems(judged: Judged): readonly Problem[] {
  return inEachStatement(judged, ({ actions, resources }: Statement) => [
    ...covered(actions, 'redundant-action', lowerCase),
    ...covered(resources, 'redundant-resource', asWritten),
  ])
}

const lowerCase = (written: string) => written.toLowerCase()
const asWritten = (written: string) => written

/** Each item is compared with few patterns, however many a hostile list has. */
const mostPatterns = 20

function covered(
  list: Listed<Pattern> | undefined,
  code: Fault['code'],
  spelling: (written: string) => string,
): readonly Fault[] {
  if (list === undefined || list.items.length < 2) return []
  const written = list.items.flatMap(({ text, at }) => {
    const known = literal(text)
    return known === undefined ? [] : [{ known, name: spelling(known), at }]
  })
  const patterns = written.filter(({ name }) => /[*?]/.test(name)).slice(0, mostPatterns)
  const seen = new Set<string>()
  return written.flatMap(item => {
    const isRepeated = seen.has(item.name)
    seen.add(item.name)
    const wider = isRepeated
      ? item
      : patterns.find(one => one.name !== item.name && matchesWildcard(one.name, item.name))
    if (wider === undefined) return []
    const says = isRepeated
      ? `lists ${quoted(item.known)} twice`
      : `lists ${quoted(item.known)} beside ${quoted(wider.known)}, which holds it`
    return [{ code, says, at: item.at }]
  })
}
