import type { Rule } from 'keyplan'
import outsideGrantee from './grant/outside-grantee.ts'
import foreignKeys from './identity/foreign-keys.ts'
import keysByArn from './identity/keys-by-arn.ts'
import anyone from './key/anyone.ts'
import everyoneBut from './key/everyone-but.ts'
import foreignAccounts from './key/foreign-accounts.ts'
import fullControl from './key/full-control.ts'
import guardedGrants from './key/guarded-grants.ts'
import lockoutCheck from './key/lockout-check.ts'
import manageable from './key/manageable.ts'
import rotation from './key/rotation.ts'
import publicRole from './trust/public-role.ts'

/** The rules that come with keyplan, by id. */
export const builtInRules: readonly Rule[] = [
  outsideGrantee,
  foreignKeys,
  keysByArn,
  anyone,
  foreignAccounts,
  fullControl,
  everyoneBut,
  manageable,
  lockoutCheck,
  guardedGrants,
  rotation,
  publicRole,
]
