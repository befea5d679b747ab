import { allOf, anyOf, opposite, type Tri } from '../../../../model/tri.ts'
import { convert } from '../convert.ts'
import { sameness } from '../equality.ts'
import { isLoose, setOf } from '../set-items.ts'
import { typeOf, unsettledType } from '../type.ts'
import { unifyTypes } from '../unify-types.ts'
import { EvaluationError, isWhollyKnown, type Hole, type ListValue, type Value } from '../value.ts'
import { keyOf } from '../value-key.ts'
import { wrongCount } from './arguments.ts'
import { itemsOf, open, setArgument, telling, tooMany, twoArguments } from './collection-arguments.ts'
import { mostItems } from './limits.ts'
import { setproduct } from './set-product.ts'
import type { FunctionTable } from './table.ts'

/**
 * Functions on sets.
 * https://developer.hashicorp.com/terraform/language/functions
 */
export const setFunctions: FunctionTable = {
  setintersection: telling(setintersection),
  setproduct: telling(setproduct),
  setsubtract: telling(setsubtract),
  setunion: telling(setunion),
}

function setunion(args: readonly Value[]): Value {
  const sets = ofOneType('setunion', args)
  const items = sets.flatMap(set => (set.kind === 'hole' ? [itemsOf(set)] : set.items))
  if (items.length > mostItems) return tooMany('setunion', args)
  const isOpen = sets.some(set => set.kind === 'hole' || isLoose(set))
  return isOpen ? { ...setOf(items), isLoose: true } : setOf(items)
}

function setintersection(args: readonly Value[]): Value {
  const sets = ofOneType('setintersection', args)
  if (sets.some(isEmpty)) return setOf([])
  const known = sets.filter(set => set.kind === 'list')
  const [first, ...others] = known
  if (first === undefined || known.length < sets.length) return open('setintersection', args)
  const among = others.map(membership)
  return chosen('setintersection', args, first, item => allOf(among.map(isIn => isIn(item))))
}

function setsubtract(args: readonly Value[]): Value {
  const [from, taken] = ofOneType('setsubtract', twoArguments('setsubtract', args))
  if (from !== undefined && isEmpty(from)) return setOf([])
  if (from?.kind !== 'list' || taken?.kind !== 'list') return open('setsubtract', args)
  const isTaken = membership(taken)
  return chosen('setsubtract', args, from, item => opposite(isTaken(item)))
}

function isEmpty(set: ListValue | Hole): boolean {
  return set.kind === 'list' && set.items.length === 0
}

/** The arguments as sets of the one type that their elements can have. */
function ofOneType(name: string, args: readonly Value[]): readonly (ListValue | Hole)[] {
  if (args.length === 0) throw wrongCount(name, 'at least one argument')
  const sets = args.map(setArgument)
  const types = sets.flatMap(set => {
    const type = typeOf(set)
    if (type.kind === 'set') return isEmpty(set) ? [] : [type.element]
    return [unsettledType]
  })
  const element = unifyTypes(types)
  if (element === undefined) throw new EvaluationError('the elements of the sets are of different types')
  return sets.map(set => {
    if (set.kind === 'hole') return set
    const converted = setOf(set.items.map(item => convert(item, element)))
    return isLoose(set) ? { ...converted, isLoose: true } : converted
  })
}

/** The items that are certain to be chosen, and one hole for those that may be. */
function chosen(
  name: string,
  args: readonly Value[],
  set: ListValue,
  isChosen: (item: Value) => Tri,
): ListValue {
  const items: Value[] = []
  let isOpen = false
  for (const item of set.items) {
    const is = isChosen(item)
    if (is === 'yes') items.push(item)
    else isOpen ||= is === 'unknown'
  }
  const result = setOf(isOpen ? [...items, open(name, args)] : items)
  return isOpen || isLoose(set) ? { ...result, isLoose: true } : result
}

/** More comparisons are not made: what is not compared may be equal. */
const mostComparisons = 20_000

/** Asks whether values are elements of a set. */
function membership(set: ListValue): (item: Value) => Tri {
  const keys = new Set(set.items.map(keyOf))
  const unknown = set.items.filter(item => !isWhollyKnown(item))
  let left = mostComparisons
  return item => {
    if (keys.has(keyOf(item))) return 'yes'
    const others = isWhollyKnown(item) ? unknown : set.items
    left -= others.length
    return left < 0 ? 'unknown' : anyOf(others.map(other => sameness(item, other)))
  }
}
