import { advance, here, malformed, type Cursor, type Opaque } from './json-cursor.ts'
import { placed } from './several.ts'
import {
  booleanValue,
  derived,
  nullValue,
  numberValue,
  stringValue,
  unsupported,
  type StringPart,
  type Value,
} from './value.ts'

/** Whether the text of a part can be anything: that of a number, a boolean or of JSON is one value. */
export function isAnyText(part: StringPart): boolean {
  return part.kind === 'hole' && part.type !== 'number' && part.type !== 'boolean'
}

/** `["${join("\",\"", names)}"]` brings quotes and commas of its own, if the names are not known. */
export function canBeSeveral(item: Value): boolean {
  const [only, ...others] = item.kind === 'string' ? item.parts : []
  return others.length === 0 && only?.kind === 'hole' && only.refs.length > 0 && only.type !== 'text'
}

/** Reads `true`, `-1.5e3`, a hole or JSON in place of a value, or what they make together. */
export function readRun(cursor: Cursor): Value {
  const found: Opaque[] = []
  let written = ''
  for (let next = here(cursor); next !== undefined; next = here(cursor)) {
    if (typeof next !== 'string') {
      found.push(next)
      advance(cursor)
    } else if (/[\w.+-]/.test(next)) {
      written += next
      cursor.offset += 1
    } else break
  }
  const [only, ...others] = found
  if (only === undefined) return literalOf(written)
  if (others.length > 0 || written !== '') return derived('JSON', [...found, stringValue(written)])
  if (only.kind === 'json') return placed(only.value, { sensitive: only.sensitive })
  return isAnyText(only) ? derived('jsondecode', [only]) : only
}

const literal = /^(?:true|false|null|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?)$/

function literalOf(written: string): Value {
  if (!literal.test(written)) throw malformed('a value stands there that JSON does not know')
  if (written === 'null') return nullValue
  if (written === 'true' || written === 'false') return booleanValue(written === 'true')
  const value = Number(written)
  const [mantissa = ''] = written.split(/e/i)
  const digits = mantissa.replace(/\D/g, '').replace(/^0+|0+$/g, '')
  const isExact = digits.length <= 15 || String(value) === written
  const isLost = value === 0 && digits !== ''
  return isExact && !isLost ? numberValue(value) : unsupported('a long number', [])
}
