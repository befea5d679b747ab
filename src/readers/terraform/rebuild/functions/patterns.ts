import { RE2JS, RE2JSSyntaxException } from 're2js'
import { EvaluationError } from '../value.ts'

/** A regular expression in Go's syntax, matched in linear time whatever it is. */
export interface Pattern {
  readonly compiled: RE2JS
  /** The number of its groups, and the names of those that have one. */
  readonly groups: number
  readonly names: ReadonlyMap<string, number>
}

/** Where a match and its groups begin and end; a group that took no part is nowhere. */
export type Match = readonly (Range | undefined)[]

export interface Range {
  readonly start: number
  readonly end: number
}

/** Longer patterns are nobody's. */
const longestPattern = 1000

/** How many characters times instructions are looked at for all matches of one call. */
const mostSteps = 30_000_000

/** A pattern, an error where Go has none; nothing for one that is too large to be tried here. */
export function patternOf(source: string): Pattern | undefined {
  if (source.length > longestPattern) return undefined
  try {
    const compiled = RE2JS.compile(source)
    return {
      compiled,
      groups: compiled.groupCount(),
      names: new Map(Object.entries(compiled.namedGroups())),
    }
  } catch (error) {
    if (!(error instanceof RE2JSSyntaxException)) throw error
    // Go lets two groups have one name.
    if (error.getDescription().startsWith('duplicate capture group name')) return undefined
    throw new EvaluationError(`invalid regular expression: ${error.getDescription()}`)
  }
}

/** The first match; nothing where there is none, `too much` where that takes too long to say. */
export function firstMatch(pattern: Pattern, text: string): Match | undefined | 'too much' {
  return matchAt(searchOf(pattern, text), 0)
}

/**
 * All matches as Go's `FindAllStringSubmatchIndex` tells them: none is empty right behind another.
 * https://pkg.go.dev/regexp#Regexp.FindAllStringSubmatchIndex
 */
export function allMatches(pattern: Pattern, text: string): readonly Match[] | 'too much' {
  const search = searchOf(pattern, text)
  const found: Match[] = []
  let before = -1
  for (let at = 0; at <= text.length;) {
    const match = matchAt(search, at)
    if (match === 'too much') return match
    const [whole] = match ?? []
    if (match === undefined || whole === undefined) break
    const isEmptyHere = whole.end === at
    if (!isEmptyHere || whole.start !== before) found.push(match)
    at = isEmptyHere ? at + Math.max(characterAt(text, at).length, 1) : whole.end
    before = whole.end
  }
  return found
}

interface Search {
  readonly pattern: Pattern
  readonly text: string
  readonly matcher: ReturnType<RE2JS['matcher']>
  /** How much may still be looked at. */
  room: number
}

function searchOf(pattern: Pattern, text: string): Search {
  return { pattern, text, matcher: pattern.compiled.matcher(text), room: mostSteps }
}

function matchAt(search: Search, at: number): Match | undefined | 'too much' {
  const { matcher, pattern, text } = search
  search.room -= (text.length - at) * matcher.programSize()
  if (search.room < 0) return 'too much'
  if (!matcher.find(at)) return undefined
  return Array.from({ length: pattern.groups + 1 }, (_, group) => {
    const start = matcher.start(group)
    return start < 0 ? undefined : { start, end: matcher.end(group) }
  })
}

function characterAt(text: string, at: number): string {
  const point = text.codePointAt(at)
  return point === undefined ? '' : String.fromCodePoint(point)
}
