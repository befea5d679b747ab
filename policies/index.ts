import type { Rule } from 'keyplan'
import anyone from './key/anyone.ts'
import everyoneBut from './key/everyone-but.ts'
import foreignAccounts from './key/foreign-accounts.ts'
import fullControl from './key/full-control.ts'
import guardedGrants from './key/guarded-grants.ts'
import lockoutCheck from './key/lockout-check.ts'
import manageable from './key/manageable.ts'
import rotation from './key/rotation.ts'

/** The rules that come with keyplan, by id. */
export const builtInRules: readonly Rule[] = [
  anyone,
  foreignAccounts,
  fullControl,
  everyoneBut,
  manageable,
  lockoutCheck,
  guardedGrants,
  rotation,
]
