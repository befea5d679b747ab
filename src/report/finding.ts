import { nameOf } from '../model/statement.ts'
import type { Step } from '../model/access.ts'
import { principalId } from '../model/principal.ts'
import type { Finding } from '../model/report.ts'
import { isUnknown, sameUnknown } from '../model/unknown.ts'
import { actionNames } from '../policy/actions.ts'
import { showCondition } from '../policy/conditions.ts'
import type { Objection } from '../rules/objection.ts'
import { faultPlaces } from './fault-places.ts'
import type { Draft } from './located.ts'
import { hidden, plainPointer } from './who-sensitive.ts'

/**
 * Puts an objection into words; `located` makes a finding of it. Of a policy that is marked as sensitive, no text is told.
 */
export function draftOf(objection: Objection): Draft {
  const { rule, key, principal, at, severity, certainty, sensitive } = objection
  const facts = {
    rule: rule.id,
    address: at[0].address,
    ...(principal === undefined ? {} : { principal: sensitive ? hidden : principalId(principal) }),
    actions: actionNames(objection.actions),
    conditions: sensitive ? [] : openConditions(objection),
  }
  return {
    ...facts,
    name: rule.name,
    title: rule.title,
    severity,
    certainty,
    ...(key === undefined ? {} : { key: key.address }),
    message: messageOf(objection),
    why: rule.why,
    fix: fixOf(objection),
    help: rule.references[0] ?? '',
    input: (key?.at ?? at[0]).file,
    pointer: pointerOf(objection),
    hidesPointers: sensitive,
    at: faultPlaces(objection),
    related: relatedTo(objection),
    path: sensitive ? [] : distinctSteps(objection.path),
    unknowns: objection.unknowns.map(({ name, reason }) => ({ name: sensitive ? hidden : name, reason })),
    fingerprint: fingerprint(facts, objection.policy),
  }
}

function messageOf({ sensitive, message, key, at, rule }: Objection): string {
  if (!sensitive) return message
  return `${key?.address ?? at[0].address}: ${rule.title} (its policy is sensitive and not printed)`
}

function pointerOf({ at, sensitive }: Objection): string {
  return sensitive ? plainPointer(at[0].pointer) : at[0].pointer
}

/** Before anything is changed, the account that everything hangs on can simply be told. */
function fixOf({ fix, key, unknowns }: Objection): string {
  const account = key?.account
  const hangs = isUnknown(account) && unknowns.some(unknown => sameUnknown(unknown, account))
  return hangs
    ? `State the account that owns the key with \`--account ID\`, or under \`account\` in keyplan.yaml. ${fix}`
    : fix
}

function openConditions({ conditions, unless }: Objection): readonly string[] {
  const stops = unless.map(list => `not (${list.map(showCondition).join(' and ')})`)
  return [...new Set([...conditions.map(showCondition), ...stops])]
}

/** The other rules that the fault breaks, and the other places that show it. */
function relatedTo(objection: Objection): Draft['related'] {
  const notes = objection.related.map(other => ({
    ...(other.rule === objection.rule ? {} : { rule: other.rule.id }),
    message: messageOf(other),
    address: other.at[0].address,
    pointer: pointerOf(other),
    at: faultPlaces(other)[0][0],
  }))
  const places = objection.sensitive ? [] : otherStatements(objection)
  const seen = new Set<string>()
  return [...notes, ...places].filter(note => {
    const identity = JSON.stringify([note.message, note.address, note.pointer])
    return seen.size < seen.add(identity).size
  })
}

/** Where there is a path, it names every statement already. */
function otherStatements({ statements, path }: Objection): Draft['related'] {
  if (path.length > 0) return []
  return statements.slice(1).map(statement => ({
    message: `${nameOf(statement)} shows it too`,
    address: statement.at.address,
    pointer: statement.at.pointer,
    at: statement.at,
  }))
}

function distinctSteps(steps: readonly Step[]): Draft['path'] {
  const seen = new Set<string>()
  return steps
    .filter(({ says }) => seen.size < seen.add(says).size)
    .map(({ kind, says, at }) => ({ kind, says, address: at.address, pointer: at.pointer, at }))
}

/** Neither line nor order enters it, so that it outlives edits that change nothing. */
function fingerprint(
  facts: Pick<Finding, 'rule' | 'address' | 'principal' | 'actions' | 'conditions'>,
  policy: string | undefined,
): string {
  const { rule, address, principal = '', actions, conditions } = facts
  // Several inline policies can stand in one role.
  const which = policy === undefined ? [] : [policy]
  const identity = JSON.stringify([rule, address, principal, actions, conditions.toSorted(), ...which])
  // Not imported: most starts have no finding, and loading it costs each of them 3 ms.
  const { createHash } = process.getBuiltinModule('node:crypto')
  return createHash('sha256').update(identity).digest('hex').slice(0, 32)
}
