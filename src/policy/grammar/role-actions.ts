import type { Condition, Listed, Pattern, Problem, Statement } from '../../model/statement.ts'
import { literal, text } from '../../model/text.ts'
import { isUnknown, type Unknown } from '../../model/unknown.ts'
import { parseArn } from '../arn.ts'
import { hasWildcard, mayMatchWildcard } from '../wildcard.ts'
import { ifEffect, inEachStatement, needsItsKey, type Fault, type Judged } from './in-statements.ts'

/** An action on roles that should name them, and the condition keys that make up for it. */
interface RoleAction {
  readonly action: string
  readonly code: 'any-passed-role' | 'any-service-linked-role'
  /** Where the statement allows everything, which is worse, and told by rules of its own. */
  readonly amongAll: 'any-passed-role-among-all' | 'any-service-linked-role-among-all'
  readonly does: string
  readonly narrowedBy: RegExp
}

/** Access Analyzer policy check reference, "Pass role with …" and "Create SLR with …". */
const roleActions: readonly RoleAction[] = [
  {
    action: 'iam:PassRole',
    code: 'any-passed-role',
    amongAll: 'any-passed-role-among-all',
    does: 'lets any role be passed to any service',
    narrowedBy: /^iam:(?:passedtoservice|associatedresourcearn)$/i,
  },
  {
    action: 'iam:CreateServiceLinkedRole',
    code: 'any-service-linked-role',
    amongAll: 'any-service-linked-role-among-all',
    does: 'lets the role of any service be created',
    narrowedBy: /^iam:awsservicename$/i,
  },
]

/** Policies of roles and users that let any role be passed to a service, or be created for one. */
export function roleActionsOnAll(judged: Judged): readonly Problem[] {
  if (judged.kind !== 'identity-policy') return []
  return inEachStatement(judged, statement =>
    roleActions.flatMap(one => {
      const fault = faultOf(statement, one)
      return fault === undefined ? [] : [fault]
    }),
  )
}

function faultOf(
  statement: Statement,
  { action, does, narrowedBy, ...codes }: RoleAction,
): Fault | undefined {
  const holes = ifEffect(statement, 'Allow')
  const covered = covering(statement.actions, action)
  const everything = reachingAll(statement.resources)
  if (holes === undefined || covered === undefined || everything === undefined) return undefined
  if (statement.conditions.some(one => narrowedBy.test(one.key) && narrows(one))) return undefined
  const says = `${does}: ${covered.says} on ${everything.says}`
  const code = covered.says === '`*`' ? codes.amongAll : codes.code
  return { code, says, at: covered.at, hangsOn: [...holes, ...covered.holes, ...everything.holes] }
}

interface Reach {
  readonly says: string
  readonly at: Pattern['at']
  /** What it hangs on. */
  readonly holes: readonly Unknown[]
}

/** By its name, by a pattern, or by everything that is not excepted. */
function covering(actions: Listed<Pattern> | undefined, action: string): Reach | undefined {
  if (actions === undefined) return undefined
  const matches = actions.items.map(item => ({ item, is: isCovered(item, action) }))
  const open = matches.filter(({ is }) => is === 'unknown').flatMap(({ item }) => item.text.filter(isUnknown))
  if (actions.negated) {
    if (matches.some(({ is }) => is === 'yes')) return undefined
    return { says: `\`${action}\` is not among its \`NotAction\``, at: actions.at, holes: open }
  }
  const found =
    matches.find(({ is }) => is === 'yes')?.item ?? matches.find(({ is }) => is === 'unknown')?.item
  if (found === undefined) return undefined
  const written = literal(found.text)
  const says = written === undefined || !hasWildcard(found.text) ? `\`${action}\`` : `\`${written}\``
  return { says, at: found.at, holes: written === undefined ? open : [] }
}

function isCovered({ text: pattern }: Pattern, action: string) {
  const lower = pattern.map(part => (isUnknown(part) ? part : part.toLowerCase()))
  return mayMatchWildcard(lower, action.toLowerCase())
}

/** `*`, every role of an account, or everything that is not excepted. */
function reachingAll(resources: Listed<Pattern> | undefined): Reach | undefined {
  if (resources === undefined) return undefined
  if (resources.negated) {
    if (resources.items.some(({ text: pattern }) => literal(pattern) === '*')) return undefined
    const holes = resources.items.flatMap(({ text: pattern }) => pattern.filter(isUnknown))
    return { says: 'all that its `NotResource` does not name', at: resources.at, holes }
  }
  const all = resources.items.find(item => isEveryRole(item))
  return all === undefined
    ? undefined
    : { says: `\`${literal(all.text) ?? 'every role'}\``, at: all.at, holes: [] }
}

/** The roles of services have a path of their own, and all of them are every one. */
function isEveryRole({ text: pattern }: Pattern): boolean {
  if (/^\*+$/.test(literal(pattern) ?? '')) return true
  const resource = literal(parseArn(pattern)?.resource ?? text('none'))
  return /^(?:role\/)?(?:aws-service-role\/)?\*+$|^role\*$/.test(resource ?? '')
}

function narrows(condition: Condition): boolean {
  return needsItsKey(condition) && !condition.values.some(value => /^\*+$/.test(literal(value) ?? ''))
}
