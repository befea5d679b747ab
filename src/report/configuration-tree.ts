import type * as Yaml from 'yaml'
import type { Document, LineCounter, Node, Pair, Scalar, YAMLMap } from 'yaml'

/** A configuration as plain values, with the place of each by JSON pointer, and what YAML itself objects to. */
export interface ConfigurationTree {
  readonly value: unknown
  readonly places: ReadonlyMap<string, ValuePlace>
  readonly objections: readonly Objection[]
}

/** Where something stands; 1-based. */
export interface Place {
  readonly line: number
  readonly column: number
}

/** A value's place, that of its name, and the characters that its author wrote. */
export interface ValuePlace extends Place {
  readonly name: Place
  readonly written: string
}

/** A mistake in the file, in words for its author. */
export interface Objection extends Place {
  readonly message: string
  readonly hint: string
}

/** What a walk over the document carries and collects. */
interface Walk {
  readonly yaml: typeof Yaml
  readonly at: (node: Node | null, fallback: Place) => Place
  readonly places: Map<string, ValuePlace>
  readonly objections: Objection[]
}

const deepest = 8
const reserved = /^(?:true|false|~|null|)$/i
const number =
  /^(?:[-+]?\d+|0o[0-7]+|0x[\da-f]+|[-+]?(?:\.\d+|\d+(?:\.\d*)?)(?:e[-+]?\d+)?|[-+]?\.inf|\.nan)$/i

/** Reads YAML text. Aliases, tags, and names that stand twice are objected to, never followed or merged. */
export async function readTree(text: string): Promise<ConfigurationTree> {
  const yaml = await import('yaml')
  const lines = new yaml.LineCounter()
  // `failsafe` leaves every scalar as it was written; `uniqueKeys` is quadratic in the number of keys.
  const document = yaml.parseDocument(text, {
    schema: 'failsafe',
    uniqueKeys: false,
    prettyErrors: false,
    logLevel: 'error',
    lineCounter: lines,
  })
  const objections = syntaxObjections(document, lines)
  const places = new Map<string, ValuePlace>()
  if (objections.length > 0) return { value: {}, places, objections }
  const at = (node: Node | null, fallback: Place): Place => {
    const range = node?.range
    return range === null || range === undefined ? fallback : placeOf(lines, range[0])
  }
  const walk: Walk = { yaml, at, places, objections }
  const start = { line: 1, column: 1 }
  const value = plain(walk, document.contents, '', start)
  return { value: value ?? {}, places, objections }
}

function syntaxObjections(document: Document.Parsed, lines: LineCounter): Objection[] {
  const [first] = document.errors
  if (first !== undefined) {
    const message =
      first.code === 'RESOURCE_EXHAUSTION'
        ? 'is nested too deeply'
        : `is not YAML: ${lowerFirst(first.message)}`
    return [
      { message, hint: 'see schemas/config.schema.json for the shape', ...placeOf(lines, first.pos[0]) },
    ]
  }
  if (document.directives.yaml.explicit !== true) return []
  return [
    { message: 'has a `%YAML` directive', hint: 'remove it: keyplan reads YAML 1.2', line: 1, column: 1 },
  ]
}

function placeOf(lines: LineCounter, offset: number): Place {
  const { line, col } = lines.linePos(offset)
  return { line: Math.max(line, 1), column: Math.max(col, 1) }
}

function lowerFirst(sentence: string): string {
  return sentence.slice(0, 1).toLowerCase() + sentence.slice(1, 200)
}

function plain(walk: Walk, node: Node | null, pointer: string, name: Place): unknown {
  const at = walk.at(node, name)
  const scalar = walk.yaml.isScalar(node) ? node : undefined
  walk.places.set(pointer, { ...at, name, written: scalar?.source ?? '' })
  if (node === null) return null
  if (walk.yaml.isAlias(node)) return objected(walk, at, 'is an alias', 'write the value itself')
  if (node.tag !== undefined) return objected(walk, at, 'has a tag', 'remove the tag')
  if (pointer.split('/').length > deepest) return objected(walk, at, 'is nested too deeply', 'remove it')
  if (scalar !== undefined) return plainScalar(scalar)
  if (walk.yaml.isSeq<Node | null>(node))
    return node.items.map((item, index) => plain(walk, item, `${pointer}/${index}`, at))
  return walk.yaml.isMap<Node | null, Node | null>(node) ? plainMap(walk, node, pointer) : undefined
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

function plainMap(walk: Walk, map: YAMLMap<Node | null, Node | null>, pointer: string): object {
  // Without a prototype, `__proto__` is a name like any other.
  const members: Record<string, unknown> = Object.create(null)
  const seen = new Set<string>()
  for (const pair of map.items) {
    const name = nameOf(walk, pair)
    if (name === undefined) continue
    const step = name.text.replaceAll('~', '~0').replaceAll('/', '~1')
    if (seen.has(name.text))
      walk.objections.push({
        message: `\`${shortened(name.text)}\` stands twice`,
        hint: 'keep one of them',
        ...name.at,
      })
    seen.add(name.text)
    members[name.text] = plain(walk, pair.value, `${pointer}/${step}`, name.at)
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

/** At most so much of what the author wrote goes into a message. */
export function shortened(written: string): string {
  return written.length > 60 ? `${written.slice(0, 57)}...` : written
}
