import type { Listed } from '../model/statement.ts'

/** What an element of a statement lists; `Not…`, which lists exceptions, lists nothing. */
export function itemsOf<Item>(list: Listed<Item> | undefined): readonly Item[] {
  return list?.negated === false ? list.items : []
}
