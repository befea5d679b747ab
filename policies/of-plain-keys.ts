import type { Rule } from 'keyplan'
import defaultPolicy from './key/default-policy.ts'
import lockoutCheck from './key/lockout-check.ts'
import manageable from './key/manageable.ts'
import rotation from './key/rotation.ts'

/** About all keys, however plain: every check asks them. */
export const rulesOfPlainKeys: readonly Rule[] = [manageable, lockoutCheck, defaultPolicy, rotation]
