import { InputError } from '../../model/input-error.ts'
import type { Outline, Part } from './outline.ts'
import { placeAfter, type Place } from './place.ts'
import { planCommand } from './plan-command.ts'
import type { Carried, Slice } from './slice.ts'
import { closers, deepest, openers, openValue, type OpenValue, type Refuse } from './value-end.ts'

/** Who is told what the scanner meets. */
export interface Listener {
  /** A name of the outermost object. */
  readonly name: (name: string) => void
  /** A list of the outline begins. */
  readonly list: (name: string) => void
  readonly slice: (part: Part, slice: Slice) => void
}

/** How far a scan has come. Strict grammar holds on the outline; inside `value` see `endOfValue`. */
export interface Walk {
  readonly file: string
  readonly listener: Listener
  readonly refuse: Refuse
  /** The containers of the outline that are open, outermost first. */
  readonly frames: Frame[]
  readonly room: Uint8Array
  expects: 'value' | 'value or end' | 'name' | 'name or end' | 'colon' | 'comma or end' | 'nothing'
  /** Where the next value stands in the outline; nothing if the outline leaves it out. */
  outline: Outline | undefined
  /** The value that is being passed over as a whole, and what for. */
  value: OpenValue | undefined
  role: 'name' | 'slice' | 'leaf' | 'skipped'
  bytes: Buffer
  /** Where in these bytes it begins. */
  from: number
  carried: Carried | undefined
  /** The place of the byte with the index `counted`. INVARIANT: it only moves on, so no byte is counted twice. */
  place: Place
  counted: number
}

interface Frame {
  readonly outline: Outline
  readonly isObject: boolean
  /** The names of the outline that came already. */
  readonly seen: Set<string>
}

const blanks: ReadonlySet<number> = new Set([0x20, 0x0a, 0x0d, 0x09])
const comma = 0x2c
const colon = 0x3a
const unchanged = `hand over what ${planCommand} writes, unchanged`

/** Takes the next byte outside of values; returns where to go on. */
export function step(walk: Walk, at: number): number {
  const byte = walk.bytes[at] ?? 0
  if (blanks.has(byte)) return at + 1
  switch (walk.expects) {
    case 'value':
      return beginValue(walk, byte, at)
    case 'value or end':
      return byte === closers.list ? leave(walk, at) : beginValue(walk, byte, at)
    case 'name':
      return beginName(walk, byte, at)
    case 'name or end':
      return byte === closers.object ? leave(walk, at) : beginName(walk, byte, at)
    case 'colon':
      if (byte !== colon) return walk.refuse(at, 'a colon is missing behind a name')
      walk.expects = 'value'
      return at + 1
    case 'comma or end':
      return separate(walk, byte, at)
    case 'nothing':
      throw trailingText(walk, byte, at)
  }
}

/** To be called with a name of the open object: what its value is to the outline. */
export function takeName(walk: Walk, name: string, place: () => Place): void {
  const frame = walk.frames.at(-1)
  if (walk.frames.length === 1) walk.listener.name(name)
  walk.outline = frame && memberOf(frame.outline, name)
  if (frame === undefined || frame.outline.kind !== 'object' || walk.outline === undefined) return
  // JSON.parse would let the last one win, other readers the first: no plan of Terraform's has it.
  if (frame.seen.has(name)) throw broken(walk.file, place(), `\`${name}\` stands here a second time`)
  frame.seen.add(name)
}

function memberOf(outline: Outline, name: string): Outline | undefined {
  return outline.kind === 'object' ? outline.members.get(name) : outline
}

/** The place of a byte of the current chunk. */
export function placeAt(walk: Walk, at: number): Place {
  walk.place = placeAfter(walk.place, walk.bytes.subarray(walk.counted, at))
  walk.counted = at
  return walk.place
}

/** The error for broken JSON. */
export function broken(file: string, place: Place, says: string, hint = unchanged): InputError {
  return new InputError(says, { input: file, hint, ...place })
}

function beginName(walk: Walk, byte: number, at: number): number {
  if (byte !== openers.string) return walk.refuse(at, 'a name in double quotes is missing')
  return begin(walk, openValue(byte, walk.frames.length, walk.room), 'name', at)
}

function beginValue(walk: Walk, byte: number, at: number): number {
  const { outline } = walk
  if (byte === openers.object || byte === openers.list) {
    if (outline !== undefined && outline.kind !== 'slice') return enter(walk, outline, byte, at)
  }
  const value = openValue(byte, walk.frames.length, walk.room)
  if (outline?.kind === 'slice') return begin(walk, value, 'slice', at)
  const isChecked = value?.kind === 'literal' || outline !== undefined
  return begin(walk, value, isChecked ? 'leaf' : 'skipped', at)
}

function begin(walk: Walk, value: OpenValue | undefined, role: Walk['role'], at: number): number {
  if (value === undefined) return walk.refuse(at, 'a value is missing')
  walk.value = value
  walk.role = role
  walk.from = at
  return at
}

function enter(walk: Walk, outline: Outline, byte: number, at: number): number {
  const isObject = byte === openers.object
  if ('name' in outline && (outline.kind === 'object') !== isObject) return walk.refuse(at, notA(outline))
  if (walk.frames.length === deepest)
    return walk.refuse(at, `the JSON is nested deeper than ${deepest} levels`)
  walk.frames.push({ outline, isObject, seen: new Set() })
  if (outline.kind === 'list') walk.listener.list(outline.name)
  walk.outline = outline.kind === 'list' ? outline.items : outline
  walk.expects = isObject ? 'name or end' : 'value or end'
  return at + 1
}

/** What is wrong when another kind of value stands where the outline has an object or a list. */
export function notA(outline: Outline & { readonly name: string }): string {
  return `\`${outline.name}\` is not ${outline.kind === 'list' ? 'a list' : 'an object'}`
}

function leave(walk: Walk, at: number): number {
  walk.frames.pop()
  walk.expects = walk.frames.length === 0 ? 'nothing' : 'comma or end'
  return at + 1
}

function separate(walk: Walk, byte: number, at: number): number {
  const frame = walk.frames.at(-1)
  const isObject = frame?.isObject === true
  if (byte === (isObject ? closers.object : closers.list)) return leave(walk, at)
  if (byte !== comma) return walk.refuse(at, 'a comma or a closing bracket is missing')
  walk.expects = isObject ? 'name' : 'value'
  if (frame !== undefined) walk.outline = frame.outline.kind === 'list' ? frame.outline.items : frame.outline
  return at + 1
}

function trailingText(walk: Walk, byte: number, at: number): InputError {
  const second = byte === openers.object || byte === openers.list
  return new InputError(second ? 'a second JSON document follows the first' : 'text follows the JSON', {
    input: walk.file,
    hint: second
      ? 'hand over each plan as a file of its own'
      : 'keep only the JSON; in GitHub Actions set `terraform_wrapper: false` for `hashicorp/setup-terraform`, whose wrapper adds such lines',
    ...placeAt(walk, at),
  })
}
