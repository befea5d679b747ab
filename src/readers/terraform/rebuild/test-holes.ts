import { convert } from './convert.ts'
import { isLoose } from './set-items.ts'
import { anyType } from './type.ts'
import {
  booleanValue,
  EvaluationError,
  isWhollyKnown,
  listValue,
  namedHole,
  nullValue,
  numberValue,
  objectValue,
  stringValue,
  type Hole,
  type ListValue,
  type StringPart,
  type Value,
} from './value.ts'
import { keyOf } from './value-key.ts'
import { textOf } from './functions/text.ts'

/** For tests only: a value as data, with places that are hidden or not. */
export type Drawn =
  | null
  | boolean
  | number
  | string
  | { readonly list: readonly Drawn[]; readonly type: 'tuple' | 'list' | 'set' }
  | { readonly object: Readonly<Record<string, Drawn>>; readonly isMap: boolean }
  | { readonly text: readonly (string | { readonly hole: number })[] }
  | { readonly hole: number }

/** What fills a hole, and whether the hole tells of what type it is. */
export interface Filling {
  readonly value: Drawn
  readonly isTyped: boolean
}

/** The value itself. */
export function filled(drawn: Drawn, fillings: readonly Filling[]): Value {
  return made(drawn, number => {
    const filling = fillings[number]
    return filling === undefined ? nullValue : filled(filling.value, [])
  })
}

/** The value with its holes. */
export function hidden(drawn: Drawn, fillings: readonly Filling[]): Value {
  return made(drawn, number => holeOf(number, fillings[number]))
}

function holeOf(number: number, filling: Filling | undefined): Hole {
  return namedHole(`h${number}`, 'known-after-apply', filling === undefined ? 'any' : typeOfHole(filling))
}

function typeOfHole({ value, isTyped }: Filling): Hole['type'] {
  if (!isTyped) return 'any'
  if (typeof value === 'number' || typeof value === 'boolean')
    return typeof value === 'number' ? 'number' : 'boolean'
  if (typeof value === 'string') return value === '' ? 'string' : 'text'
  return 'any'
}

function made(drawn: Drawn, hole: (number: number) => Value): Value {
  if (drawn === null) return nullValue
  if (typeof drawn === 'boolean') return booleanValue(drawn)
  if (typeof drawn === 'number') return numberValue(drawn)
  if (typeof drawn === 'string') return stringValue(drawn)
  if ('hole' in drawn) return hole(drawn.hole)
  if ('text' in drawn) return { kind: 'string', parts: drawn.text.flatMap(part => partsOf(part, hole)) }
  if ('list' in drawn) {
    const tuple = listValue(
      'tuple',
      drawn.list.map(item => made(item, hole)),
    )
    return drawn.type === 'tuple' ? tuple : convert(tuple, { kind: drawn.type, element: anyType })
  }
  const members = Object.entries(drawn.object).map(([name, member]) => [name, made(member, hole)] as const)
  const object = objectValue(new Map(members))
  return drawn.isMap ? convert(object, { kind: 'map', element: anyType }) : object
}

function partsOf(
  part: string | { readonly hole: number },
  hole: (number: number) => Value,
): readonly StringPart[] {
  const value = typeof part === 'string' ? stringValue(part) : convert(hole(part.hole), { kind: 'string' })
  if (value.kind === 'string') return value.parts
  if (value.kind === 'hole') return [value]
  throw new EvaluationError('a template holds null')
}

/** Whether what was told with holes is true of the value: nothing that is known may differ. */
export function agrees(told: Value, value: Value, fillings: readonly Filling[]): boolean {
  // What is not told even without holes cannot be compared.
  if (value.kind === 'hole') return true
  switch (told.kind) {
    case 'hole':
      return holeAgrees(told, value, fillings)
    case 'string':
      return patternOf(told.parts, fillings).test(textOf(value) ?? '\0')
    case 'list':
      return value.kind === 'list' && listAgrees(told, value, fillings)
    case 'object': {
      if (value.kind !== 'object' || value.members.size !== told.members.size) return false
      return [...told.members].every(([name, member]) => {
        const match = value.members.get(name)
        return match !== undefined && agrees(member, match, fillings)
      })
    }
    default:
      return keyFor(told) === keyFor(value)
  }
}

/** A hole that was given stands for what fills it, and each type of hole promises something. */
function holeAgrees(told: Hole, value: Value, fillings: readonly Filling[]): boolean {
  const given = fillings.findIndex((filling, number) => holeOf(number, filling).id === told.id)
  const filling = fillings[given]
  if (filling !== undefined && keyFor(filled(filling.value, [])) !== keyFor(value)) return false
  switch (told.type) {
    case 'text':
      return value.kind === 'string' && value.parts.length > 0
    case 'string':
    case 'number':
    case 'boolean':
      return value.kind === told.type || value.kind === 'null'
    case 'any':
      return true
  }
}

function listAgrees(told: ListValue, value: ListValue, fillings: readonly Filling[]): boolean {
  if (!isLoose(told)) {
    const isSameLength = told.items.length === value.items.length
    return (
      isSameLength &&
      told.items.every((item, index) => agrees(item, value.items[index] ?? nullValue, fillings))
    )
  }
  const present = new Set(value.items.map(keyFor))
  const isAll = told.items.every(item => !isWhollyKnown(item) || present.has(keyFor(item)))
  const open = told.items.filter(item => !isWhollyKnown(item))
  const certain = new Set(told.items.filter(isWhollyKnown).map(keyFor))
  return (
    isAll &&
    value.items.every(item => certain.has(keyFor(item)) || open.some(one => isOneOf(one, item, fillings)))
  )
}

/** A hole in a loose list stands for any number of items, so that what its id says is not told of one of them. */
function isOneOf(told: Value, item: Value, fillings: readonly Filling[]): boolean {
  return told.kind === 'hole' ? agrees({ ...told, id: 'some' }, item, fillings) : agrees(told, item, fillings)
}

function patternOf(parts: readonly StringPart[], fillings: readonly Filling[]): RegExp {
  const pattern = parts.map(part => {
    if (part.kind === 'text') return escaped(part.text)
    if (part.kind === 'json') return '[^]+'
    const given = fillings.find((filling, number) => holeOf(number, filling).id === part.id)
    if (given !== undefined) return escaped(String(textOf(filled(given.value, []))))
    return part.type === 'text' ? '[^]+' : '[^]*'
  })
  return new RegExp(`^${pattern.join('')}$`)
}

function escaped(text: string): string {
  return text.replaceAll(/\W/g, '\\$&')
}

/** Lists and tuples, maps and objects are not told apart: which of them it is can hang on a hole. */
function keyFor(value: Value): string {
  return keyOf(plainly(value))
}

function plainly(value: Value): Value {
  if (value.kind === 'list') return listValue('tuple', value.items.map(plainly))
  if (value.kind !== 'object') return value
  return objectValue(new Map([...value.members].map(([name, member]) => [name, plainly(member)] as const)))
}
