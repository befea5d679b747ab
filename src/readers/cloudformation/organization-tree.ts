import type { Account } from '../../model/account.ts'
import type { Node } from '../../model/node.ts'
import type { OrganizationPolicy } from '../../model/organization.ts'
import { showText } from '../../model/text.ts'
import { isUnknown, type Unknown } from '../../model/unknown.ts'
import { listOf, type Declared } from './declared.ts'
import { hole, textOf, wordOf } from './evaluate/node-parts.ts'
import type { StackReading } from './reading.ts'

/** Accounts that a policy reaches, and what hides whether it does. */
export type Reached = Pick<OrganizationPolicy, 'accounts' | 'hangsOn'>

/** Where accounts and organizational units hang, as far as the template shows it. */
export interface OrganizationTree {
  readonly reachedBy: (target: Node) => readonly Reached[]
}

/** Nobody nests deeper: AWS allows five levels below the root. */
const deepest = 8
const mostAccounts = 10_000

const account = 'AWS::Organizations::Account'
const unit = 'AWS::Organizations::OrganizationalUnit'

/** An account or unit below another one, and what hides whether it is there. */
interface Child {
  readonly member: Declared
  readonly hangsOn: readonly Unknown[]
}

/** Indexes the accounts and units of a stack by what they hang on. */
export function organizationTree(reading: StackReading): OrganizationTree {
  const children = new Map<string, Child[]>()
  for (const member of reading.declared) {
    if (member.type !== account && member.type !== unit) continue
    for (const parent of listOf(member, member.type === account ? 'ParentIds' : 'ParentId')) {
      const { id } = placeOf(reading, parent.node)
      const child: Child = { member, hangsOn: [...member.hangsOn, ...parent.hangsOn] }
      const siblings = children.get(id)
      if (siblings === undefined) children.set(id, [child])
      else siblings.push(child)
    }
  }
  const below = new Map<string, readonly Reached[]>()
  return {
    reachedBy: target => {
      const { id, member } = placeOf(reading, target)
      if (/^\d{12}$/.test(id)) return [{ accounts: [id], hangsOn: [] }]
      const own = reading.stack.account
      if (isUnknown(own) && wholeHole(target) === own) return [{ accounts: [own], hangsOn: [] }]
      if (member?.type === account) return [{ accounts: [accountOf(member)], hangsOn: [] }]
      const known = below.get(id) ?? accountsBelow(children, id)
      below.set(id, known)
      // Accounts that the template does not declare can be below it too.
      const others = hole(target.at, `which accounts are below ${id}`, 'not-in-input')
      return [...known, { accounts: 'every', hangsOn: [others] }]
    },
  }
}

/** The hole that a value is, and nothing around it. */
function wholeHole(node: Node): Unknown | undefined {
  return node.type === 'unknown' ? node.unknown : undefined
}

interface Place {
  /** An id of AWS, else the logical id of the resource that will have it, else what the template writes there. */
  readonly id: string
  readonly member?: Declared
}

function placeOf(reading: StackReading, node: Node): Place {
  const member = reading.named(node, account, unit)
  if (member !== undefined) return { id: member.id, member }
  const written = textOf(node)
  return { id: wordOf(node) ?? (written === undefined ? node.at.pointer : showText(written)) }
}

function accountOf({ at, id }: Declared): Account {
  return hole({ ...at, pointer: '/arn' }, `${id}.AccountId`, 'known-after-apply', 'account-id')
}

function accountsBelow(children: ReadonlyMap<string, readonly Child[]>, id: string): readonly Reached[] {
  const certain: Account[] = []
  const perhaps: Reached[] = []
  const seen = new Set([id])
  let level: readonly Child[] = children.get(id) ?? []
  for (let depth = 0; depth < deepest && level.length > 0; depth += 1) {
    const next: Child[] = []
    for (const { member, hangsOn } of level) {
      if (certain.length + perhaps.length === mostAccounts || seen.has(member.id)) continue
      seen.add(member.id)
      if (member.type === unit) {
        for (const child of children.get(member.id) ?? [])
          next.push({ ...child, hangsOn: [...hangsOn, ...child.hangsOn] })
      } else if (hangsOn.length === 0) certain.push(accountOf(member))
      else perhaps.push({ accounts: [accountOf(member)], hangsOn })
    }
    level = next
  }
  return certain.length === 0 ? perhaps : [{ accounts: certain, hangsOn: [] }, ...perhaps]
}
