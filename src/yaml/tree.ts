import type * as Yaml from 'yaml'
import type { LineCounter, Node, Pair, ParsedNode, Scalar, YAMLMap } from 'yaml'
import { shortened, type Objection, type Place } from './objection.ts'
import type { Places, ValuePlace } from './places.ts'
import { tokensOf, type Excess } from './tokens.ts'

/** A file as plain values, with their places, and what YAML itself objects to. */
export interface Tree {
  readonly value: unknown
  /** Absent where YAML objects. */
  readonly places?: Places
  readonly objections: readonly Objection[]
}

/** What a kind of file may be like, and where its shape is told. */
export interface Dialect {
  /** Values in values beyond this depth are refused. */
  readonly deepest: number
  /** `schemas/config.schema.json` */
  readonly schema: string
}

/** What a walk over the document carries and collects. */
interface Walk extends Dialect {
  readonly yaml: typeof Yaml
  readonly at: (node: Node | null, fallback: Place) => Place
  readonly objections: Objection[]
}

/** A value with its places. */
interface Walked {
  readonly value: unknown
  readonly places: Places
}

const reserved = /^(?:true|false|~|null|)$/i
const number =
  /^(?:[-+]?\d+|0o[0-7]+|0x[\da-f]+|[-+]?(?:\.\d+|\d+(?:\.\d*)?)(?:e[-+]?\d+)?|[-+]?\.inf|\.nan)$/i

/** Reads YAML text. Aliases, tags, and names that stand twice are objected to, never followed or merged. */
export async function readTree(text: string, dialect: Dialect): Promise<Tree> {
  const yaml = await import('yaml')
  const lines = new yaml.LineCounter()
  const { contents, fault } = documentIn(text, yaml, lines)
  if (fault !== undefined) {
    const { message, hint = `see ${dialect.schema} for the shape`, offset } = fault
    return { value: {}, objections: [{ message, hint, ...placeOf(lines, offset) }] }
  }
  const objections: Objection[] = []
  const at = (node: Node | null, fallback: Place): Place => {
    const range = node?.range
    return range === null || range === undefined ? fallback : placeOf(lines, range[0])
  }
  const walk: Walk = { ...dialect, yaml, at, objections }
  const { value, places } = plain(walk, contents, { line: 1, column: 1 }, 0)
  return { value: value ?? {}, places, objections }
}

/** Why a text is not one document of YAML, and where. */
interface Fault {
  readonly message: string
  readonly hint?: string
  readonly offset: number
}

/** What stands in a text, or the first thing that is wrong with it. */
interface YamlDocument {
  readonly contents: ParsedNode | null
  readonly fault?: Fault
}

function documentIn(text: string, yaml: typeof Yaml, lines: LineCounter): YamlDocument {
  const faults: Fault[] = []
  const refuse = (excess: Excess, offset: number): void => {
    faults.push({ message: excess === 'too-deep' ? 'is nested too deeply' : 'is too large', offset })
  }
  // `failsafe` leaves every scalar as it was written; `uniqueKeys` is quadratic in the number of keys.
  const composer = new yaml.Composer({ schema: 'failsafe', uniqueKeys: false })
  const [first, second] = composer.compose(tokensOf(text, { yaml, lines, refuse }), true, text.length)
  const [error] = first?.errors ?? []
  if (error !== undefined)
    faults.push({ message: `is not YAML: ${lowerFirst(error.message)}`, offset: error.pos[0] })
  if (second !== undefined)
    faults.push({ message: 'is more than one document', hint: 'keep one of them', offset: second.range[0] })
  if (first?.directives.yaml.explicit === true)
    faults.push({ message: 'has a `%YAML` directive', hint: 'remove it: keyplan reads YAML 1.2', offset: 0 })
  const [fault] = faults
  return { contents: first?.contents ?? null, ...(fault === undefined ? {} : { fault }) }
}

function placeOf(lines: LineCounter, offset: number): Place {
  const { line, col } = lines.linePos(offset)
  return { line: Math.max(line, 1), column: Math.max(col, 1) }
}

function lowerFirst(sentence: string): string {
  return sentence.slice(0, 1).toLowerCase() + sentence.slice(1, 200)
}

function plain(walk: Walk, node: Node | null, name: Place, depth: number): Walked {
  const at = walk.at(node, name)
  const scalar = walk.yaml.isScalar(node) ? node : undefined
  const own: ValuePlace = { ...at, name, written: scalar?.source ?? '' }
  const alone = (value: unknown): Walked => ({ value, places: { own, inner: new Map() } })
  if (node === null) return alone(null)
  if (walk.yaml.isAlias(node)) return alone(objected(walk, at, 'is an alias', 'write the value itself'))
  if (node.tag !== undefined) return alone(objected(walk, at, 'has a tag', 'remove the tag'))
  if (depth >= walk.deepest) return alone(objected(walk, at, 'is nested too deeply', 'remove it'))
  if (scalar !== undefined) return alone(plainScalar(scalar))
  const inner = new Map<string, Places>()
  const places: Places = { own, inner }
  if (walk.yaml.isMap<Node | null, Node | null>(node))
    return { value: plainMap(walk, node, inner, depth), places }
  if (!walk.yaml.isSeq<Node | null>(node)) return alone(undefined)
  const value = node.items.map((item, index) => {
    const walked = plain(walk, item, at, depth + 1)
    inner.set(String(index), walked.places)
    return walked.value
  })
  return { value, places }
}

function objected(walk: Walk, at: Place, message: string, hint: string): undefined {
  walk.objections.push({ message: `this value ${message}`, hint, ...at })
  return undefined
}

/** Only quotes make text of what YAML 1.2 reads as a number, a truth value or nothing. */
function plainScalar(scalar: Scalar): unknown {
  const source = scalar.source ?? ''
  if (scalar.type !== 'PLAIN') return scalar.value
  if (number.test(source)) return Number(source)
  if (!reserved.test(source)) return scalar.value
  return /^[tf]/i.test(source) ? /^t/i.test(source) : null
}

function plainMap(
  walk: Walk,
  map: YAMLMap<Node | null, Node | null>,
  inner: Map<string, Places>,
  depth: number,
): object {
  // Without a prototype, `__proto__` is a name like any other.
  const members: Record<string, unknown> = Object.create(null)
  for (const pair of map.items) {
    const name = nameOf(walk, pair)
    if (name === undefined) continue
    if (inner.has(name.text))
      walk.objections.push({
        message: `\`${shortened(name.text)}\` stands twice`,
        hint: 'keep one of them',
        ...name.at,
      })
    const walked = plain(walk, pair.value, name.at, depth + 1)
    inner.set(name.text, walked.places)
    members[name.text] = walked.value
  }
  return members
}

function nameOf(walk: Walk, pair: Pair<Node | null, Node | null>): { text: string; at: Place } | undefined {
  const at = walk.at(pair.key, { line: 1, column: 1 })
  const value = walk.yaml.isScalar(pair.key) ? plainScalar(pair.key) : undefined
  if (typeof value === 'string') return { text: value, at }
  const source = walk.yaml.isScalar(pair.key) ? (pair.key.source ?? '') : ''
  const message =
    source === '' ? 'this name is not text' : `the name \`${shortened(source)}\` is not in quotes`
  const hint =
    source === ''
      ? 'write it as one word'
      : `YAML reads it as something else than text: write "${shortened(source)}"`
  walk.objections.push({ message, hint, ...at })
  return undefined
}
