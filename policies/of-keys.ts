import type { Rule } from 'keyplan'
import aliasName from './key/alias-name.ts'
import crossAccountActions from './key/cross-account-actions.ts'
import defaultPolicy from './key/default-policy.ts'
import deletionWindow from './key/deletion-window.ts'
import destructiveActions from './key/destructive-actions.ts'
import enabledKey from './key/enabled-key.ts'
import fittingKey from './key/fitting-key.ts'
import foreignAccounts from './key/foreign-accounts.ts'
import fullControl from './key/full-control.ts'
import guardedGrants from './key/guarded-grants.ts'
import impossibleRotation from './key/impossible-rotation.ts'
import keptFromDestroy from './key/kept-from-destroy.ts'
import lastingMaterial from './key/lasting-material.ts'
import lockoutCheck from './key/lockout-check.ts'
import manageable from './key/manageable.ts'
import multiRegionNeed from './key/multi-region-need.ts'
import onePolicyWriter from './key/one-policy-writer.ts'
import placeholders from './key/placeholders.ts'
import replicaPolicy from './key/replica-policy.ts'
import rotationPeriod from './key/rotation-period.ts'
import rotation from './key/rotation.ts'
import sensitiveDelegation from './key/sensitive-delegation.ts'
import separateDuties from './key/separate-duties.ts'
import strongAsymmetric from './key/strong-asymmetric.ts'
import usablePrincipals from './key/usable-principals.ts'
import wholeAccounts from './key/whole-accounts.ts'

/** About keys, whatever their policies: every check asks them. */
export const rulesOfKeys: readonly Rule[] = [
  foreignAccounts,
  wholeAccounts,
  crossAccountActions,
  fullControl,
  manageable,
  lockoutCheck,
  sensitiveDelegation,
  defaultPolicy,
  separateDuties,
  guardedGrants,
  usablePrincipals,
  destructiveActions,
  rotation,
  impossibleRotation,
  rotationPeriod,
  deletionWindow,
  enabledKey,
  multiRegionNeed,
  replicaPolicy,
  placeholders,
  onePolicyWriter,
  keptFromDestroy,
  aliasName,
  fittingKey,
  lastingMaterial,
  strongAsymmetric,
]
