import { sameAccount } from '../../model/account.ts'
import { isUnknown, type Unknown } from '../../model/unknown.ts'
import type { Holder, HolderKind } from './holder.ts'
import { add, exactly, type Holders } from './holders.ts'
import { meantBy } from './meant.ts'
import type { Instance } from './resources.ts'

/** The holders that an argument names, each with what hides whether it is meant. */
export interface HoldersMeant {
  readonly holders: readonly { readonly holder: Holder; readonly hangsOn: readonly Unknown[] }[]
  /** Whether somebody else can be meant too. */
  readonly isOpen: boolean
}

/** Whom an argument such as `role` or `users` names. Names that the plan does not declare stand for others. */
export function holdersMeant(
  holders: Holders,
  resource: Instance,
  argument: string,
  kind: HolderKind,
): HoldersMeant {
  const sought = { type: `aws_iam_${kind}`, attributes: ['name', 'id', 'arn'] }
  const meant = meantBy(holders.reading.resources, resource, argument, sought)
  const referred = meant.instances.flatMap(instance => holders.byInstance.get(instance) ?? [])
  const hangsOn = meant.hole === undefined ? [] : [meant.hole]
  const named = meant.written.map(name => withName(holders, resource, kind, name))
  return {
    holders: [...named.flatMap(each => each.holders), ...referred.map(holder => ({ holder, hangsOn }))],
    isOpen: meant.isOpen || named.some(({ isOpen }) => isOpen),
  }
}

/** In another provider configuration, whose account is not known, the name can stand for somebody else. */
const mostNamesakes = 16

function withName(holders: Holders, resource: Instance, kind: HolderKind, name: string): HoldersMeant {
  const { account } = holders.reading.accountOf(resource.provider)
  const exact = holders.byAccount.get(exactly(kind, account, name))
  if (exact !== undefined) return { holders: [{ holder: exact, hangsOn: [] }], isOpen: false }
  const namesakes = holders.byName.get(`${kind} ${name}`) ?? []
  const possible = namesakes
    .slice(0, mostNamesakes)
    .filter(holder => sameAccount(holder.account, account) === 'unknown')
  if (possible.length > 0) {
    const hangsOn = [account, ...possible.map(holder => holder.account)].filter(isUnknown)
    const isOpen = namesakes.length > mostNamesakes
    return { holders: possible.map(holder => ({ holder, hangsOn })), isOpen }
  }
  const { address, at, provider } = resource
  const outside: Holder = {
    kind,
    address,
    at,
    provider,
    account,
    name,
    held: [],
    exclusive: new Set(),
  }
  add(holders, outside)
  return { holders: [{ holder: outside, hangsOn: [] }], isOpen: false }
}
