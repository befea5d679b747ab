import type { KeyPolicyAccess } from '../../model/access.ts'
import { sameAccount } from '../../model/account.ts'
import { overlaps, type ActionSet } from '../../model/action-set.ts'
import type { Key } from '../../model/key.ts'
import { accountOfPrincipal, type Principal } from '../../model/principal.ts'
import { literal, text, type Text } from '../../model/text.ts'
import { allOf, anyOf, opposite, tri, type Tri } from '../../model/tri.ts'
import { distinctUnknowns, isUnknown } from '../../model/unknown.ts'
import { meaningOf } from '../../access/condition-keys.ts'
import { holdsFor } from '../../access/operators.ts'
import { action, useActions } from '../../policy/actions.ts'
import { awsPrincipal } from '../../policy/principals.ts'
import { mayMatchWildcard } from '../../policy/wildcard.ts'
import { answer, hangsOn } from '../answers.ts'
import { listed } from '../phrases.ts'
import type { Word, World } from '../word.ts'

const putKeyPolicy = action('kms:PutKeyPolicy')

/**
 * A statement for the own account admits its root user alone, by `aws:PrincipalType` for instance, so that IAM policies
 * give nothing by it.
 */
export const guardedToRootUser: Word<Key> = {
  says: "a statement for the key's own account admits its root user alone",
  ask: (key, world) =>
    together(key, world, access =>
      access.principal.kind === 'root-user'
        ? sameAccount(access.principal.account, key.account)
        : mayBeGuarded(access),
    ),
}

const classes: ReadonlySet<string> = new Set(['account', 'everyone', 'everyone-of-account', 'unknown'])

/** A hole hides whether a condition leaves the root user alone of them. */
function mayBeGuarded({ principal, statement: { conditions, conditionHoles } }: KeyPolicyAccess): Tri {
  const onCallers = conditions.filter(one => ['principal-type', 'principal-arn'].includes(meaningOf(one.key)))
  const isHidden =
    principal.kind === 'unknown' ? onCallers.length > 0 : onCallers.some(({ values }) => values.some(isOpen))
  return classes.has(principal.kind) && (conditionHoles.length > 0 || isHidden) ? 'unknown' : 'no'
}

function isOpen(value: Text): boolean {
  return value.some(isUnknown)
}

/** Somebody besides the root user can encrypt, decrypt or sign with the key: by its policy, or by a grant. */
export const othersCanUse: Word<Key> = {
  says: 'somebody besides the root user can use it',
  ask: (key, world) =>
    world.grantsOn(key).length > 0
      ? answer(true)
      : together(key, world, access => tri(isOther(access, useActions))),
}

/** Somebody besides the root user can change the key's policy. */
export const othersCanAdminister: Word<Key> = {
  says: 'somebody besides the root user can change its policy',
  ask: (key, world) => together(key, world, access => tri(isOther(access, putKeyPolicy))),
}

function isOther({ principal, actions }: KeyPolicyAccess, wanted: ActionSet): boolean {
  return principal.kind !== 'root-user' && overlaps(actions, wanted)
}

/** Whom the policy lacks, to end a sentence that begins with it: `names nobody to use it`. */
export function whoIsNotNamed(key: Key, world: World): string {
  const parts: readonly (readonly [Tri, string])[] = [
    [othersCanAdminister.ask(key, world).is, 'names nobody to administer it'],
    [othersCanUse.ask(key, world).is, 'names nobody to use it'],
    [
      opposite(deployerIsLockedOut.ask(key, world).is),
      `locks out ${world.trust.deployer ?? ''}, who applies the change`,
    ],
  ]
  return listed(parts.flatMap(([is, says]) => (is === 'yes' ? [] : [is === 'no' ? says : `perhaps ${says}`])))
}

/** Whoever applies the change is declared, and AWS refuses the policy as it does not let him change it again. */
export const deployerIsLockedOut: Word<Key> = {
  says: '`deployer` cannot change the policy',
  ask: (key, world) => {
    const { deployer } = world.trust
    const isChecked = key.bypassesLockoutCheck.value === false
    if (deployer === undefined || !isChecked) return answer(false)
    const caller = awsPrincipal(text(deployer))
    const can = together(key, world, access =>
      overlaps(access.actions, putKeyPolicy) ? admits(access, caller, deployer) : 'no',
    )
    return can.is === 'unknown' ? can : answer(can.is === 'no', [key.at])
  },
}

/** Whether it holds for some access; what hides the policy hides that too. */
function together(key: Key, world: World, test: (access: KeyPolicyAccess) => Tri) {
  const accesses = world.accessesTo(key).map(access => ({
    access,
    is: allOf([test(access), access.certainty === 'certain' ? 'yes' : 'unknown']),
  }))
  const holes = key.policies.flatMap(({ document }) => document.holes)
  const is = anyOf([...accesses.map(one => one.is), ...holes.map((): Tri => 'unknown')])
  if (is !== 'unknown') return answer(is === 'yes', [key.policies[0].document.at])
  const open = accesses.filter(one => one.is === 'unknown').flatMap(({ access }) => access.unknowns)
  return hangsOn(distinctUnknowns([...open, ...holes, ...[key.account].filter(isUnknown)]))
}

/** Whether this caller may be one whom an access admits; IAM policies may allow him all that they can. */
function admits({ principal, conditions }: KeyPolicyAccess, caller: Principal, arn: string): Tri {
  const account = accountOfPrincipal(caller)
  if (account === undefined) return 'unknown'
  const isSpared = conditions.some(
    one => meaningOf(one.key) === 'principal-arn' && holdsFor(one, text(roleOf(arn))) === 'no',
  )
  if (isSpared) return 'no'
  switch (principal.kind) {
    case 'account':
    case 'everyone-of-account':
      return sameAccount(principal.account, account)
    case 'root-user':
      return caller.kind === 'account' ? sameAccount(principal.account, account) : 'no'
    case 'principals-like':
      return mayMatchWildcard(principal.pattern, roleOf(arn))
    case 'role':
    case 'user':
    case 'session':
    case 'federated-user':
      return isSame(literal(principal.arn), arn)
    case 'service':
    case 'services-for':
      return 'no'
    default:
      return 'unknown'
  }
}

/** A session is of the role of that name, whatever the role's path; which session a role will have is not told. */
function isSame(named: string | undefined, arn: string): Tri {
  if (named === undefined) return 'unknown'
  if (named === arn || sessionOf(named) !== sessionOf(arn)) return tri(named === arn)
  if (isRole(named)) return 'yes'
  return isRole(arn) ? 'unknown' : 'no'
}

function isRole(arn: string): boolean {
  return /:role\//.test(arn)
}

/** The account and name of the role that an ARN of a role or of a session of it is about. */
function sessionOf(arn: string): string {
  const parts = /^arn:[^:]*:(?:iam|sts)::(\d*):(?:role\/(?:.*\/)?([^/]+)|assumed-role\/([^/]+)\/.*)$/.exec(
    arn,
  )
  return parts === null ? arn : `${parts[1]} ${parts[2] ?? parts[3]}`
}

/** As `aws:PrincipalArn` has it: that of a session is its role's. */
function roleOf(arn: string): string {
  return arn.replace(/:sts:(.*):assumed-role\/([^/]+)\/.*$/, ':iam:$1:role/$2')
}
