import { coalesce } from './coalesce.ts'
import { listContentFunctions } from './list-contents.ts'
import { listFunctions } from './lists.ts'
import { mapFunctions } from './maps.ts'
import { listNumberFunctions } from './numbers-of-lists.ts'
import { searchFunctions } from './searches.ts'
import { setFunctions } from './sets.ts'
import type { FunctionTable } from './table.ts'

/** Terraform's functions on lists, sets, maps and objects. */
export const collectionFunctions: FunctionTable = {
  coalesce,
  ...listContentFunctions,
  ...listFunctions,
  ...listNumberFunctions,
  ...mapFunctions,
  ...searchFunctions,
  ...setFunctions,
}
