import { sameAccount } from '../model/account.ts'
import type { Access, AccessesToKey, AccessGraph, SharedAccess } from '../model/access.ts'
import type { Identity } from '../model/identity.ts'
import type { Key } from '../model/key.ts'
import { accountOfPrincipal, principalId, type Principal } from '../model/principal.ts'
import { showText, text } from '../model/text.ts'
import { awsPrincipal, servicePrincipal } from '../policy/principals.ts'
import { matchesWildcard } from '../policy/wildcard.ts'
import { callerId } from './who-access.ts'
import { nearestOf, type NotFound } from './who-question.ts'

/** Those whose reach was asked for. */
export interface AskedPrincipals {
  /** For people: `arn:aws:iam::111122223333:role/App`, and what is to be known about it. */
  readonly says: string
  /** Whether an access is one of theirs by name. */
  readonly names: (access: SharedAccess) => boolean
  /** Whether an access is of a class that may hold one of them. */
  readonly mayBelongTo: (access: SharedAccess) => boolean
  /** All that they can do with a key, by name and by the classes that they belong to. */
  readonly accessesTo: (graph: AccessGraph, key: Key) => AccessesToKey
}

/** The principals with this ARN, address, account or service name; `*` and `?` match as in IAM. */
export function principalsNamed(
  identities: readonly Identity[],
  written: string,
): { readonly asked: AskedPrincipals } | { readonly missing: NotFound } {
  const declared = identities.filter(({ address, arn }) =>
    [address, showText(arn)].some(name => matchesWildcard(written, name)),
  )
  const plain = principalFrom(written)
  if (declared.length === 0 && plain === undefined && !/[*?]/.test(written))
    return { missing: missingIn(identities, written) }
  if (declared.length === 0 && plain?.kind === 'unusable') {
    return { missing: { message: `\`${written}\` is no principal`, hint: plain.why } }
  }
  const each =
    declared.length > 0 ? declared.map(({ kind, arn, account }) => ({ kind, arn, account })) : undefined
  const principals: readonly Principal[] = each ?? (plain === undefined ? [] : [plain])
  const asked: Asked = {
    principals,
    names: access =>
      [principalId(access.principal), access.principalAddress ?? ''].some(name =>
        matchesWildcard(written, name),
      ),
    mayBelongTo: ({ principal }) => mayHold(principal, principals),
  }
  const unknown = declared.length === 0 && plain !== undefined && ['role', 'user'].includes(plain.kind)
  const says = unknown
    ? `${written}, which is not in the input, so that its IAM policies are not known`
    : written
  return { asked: { ...asked, says, accessesTo: accessesOf(asked) } }
}

interface Asked extends Pick<AskedPrincipals, 'names' | 'mayBelongTo'> {
  readonly principals: readonly Principal[]
}

/** A principal that is written as AWS writes it; nothing for an address or a pattern. */
export function principalFrom(written: string): Principal | undefined {
  if (/^[a-z0-9.-]+\.amazonaws\.com(?:\.cn)?$/.test(written)) return servicePrincipal(text(written))
  if (/[*?]/.test(written)) return written === '*' ? { kind: 'everyone' } : undefined
  return /^(?:arn:|\d{12}$|A(?:IDA|ROA)[A-Z0-9]+$)/.test(written) ? awsPrincipal(text(written)) : undefined
}

/** Asked one by one as long as they are few: the graph then tells which classes each belongs to. */
const mostAsked = 20

function accessesOf(asked: Asked): AskedPrincipals['accessesTo'] {
  const { principals, names } = asked
  if (principals.length === 0 || principals.length > mostAsked) return accessesOfMany(asked)
  return (graph, key) => {
    const { own, shared } = graph.everyAccessTo(key)
    const found = principals.flatMap(principal => graph.accessesBetween(principal, key))
    const named = [...own.filter(names), ...shared.filter(names).map(access => graph.accessOn(key, access))]
    return { own: distinct([...found, ...named]), shared: [] }
  }
}

/** A class may hold some of them: it is told, rather than left out. */
function accessesOfMany({ names, mayBelongTo }: Asked): AskedPrincipals['accessesTo'] {
  const meant = (access: SharedAccess) => names(access) || mayBelongTo(access)
  // Keys that are alike still have one list.
  const known = new Map<readonly SharedAccess[], readonly SharedAccess[]>()
  return (graph, key) => {
    const { own, shared } = graph.everyAccessTo(key)
    const kept = known.get(shared) ?? shared.filter(meant)
    known.set(shared, kept)
    return { own: own.filter(meant), shared: kept }
  }
}

const singles: ReadonlySet<Principal['kind']> = new Set([
  'role',
  'user',
  'session',
  'federated-user',
  'service',
  'root-user',
  'unique-id',
  'unusable',
] as const)

/** Whether a principal is a class, of an account that one of these may be of. */
function mayHold(principal: Principal, members: readonly Principal[]): boolean {
  if (singles.has(principal.kind)) return false
  const account = accountOfPrincipal(principal)
  if (account === undefined || members.length === 0) return true
  return members.some(member => sameAccount(accountOfPrincipal(member) ?? account, account) !== 'no')
}

function distinct(accesses: readonly Access[]): readonly Access[] {
  const seen = new Set<string>()
  return accesses.filter(access => {
    const { via, actions, certainty, path, conditions } = access
    const places = path.map(({ kind, at }) => [kind, at.file, at.address, at.pointer])
    const identity = [
      callerId(access, () => false),
      via,
      String(actions),
      certainty,
      places,
      conditions.map(({ at }) => at.pointer),
    ]
    return seen.size < seen.add(JSON.stringify(identity)).size
  })
}

/** What to say of a name that no role or user of the input has. */
export function missingIn(identities: readonly Identity[], written: string): NotFound {
  const known = identities.flatMap(({ address, arn }) => [address, showText(arn)])
  return {
    message: `no role or user of the input is named \`${written}\``,
    hint: nearestOf(written, known, 'name an ARN, an account, or a service such as `s3.amazonaws.com`'),
  }
}
