import type { Step } from '../model/access.ts'
import { accountOfPrincipal, showAccount, showPrincipal } from '../model/principal.ts'
import { nameOf, type PolicyDocument, type Statement } from '../model/statement.ts'
import type { Unknown } from '../model/unknown.ts'
import type { Facts } from './facts.ts'
import type { Form } from './forms.ts'
import type { Guarded } from './guarded.ts'
import { doubtsOfRefusal, isRefused, namingsOf, type Caller } from './naming.ts'
import { permitsOf, refusalOf, statementOn, unreadOf, type Opinion, type Speaker } from './opinion.ts'
import type { Permit, Refusal } from './permit.ts'

/** Who asks what the policy of a guarded thing says. */
export interface Asker {
  readonly guarded: Guarded
  readonly caller: Caller
  readonly facts: Facts
}

const nothing: Opinion = { allows: [], refuses: [] }

/** A permit and the form in which it names the caller. */
export interface NamedPermit {
  readonly form: Form
  readonly permit: Permit
}

/** What the policy of a guarded thing says about a caller. */
export interface SaidByPolicy {
  readonly named: readonly NamedPermit[]
  readonly refuses: readonly Refusal[]
  /** What its unread parts perhaps deny. */
  readonly unread: readonly Refusal[]
}

/** Asks one policy of a guarded thing about a caller. */
export function policyOn({ statements, holes, at }: PolicyDocument, one: Asker): SaidByPolicy {
  const { kind, noun, inPolicy: target } = one.guarded
  const speaker: Speaker = { kind, name: noun, statements, holes, at, hangsOn: [] }
  const named: NamedPermit[] = []
  const refuses: Refusal[] = []
  for (const statement of statements) {
    const asked = statementOn(statement, one.facts, target)
    if (asked === undefined) continue
    if (statement.effect !== 'Deny') {
      for (const { form, hangsOn } of namingsOf(statement.principals, one.caller)) {
        const doubts = [...asked.hangsOn, ...hangsOn, ...holes, ...doubtsOfService(form, one.caller, at)]
        const steps = [stepOf(form, statement, one)]
        named.push(
          ...permitsOf(statement, asked, doubts, speaker).map(permit => ({
            form,
            permit: { ...permit, steps },
          })),
        )
      }
    }
    if (statement.effect === 'Allow') continue
    const refused = isRefused(statement.principals, one.caller)
    if (refused === 'no' || statement.principals === undefined) continue
    const doubts = refused === 'yes' ? [] : doubtsOfRefusal(statement.principals, one.caller)
    refuses.push(refusalOf(statement, asked, [...asked.hangsOn, ...doubts], speaker))
  }
  const unread = holes.length === 0 ? nothing : unreadOf(speaker, target)
  named.push(...unread.allows.map((permit): NamedPermit => ({ form: 'everyone', permit })))
  return { named, refuses, unread: unread.refuses }
}

function stepOf(form: Form, statement: Statement, { guarded, caller }: Asker): Step {
  const { at } = statement
  const { principal } = caller
  const account = accountOfPrincipal(principal)
  if (form === 'account' && account !== undefined) {
    const says = `${guarded.noun}, ${nameOf(statement)}, leaves it to ${showAccount(account)}`
    return { kind: 'account-delegation', says, at }
  }
  if (form === 'everyone') {
    const says = `${guarded.noun}, ${nameOf(statement)}, allows a class that it belongs to`
    return { kind: guarded.kind, says, at, toClass: true }
  }
  const whom = showPrincipal(principal)
  return { kind: guarded.kind, says: `${guarded.noun}, ${nameOf(statement)}, allows ${whom}`, at }
}

/** Whether an Allow for `*` admits services is not documented. */
function doubtsOfService(form: Form, { principal }: Caller, at: Step['at']): readonly Unknown[] {
  if (form !== 'everyone' || principal.kind !== 'service') return []
  const name = 'whether `*` admits AWS services'
  return [{ kind: 'unknown', reason: 'undecided-condition', name, shape: 'anything', at }]
}
