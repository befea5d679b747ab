import { toStringValue } from './convert.ts'
import { isSensitive, withSensitive } from './sensitive.ts'
import { isLoose } from './set-items.ts'
import {
  derived,
  EvaluationError,
  knownText,
  type Hole,
  type ListValue,
  type ObjectValue,
  type Value,
} from './value.ts'

/** `value.name`. */
export function attributeOf(value: Value, name: string): Value {
  switch (value.kind) {
    case 'hole':
      return insideHole(value, `.${name}`)
    case 'object':
      return memberOf(value, name)
    case 'list':
      // `list.0`, as older versions wrote it, comes as an index; a name is none of a list's.
      throw new EvaluationError(`a list has no attribute \`${name}\``)
    default:
      throw new EvaluationError(`a value without attributes has no \`${name}\``)
  }
}

/** `value[key]`. */
export function elementOf(value: Value, key: Value): Value {
  if (value.kind === 'hole') return insideHole(value, `[${shown(key)}]`, [key])
  if (value.kind !== 'list' && value.kind !== 'object')
    throw new EvaluationError('only collections have elements')
  const sensitive = key.sensitive === true || value.sensitive === true
  const element = found(value, key)
  return sensitive ? { ...element, sensitive } : element
}

function found(value: ListValue | ObjectValue, key: Value): Value {
  const text = toStringValue(key)
  if (text.kind === 'null') throw new EvaluationError('an index is null')
  const known = knownText(text)
  if (known === undefined) return derived('an element', [value, key])
  if (value.kind === 'object') return memberOf(value, known, shown(key))
  if (value.type === 'set') throw new EvaluationError('the elements of a set have no index')
  if (isLoose(value)) return derived('an element', [value, key])
  const element = /^\d+$/.test(known) ? value.items[Number(known)] : undefined
  if (element === undefined) throw new EvaluationError(`a list has no element ${shown(key)}`)
  return element
}

function memberOf(value: ObjectValue, name: string, told = name): Value {
  const member = value.members.get(name)
  if (member === undefined) throw new EvaluationError(`an object has no attribute \`${told}\``)
  return value.sensitive === true ? { ...member, sensitive: true } : member
}

/** What stands inside something that is not known has a name all the same. */
function insideHole(hole: Hole, step: string, keys: readonly Value[] = []): Hole {
  const { reason, refs, sensitive, type } = hole
  if (type !== 'any') throw new EvaluationError('only collections have elements')
  const isNamed = refs.length === 0 && keys.every(key => shown(key) !== hiddenKey)
  if (!isNamed) {
    const element = derived(`an element${step.startsWith('.') ? ` ${step}` : ''}`, [hole, ...keys])
    return withSensitive(element, keys)
  }
  const name = `${hole.name}${step}`
  return {
    kind: 'hole',
    id: `${hole.id}${step}`,
    reason,
    name,
    type: 'any',
    refs: [],
    ...(hole.of === undefined ? {} : { of: { ...hole.of, attribute: `${hole.of.attribute}${step}` } }),
    ...(sensitive === true ? { sensitive } : {}),
  }
}

/** For a key that is not known, or that nobody is told. */
const hiddenKey = '…'

function shown(key: Value): string {
  if (isSensitive(key)) return hiddenKey
  if (key.kind === 'number') return String(key.value)
  const text = knownText(key)
  return text === undefined ? hiddenKey : JSON.stringify(text)
}
