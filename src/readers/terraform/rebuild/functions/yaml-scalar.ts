import { numberOf } from '../number-text.ts'
import {
  booleanValue,
  EvaluationError,
  nullValue,
  numberValue,
  stringValue,
  unsupported,
  type Value,
} from '../value.ts'

/** `<<` as a key: the mapping behind it is put into the one around it. */
export type Scalar = Value | 'merge'

const truths = new Set(['y', 'Y', 'yes', 'Yes', 'YES', 'true', 'True', 'TRUE', 'on', 'On', 'ON'])
const falsehoods = new Set(['n', 'N', 'no', 'No', 'NO', 'false', 'False', 'FALSE', 'off', 'Off', 'OFF'])
const nulls = new Set(['', '~', 'null', 'Null', 'NULL'])
const infinity = /^[+-]?\.(?:inf|Inf|INF)$/
const notANumber = /^\.(?:nan|NaN|NAN)$/
const integer = /^(?:[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+)$/
const float = /^[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?$/

/**
 * What Terraform reads a scalar of YAML as: `yes`, `on` and `y` are true, dates become times.
 * https://github.com/zclconf/go-cty-yaml/blob/master/resolve.go
 */
export function scalarOf(source: string, isQuoted: boolean): Scalar {
  if (isHinted(source)) {
    if (isQuoted) return stringValue(source)
    if (truths.has(source)) return booleanValue(true)
    if (falsehoods.has(source)) return booleanValue(false)
    if (nulls.has(source)) return nullValue
    if (infinity.test(source)) return unsupported('the number infinity', [])
    if (notANumber.test(source)) throw new EvaluationError('YAML holds `.nan`')
    if (/^\d{4}-/.test(source)) return timeOf(source)
    if (integer.test(source) || float.test(source)) return number(source)
    if (source.startsWith('.')) return numberOf(source) ?? stringValue(source)
  }
  return source === '<<' ? 'merge' : stringValue(source)
}

/** Only a scalar that begins like this is looked at. */
function isHinted(source: string): boolean {
  return source === '' || /^[-+0-9yYnNtTfFoO~.]/.test(source)
}

function number(source: string): Value {
  if (!/^0[ox]/.test(source)) return numberOf(source) ?? unsupported('a long number', [])
  return source.length > 20 ? unsupported('a large number', []) : numberValue(Number(source))
}

/** Times come back in RFC 3339; all but plain days are left to Terraform. */
function timeOf(source: string): Value {
  const [, year = '', month = '', day = ''] = /^(\d{4})-(\d\d?)-(\d\d?)$/.exec(source) ?? []
  if (year === '') {
    const canBeTime = /^\d{4}-\d\d?-\d\d?[Tt ][0-9:.tTzZ+\- ]*$/.test(source)
    return canBeTime ? unsupported('a time in YAML', []) : stringValue(source)
  }
  const date = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`
  const time = new Date(`${date}T00:00:00Z`)
  const isDay = !Number.isNaN(time.getTime()) && time.toISOString().startsWith(date)
  return stringValue(isDay ? `${date}T00:00:00Z` : source)
}
