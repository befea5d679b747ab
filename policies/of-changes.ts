import type { Rule } from 'keyplan'
import aliasMoved from './change/alias-moved.ts'
import becomesPublic from './change/becomes-public.ts'
import encryptionChanged from './change/encryption-changed.ts'
import grantChanged from './change/grant-changed.ts'
import immutableKey from './change/immutable-key.ts'
import keyDestroyed from './change/key-destroyed.ts'
import keyDisabled from './change/key-disabled.ts'
import keyReplaced from './change/key-replaced.ts'
import limitLifted from './change/limit-lifted.ts'
import lostAdministrator from './change/lost-administrator.ts'
import newAccess from './change/new-access.ts'
import newAccount from './change/new-account.ts'
import policyRemoved from './change/policy-removed.ts'
import replacedPrincipal from './change/replaced-principal.ts'
import rotationSlowed from './change/rotation-slowed.ts'
import shorterDeletionWindow from './change/shorter-deletion-window.ts'
import stillNeeded from './change/still-needed.ts'
import weakerCondition from './change/weaker-condition.ts'
import widerDelegation from './change/wider-delegation.ts'

/** About what a change brings. */
export const rulesOfChanges: readonly Rule[] = [
  newAccess,
  newAccount,
  becomesPublic,
  widerDelegation,
  lostAdministrator,
  stillNeeded,
  keyDestroyed,
  keyReplaced,
  rotationSlowed,
  shorterDeletionWindow,
  keyDisabled,
  replacedPrincipal,
  policyRemoved,
  weakerCondition,
  aliasMoved,
  encryptionChanged,
  grantChanged,
  limitLifted,
  immutableKey,
]
