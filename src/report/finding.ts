import type { InputKind } from '../model/inventory.ts'
import { nameOf } from '../model/statement.ts'
import type { Step } from '../model/access.ts'
import { principalId } from '../model/principal.ts'
import type { Finding } from '../model/report.ts'
import type { SourceLocation } from '../model/source-location.ts'
import { isUnknown, sameUnknown } from '../model/unknown.ts'
import { actionNames } from '../policy/actions.ts'
import { showCondition } from '../policy/conditions.ts'
import type { Objection } from '../rules/objection.ts'
import { faultPlaces } from './fault-places.ts'
import type { Draft } from './located.ts'
import { hidden, plainPointer } from './who-sensitive.ts'

/** What an input is; nothing for contexts, which nobody can change here. */
export type KindOf = (file: string) => InputKind | undefined

/**
 * Puts an objection into words; `located` makes a finding of it. Of a policy that is marked as sensitive, no text is told.
 */
export function draftOf(objection: Objection, kindOf: KindOf = () => 'terraform-plan'): Draft {
  const { rule, key, principal, at, severity, certainty, sensitive, holders = [] } = objection
  const facts = {
    rule: rule.id,
    address: at[0].address,
    ...(principal === undefined ? {} : { principal: sensitive ? hidden : principalId(principal) }),
    actions: actionNames(objection.actions),
    conditions: sensitive ? [] : openConditions(objection),
  }
  const input = inputOf(objection, kindOf)
  return {
    ...facts,
    name: rule.name,
    title: rule.title,
    severity,
    certainty,
    ...(key === undefined ? {} : { key: key.address }),
    ...(key === undefined || key.at.file === input ? {} : { keyInput: key.at.file }),
    message: messageOf(objection),
    why: rule.why,
    fix: fixOf(objection, kindOf(input)),
    corrections: sensitive ? [] : objection.corrections,
    kind: kindOf(input),
    help: rule.references[0] ?? '',
    input,
    pointer: pointerOf(objection),
    hidesPointers: sensitive,
    at: faultPlaces(objection),
    inFull: {
      ...(principal === undefined ? {} : { caller: principalId(principal) }),
      conditions: openConditions(objection),
      holders,
    },
    related: relatedTo(objection, input),
    path: sensitive ? [] : distinctSteps(objection.path, input),
    unknowns: objection.unknowns.map(({ name, reason }) => ({ name: sensitive ? hidden : name, reason })),
    fingerprint: fingerprint(facts, objection.policy),
  }
}

/** Where the resource to change stands; a fault that a context shows is told of the key. */
function inputOf({ key, at }: Objection, kindOf: KindOf): string {
  const [{ file }] = at
  return key === undefined || kindOf(file) !== undefined ? file : key.at.file
}

/** The input of a place, where it is not the one that the finding names. */
function otherInput({ file }: SourceLocation, input: string): { readonly input?: string } {
  return file === input ? {} : { input: file }
}

function messageOf({ sensitive, message, key, at, rule }: Objection): string {
  if (!sensitive) return message
  return `${key?.address ?? at[0].address}: ${rule.title} (its policy is sensitive and not printed)`
}

function pointerOf({ at, sensitive }: Objection): string {
  return sensitive ? plainPointer(at[0].pointer) : at[0].pointer
}

/** Before anything is changed, the account that everything hangs on can simply be told. */
function fixOf({ fix, key, unknowns }: Objection, kind: InputKind | undefined): string {
  const language = kind === 'cloudformation-template' ? 'cloudformation' : 'terraform'
  const words = typeof fix === 'string' ? fix : fix[language]
  const account = key?.account
  const hangs = isUnknown(account) && unknowns.some(unknown => sameUnknown(unknown, account))
  return hangs
    ? `State the account that owns the key with \`--account ID\`, or under \`account\` in keyplan.yaml. ${words}`
    : words
}

function openConditions({ conditions, unless }: Objection): readonly string[] {
  const stops = unless.map(list => `not (${list.map(showCondition).join(' and ')})`)
  return [...new Set([...conditions.map(showCondition), ...stops])]
}

/** The other rules that the fault breaks, and the other places that show it. */
function relatedTo(objection: Objection, input: string): Draft['related'] {
  const notes = objection.related.map(other => ({
    ...(other.rule === objection.rule ? {} : { rule: other.rule.id }),
    message: messageOf(other),
    address: other.at[0].address,
    ...otherInput(other.at[0], input),
    pointer: pointerOf(other),
    at: faultPlaces(other)[0][0],
  }))
  const places = objection.sensitive ? [] : otherStatements(objection, input)
  const seen = new Set<string>()
  return [...notes, ...places].filter(note => {
    const identity = JSON.stringify([note.message, note.at.file, note.address, note.pointer])
    return seen.size < seen.add(identity).size
  })
}

/** Where there is a path, it names every statement already. */
function otherStatements({ statements, path }: Objection, input: string): Draft['related'] {
  if (path.length > 0) return []
  return statements.slice(1).map(statement => ({
    message: `${nameOf(statement)} shows it too`,
    address: statement.at.address,
    ...otherInput(statement.at, input),
    pointer: statement.at.pointer,
    at: statement.at,
  }))
}

function distinctSteps(steps: readonly Step[], input: string): Draft['path'] {
  const seen = new Set<string>()
  return steps
    .filter(({ says, at }) => seen.size < seen.add(`${at.file}\n${says}`).size)
    .map(({ kind, says, at }) => {
      const { address, pointer } = at
      return { kind, says, address, ...otherInput(at, input), pointer, at }
    })
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
