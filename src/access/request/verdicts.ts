import type { PolicyDocument, Statement } from '../../model/statement.ts'
import { allOf, anyOf, tri, type Tri } from '../../model/tri.ts'
import { isUnknown } from '../../model/unknown.ts'
import type { Form } from '../forms.ts'
import type { Caller } from './caller.ts'
import { isDenied, namedIn } from './principals.ts'
import { meets, type Asked } from './statements.ts'

/** What a document without principals says about a request: identity policies, boundaries, SCPs and their like. */
export interface Verdict {
  readonly allows: Tri
  readonly denies: Tri
  /** The statements that allow, or deny, for certain or perhaps. */
  readonly allowing: readonly Statement[]
  readonly denying: readonly Statement[]
}

/** What a resource's policy says: by the form in which its Allow statements name the caller. */
export interface ResourceVerdict extends Omit<Verdict, 'allows'> {
  readonly allows: Readonly<Record<Form, Tri>>
}

/** Asks a document whose statements hold for whoever it is attached to. */
export function verdictOf(document: PolicyDocument, asked: Asked): Verdict {
  const allowing: Statement[] = []
  const denying: Statement[] = []
  let allows: Tri = document.holes.length > 0 ? 'unknown' : 'no'
  let denies: Tri = allows
  for (const statement of document.statements) {
    const met = meets(statement, asked)
    if (met === 'no') continue
    const allowed = allOf([met, hasEffect(statement, 'Allow')])
    const denied = allOf([met, hasEffect(statement, 'Deny')])
    if (allowed !== 'no') allowing.push(statement)
    if (denied !== 'no') denying.push(statement)
    allows = anyOf([allows, allowed])
    denies = anyOf([denies, denied])
  }
  return { allows, denies, allowing, denying }
}

const noForm: Readonly<Record<Form, Tri>> = {
  account: 'no',
  role: 'no',
  user: 'no',
  session: 'no',
  everyone: 'no',
  service: 'no',
  provider: 'no',
}

/** Asks a document whose statements name principals. */
export function resourceVerdictOf(
  document: PolicyDocument,
  asked: Asked,
  caller: Caller,
  bounded: boolean,
): ResourceVerdict {
  const allowing: Statement[] = []
  const denying: Statement[] = []
  const unread: Tri = document.holes.length > 0 ? 'unknown' : 'no'
  const allows: Record<Form, Tri> = { ...noForm, everyone: unread }
  let denies: Tri = unread
  for (const statement of document.statements) {
    const met = meets(statement, asked)
    if (met === 'no') continue
    const denied = allOf([met, hasEffect(statement, 'Deny'), isDenied(statement.principals, caller, bounded)])
    denies = anyOf([denies, denied])
    if (denied !== 'no') denying.push(statement)
    const allowed = allOf([met, hasEffect(statement, 'Allow')])
    if (allowed !== 'no' && addForms(allows, statement, caller, allowed)) allowing.push(statement)
  }
  return { allows, denies, allowing, denying }
}

function addForms(allows: Record<Form, Tri>, statement: Statement, caller: Caller, allowed: Tri): boolean {
  const naming = namedIn(statement.principals, caller)
  let named = false
  for (const form of forms) {
    const names = naming[form] ?? 'no'
    if (names === 'no') continue
    named = true
    allows[form] = anyOf([allows[form], allOf([allowed, names])])
  }
  return named
}

const forms: readonly Form[] = ['account', 'role', 'user', 'session', 'everyone', 'service', 'provider']

function hasEffect({ effect }: Statement, wanted: 'Allow' | 'Deny'): Tri {
  return isUnknown(effect) ? 'unknown' : tri(effect === wanted)
}

/** Several documents of one kind: one that allows is enough, one that denies too. */
export function together(verdicts: readonly Verdict[]): Verdict {
  return {
    allows: anyOf(verdicts.map(({ allows }) => allows)),
    denies: anyOf(verdicts.map(({ denies }) => denies)),
    allowing: verdicts.flatMap(({ allowing }) => allowing),
    denying: verdicts.flatMap(({ denying }) => denying),
  }
}

/** Each level must allow, and none may deny. */
export function everyLevel(levels: readonly Verdict[]): Verdict {
  return { ...together(levels), allows: allOf(levels.map(({ allows }) => allows)) }
}
