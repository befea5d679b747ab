import type { Account } from '../model/account.ts'
import type { KeyNeed } from '../model/key-use.ts'
import type { Principal } from '../model/principal.ts'
import type { SourceLocation } from '../model/source-location.ts'
import { text, type Text } from '../model/text.ts'
import type { Knowable, Unknown } from '../model/unknown.ts'
import table from './aws/service-needs.json' with { type: 'json' }
import { awsPrincipal, servicePrincipal } from './principals.ts'

/** A row of the table of what services need of a key; it names its guide. */
interface Row {
  readonly says: string
  readonly by: string
  readonly needed: readonly string[]
  readonly documented: readonly string[]
  readonly unverified?: boolean
  readonly context?: Readonly<Record<string, string>>
  readonly notTold?: readonly string[]
  readonly guide?: string
}

const rows: Readonly<Record<string, Row>> = table.rows

/** What the table asks about a resource that uses a key. */
export interface UsedFor {
  /** The resource's. */
  readonly account: Account
  readonly region: Knowable<string>
  readonly partition: string
  /** The ARN of what the service acts for: of the topic, when SNS delivers to a queue. */
  readonly source: Text
  /** The ARN of what is encrypted. */
  readonly resource: Text
  /** The role that the resource names for it. */
  readonly role?: Principal
  readonly at: SourceLocation
}

/** Whether the need of a row is that of a role, which a resource may name. */
export function isOfRole(row: string): boolean {
  return isRole(rowOf(row)?.by ?? '')
}

function isRole(by: string): boolean {
  return by === 'role' || by.startsWith('arn:')
}

/**
 * What a row of the table says of a resource; nothing where the table has no such row. The context holds what requests
 * of all its actions carry: each action's has the condition keys that can occur in it (`actionsWithConditionKey`), and
 * no others. A key of which no guide says whether it is sent has a hole for its value; one that is absent is not sent.
 */
export function needOf(row: string, use: UsedFor): KeyNeed | undefined {
  const facts = rowOf(row)
  if (facts === undefined) return undefined
  const { says, by, needed, documented, unverified = false } = facts
  return { row, says, by: callerOf(by, use), needed, documented, unverified, context: contextOf(facts, use) }
}

function rowOf(name: string): Row | undefined {
  return Object.hasOwn(rows, name) ? rows[name] : undefined
}

function callerOf(by: string, use: UsedFor): Principal | 'caller' {
  if (by === 'caller') return 'caller'
  if (by === 'role') return use.role ?? { kind: 'unknown', unknown: unknown(use, 'the role that uses it') }
  if (by.startsWith('arn:')) return use.role ?? awsPrincipal(filled(by, use))
  return servicePrincipal(filled(by, use))
}

function contextOf(
  { by, context = {}, notTold = [] }: Row,
  use: UsedFor,
): ReadonlyMap<string, readonly Text[]> {
  const told = Object.entries(context).map(
    ([key, value]) => [key.toLowerCase(), [filled(value, use)]] as const,
  )
  // No guide says whether the call of a service principal counts as one through that service.
  const isService = by !== 'caller' && !isRole(by)
  const open = [...notTold, ...(isService ? ['kms:ViaService'] : [])].map(
    key => [key.toLowerCase(), [text(unknown(use, `whether the service sends ${key}`))]] as const,
  )
  return new Map([...told, ...open])
}

/** A text of the table with its `{names}` filled in. */
function filled(template: string, use: UsedFor): Text {
  const parts = template.split(/[{}]/)
  return text(...parts.map((part, index) => (index % 2 === 0 ? part : factOf(part, use))))
}

function factOf(name: string, use: UsedFor): string | Unknown | Text {
  switch (name) {
    case 'account':
    case 'region':
    case 'partition':
    case 'source':
    case 'resource':
      return use[name]
    case 'suffix':
      // Which of two suffixes a service has in China differs from service to service.
      return ['aws', 'aws-us-gov'].includes(use.partition)
        ? 'amazonaws.com'
        : unknown(use, 'the suffix of service names')
    default:
      return unknown(use, `the ${name} of the call`)
  }
}

function unknown({ at }: UsedFor, name: string): Unknown {
  return { kind: 'unknown', reason: 'not-in-input', name, shape: 'anything', at }
}

/** A row of the table for people. */
export interface ShownNeed {
  readonly row: string
  readonly says: string
  /** `caller`, `role`, or a principal with `{names}` that are filled in. */
  readonly by: string
  readonly needed: readonly string[]
  readonly documented: readonly string[]
  readonly unverified: boolean
  readonly guide: string
}

/** The whole table, in its order: what the rule about it shows on its page. */
export function shownNeeds(): readonly ShownNeed[] {
  return Object.entries(rows).map(
    ([row, { says, by, needed, documented, unverified = false, guide = '' }]) => ({
      row,
      says,
      by,
      needed,
      documented,
      unverified,
      guide,
    }),
  )
}
