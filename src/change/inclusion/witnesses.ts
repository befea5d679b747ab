import type { Budget } from './budget.ts'
import type { Token } from './patterns.ts'

/** Texts of which each matches another choice of the patterns, shortest first. */
export interface Witnesses {
  readonly texts: readonly string[]
  /** Whether no text matches a choice of patterns that none of these matches. */
  readonly complete: boolean
}

/**
 * Goes through all texts at once: those after which the patterns stand at the same places have the same future. Only
 * characters that a pattern asks for at that place differ; one more stands for all others.
 */
export function witnessesOf(patterns: readonly (readonly Token[])[], budget: Budget): Witnesses {
  const machine = machineOf(patterns)
  const seen = new Map<string, string>()
  const texts = new Map<string, string>()
  const start = settled(machine, machine.starts)
  let edge: readonly (readonly [State, string])[] = [[start, '']]
  seen.set(start.join(), '')
  texts.set(accepted(machine, start), '')
  while (edge.length > 0) {
    const next: (readonly [State, string])[] = []
    for (const [state, written] of edge) {
      for (const character of charactersAt(machine, state)) {
        if (!budget.spend(1 + state.length)) return { texts: [...texts.values()], complete: false }
        const after = step(machine, state, character)
        const id = after.join()
        if (seen.has(id)) continue
        const longer = written + character
        seen.set(id, longer)
        const matched = accepted(machine, after)
        if (!texts.has(matched)) texts.set(matched, longer)
        next.push([after, longer])
      }
    }
    edge = next
  }
  return { texts: [...texts.values()], complete: true }
}

/** The places where patterns stand, numbered through all of them, in order. */
type State = readonly number[]

interface Machine {
  /** By place; nothing at the end of a pattern. */
  readonly tokens: readonly (Token | undefined)[]
  /** By place: which pattern it is of. */
  readonly patterns: readonly number[]
  readonly starts: State
}

function machineOf(patterns: readonly (readonly Token[])[]): Machine {
  const tokens: (Token | undefined)[] = []
  const owners: number[] = []
  const starts: number[] = []
  for (const [index, pattern] of patterns.entries()) {
    starts.push(tokens.length)
    for (const token of [...pattern, undefined]) {
      tokens.push(token)
      owners.push(index)
    }
  }
  return { tokens, patterns: owners, starts }
}

/**
 * A `*` may also be passed. What a pattern can reach from before its last `*` it can reach from there too, so places
 * before it are let go: a pattern of many `*` then has few states. (Places of one pattern are always in the same part
 * of an ARN, so this holds for those that take no colon.)
 */
function settled({ tokens, patterns }: Machine, places: State): State {
  const all = new Set<number>()
  for (const place of places) {
    for (let at = place; ; at += 1) {
      all.add(at)
      if (tokens[at]?.kind !== 'many') break
    }
  }
  const lastStar = new Map<number, number>()
  for (const place of all) {
    const pattern = patterns[place] ?? 0
    if (tokens[place]?.kind === 'many') lastStar.set(pattern, Math.max(place, lastStar.get(pattern) ?? 0))
  }
  return [...all].filter(place => place >= (lastStar.get(patterns[place] ?? 0) ?? 0)).sort((a, b) => a - b)
}

function step(machine: Machine, state: State, character: string): State {
  const places: number[] = []
  for (const place of state) {
    const token = machine.tokens[place]
    if (token === undefined || !takes(token, character)) continue
    places.push(token.kind === 'many' ? place : place + 1)
  }
  return settled(machine, places)
}

function takes(token: Token, character: string): boolean {
  if (token.kind !== 'character') return token.colons || character !== ':'
  if (token.character === character) return true
  return token.anyCase && token.character.toLowerCase() === character.toLowerCase()
}

function accepted({ tokens, patterns }: Machine, state: State): string {
  return state.flatMap(place => (tokens[place] === undefined ? [patterns[place]] : [])).join()
}

/** Lower case of this one is `k`. */
const kelvin = '\u212A'
const plainest = 'other0123456789abcdfgijklmnpqsuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ-_./'

function charactersAt({ tokens }: Machine, state: State): readonly string[] {
  const asked = new Set<string>()
  for (const place of state) {
    const token = tokens[place]
    if (token === undefined) continue
    if (token.kind !== 'character') {
      if (!token.colons) asked.add(':')
      continue
    }
    asked.add(token.character)
    if (!token.anyCase) continue
    asked.add(token.character.toLowerCase()).add(token.character.toUpperCase())
    if (token.character.toLowerCase() === 'k') asked.add(kelvin)
  }
  // A state that waits for nothing stays as it is.
  return state.length === 0 ? [] : [...[...asked].filter(one => one.length === 1), unaskedBy(asked)]
}

function unaskedBy(asked: ReadonlySet<string>): string {
  for (const character of plainest) if (!asked.has(character)) return character
  for (let code = 0xa1; ; code += 1) {
    const character = String.fromCharCode(code)
    if (!asked.has(character)) return character
  }
}
