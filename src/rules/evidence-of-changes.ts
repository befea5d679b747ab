import { noActions, union } from '../model/action-set.ts'
import { isOfBefore } from '../model/change.ts'
import type { Key } from '../model/key.ts'
import type { SourceLocation } from '../model/source-location.ts'
import type { Evidence } from './evidence.ts'
import type { AccessChange, BeforeAfter, LimitChange, ReplacedPrincipal, Subjects } from './subject.ts'
import type { World } from './word.ts'

type OfChange = Extract<keyof Subjects, `${string}-change`>

/** What shows a fault that lies at one place, and nothing else. */
export function bare(at: SourceLocation): Evidence {
  return {
    actions: noActions,
    at: [at],
    statements: [],
    path: [],
    conditions: [],
    unless: [],
    unknowns: [],
    sensitive: false,
  }
}

/** For each kind of change, what an objection to it is shown by. */
export const evidenceOfChanges: {
  readonly [Subject in OfChange]: (subject: Subjects[Subject], world: World) => Evidence
} = {
  'key-change': subject => {
    const { at } = subject
    return { ...bare(at), key: { ...present<Key>(subject), at } }
  },
  'access-change': ofAccess,
  'alias-change': ({ at }) => bare(at),
  'grant-change': (subject, world) => {
    const grant = present(subject)
    const [key, ...more] = world.keysOfGrant(grant)
    const on = key === undefined || more.length > 0 ? {} : { key }
    return { ...bare(subject.at), ...on, principal: grant.grantee, sensitive: grant.sensitive === true }
  },
  'use-change': ({ at }) => bare(at),
  'limit-change': ofLimit,
  'principal-change': ofPrincipal,
}

/** As it will be; of what is gone, as it was. */
function present<Thing extends object>({ before, after }: Partial<BeforeAfter<Thing>>): Thing {
  const thing = after ?? before
  if (thing === undefined) throw new Error('a change of nothing')
  return thing
}

function ofAccess({ key, change, others, statements, needed }: AccessChange): Evidence {
  const { access } = change
  const [first] = access.path
  // What is gone stands nowhere any more: the policy that does not have it does.
  const isGone = isOfBefore(change.kind)
  const at = isGone ? [] : statements.map(statement => statement.at)
  const place = isGone ? key.after.policies[0].document.at : first.at
  const uses = isGone ? needed().flatMap(need => need.uses) : []
  return {
    key: key.after,
    principal: access.principal,
    ...(others.length === 0 ? {} : { callers: [change, ...others].map(one => one.access.principal) }),
    actions: access.actions,
    ...(uses.length === 0 ? {} : { uses }),
    at: [at[0] ?? place, ...at.slice(1)],
    statements: isGone ? [] : statements,
    path: access.path,
    conditions: access.conditions,
    unless: access.unless,
    unknowns: change.unknowns,
    sensitive: access.key.policies.some(({ sensitive }) => sensitive),
  }
}

function ofLimit({ at, was, key, frees, statements }: LimitChange): Evidence {
  return {
    ...bare(at),
    statements,
    ...(was === undefined ? {} : { was }),
    ...(key === undefined ? {} : { key }),
    sensitive: key?.policies.some(({ sensitive }) => sensitive) === true,
    actions: frees.reduce((all, { access }) => union(all, access.actions), noActions),
  }
}

function ofPrincipal({ principal, namedAt, key }: ReplacedPrincipal): Evidence {
  return { ...bare(namedAt), principal, ...(key === undefined ? {} : { key }) }
}
