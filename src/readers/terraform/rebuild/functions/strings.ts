import { affixFunctions } from './affixes.ts'
import { formatFunctions } from './format.ts'
import { indent } from './indent.ts'
import { join } from './join.ts'
import { caseFunctions } from './letter-case.ts'
import { withMarks } from './marked.ts'
import { pathFunctions } from './paths.ts'
import { regexFunctions } from './regex.ts'
import { replace } from './replace.ts'
import { split } from './split.ts'
import { strrev, substr } from './substr.ts'
import type { FunctionTable } from './table.ts'
import { trimFunctions } from './trims.ts'

/** Terraform's functions of strings, and those of paths that ask no file. */
export const stringFunctions: FunctionTable = withMarks({
  ...affixFunctions,
  ...caseFunctions,
  ...formatFunctions,
  ...pathFunctions,
  ...regexFunctions,
  ...trimFunctions,
  indent,
  join,
  replace,
  split,
  strrev,
  substr,
})
