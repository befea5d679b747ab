import { isLoose, setOf } from '../set-items.ts'
import { listValue, type Hole, type ListValue, type Value } from '../value.ts'
import { wrongCount } from './arguments.ts'
import { listOf, looseList, open, sequence, tooMany } from './collection-arguments.ts'
import { mostItems } from './limits.ts'

/** All combinations of the elements of lists and sets: a list of tuples, or a set if any of them is one. */
export function setproduct(args: readonly Value[]): Value {
  if (args.length < 2) throw wrongCount('setproduct', 'at least two arguments')
  const given = args.map(sequence)
  const isSet = given.some(list => list.kind === 'list' && list.type === 'set')
  const lists = given.map(list => listOf(list, 'any'))
  if (lists.some(isEmpty)) return listValue(isSet ? 'set' : 'list', [])
  const known = lists.filter(list => list.kind === 'list')
  if (known.length < lists.length) return open('setproduct', args)
  const total = known.reduce((product, { items }) => product * items.length, 1)
  if (total * known.length > mostItems) return tooMany('setproduct', args)
  const tuples = combined(known).map(items => listValue('tuple', items))
  const isOpen = known.some(isLoose)
  if (!isSet) return isOpen ? looseList('list', tuples) : listValue('list', tuples)
  return isOpen ? { ...setOf(tuples), isLoose: true } : setOf(tuples)
}

function isEmpty(list: ListValue | Hole): boolean {
  return list.kind === 'list' && list.items.length === 0
}

/** The last list turns fastest. */
function combined(lists: readonly ListValue[]): readonly (readonly Value[])[] {
  let rows: readonly (readonly Value[])[] = [[]]
  for (const { items } of lists) rows = rows.flatMap(row => items.map(item => [...row, item]))
  return rows
}
