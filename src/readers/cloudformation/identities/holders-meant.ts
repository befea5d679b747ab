import type { Node } from '../../../model/node.ts'
import { holesOf, literal, showText, type Text } from '../../../model/text.ts'
import type { Unknown } from '../../../model/unknown.ts'
import { holderOf } from '../../snapshot/arns.ts'
import { listOf, type Declared } from '../declared.ts'
import { hole, textOf } from '../evaluate/node-parts.ts'
import type { Holder, HolderKind } from './holder.ts'
import { add, exactly, typeOf, type Holders } from './holders.ts'

/** The holders that a property names, each with what hides whether it is meant. */
export interface HoldersMeant {
  readonly holders: readonly HolderMeant[]
  /** What hides whom the property names besides; absent where it is told. */
  readonly open?: Unknown
}

/** Somebody, and what hides whether it is meant. */
export interface HolderMeant {
  readonly holder: Holder
  readonly hangsOn: readonly Unknown[]
}

/** Whom a property such as `Roles` or `UserName` names. Names that the template does not declare stand for others. */
export function holdersMeant(
  holders: Holders,
  resource: Declared,
  property: string,
  kind: HolderKind,
): HoldersMeant {
  const named = listOf(resource, property).map(({ node, hangsOn }) => {
    const meant = withName(holders, { resource, kind, node })
    return { ...meant, holders: meant.holders.map(holder => ({ holder, hangsOn })) }
  })
  const open = named.find(each => each.open !== undefined)?.open
  return { holders: named.flatMap(each => each.holders), ...(open === undefined ? {} : { open }) }
}

interface Naming {
  readonly resource: Declared
  readonly kind: HolderKind
  readonly node: Node
}

interface Meant {
  readonly holders: readonly Holder[]
  readonly open?: Unknown
}

/** Of several with one name, conditions leave one; a hostile template has thousands. */
const mostNamesakes = 16

function withName(holders: Holders, naming: Naming): Meant {
  const { kind, node, resource } = naming
  const written = textOf(node)
  if (written === undefined || written.length === 0)
    return { holders: [], open: looseHole(resource, kind, hole(node.at, '', 'malformed')) }
  const word = literal(written)
  const name = word === undefined ? undefined : (holderOf(word)?.name ?? word)
  const known = holders.byName.get(exactly(kind, name ?? showText(written)))
  if (known !== undefined && name !== undefined) return ofNamesakes(known, naming)
  const declared = holders.reading.named(node, typeOf[kind])
  const own = declared && holders.byId.get(declared.id)
  if (own !== undefined) return { holders: [own] }
  const [unknown] = holesOf(written)
  const holder = known?.[0] ?? outside(holders, naming, written, name)
  if (unknown === undefined || isDeclaredElsewhere(unknown, resource)) return { holders: [holder] }
  // Whoever it is gets the policy; it can be somebody whom the input has under another name.
  return { holders: [holder], open: looseHole(resource, kind, unknown) }
}

/** A resource of another template, by import or from a parent: its hole leads to it. */
function isDeclaredElsewhere({ at }: Unknown, resource: Declared): boolean {
  return at.pointer === '/arn' && at.file !== resource.at.file
}

function ofNamesakes(known: readonly Holder[], { resource, kind, node }: Naming): Meant {
  const some = known.slice(0, mostNamesakes)
  return known.length === some.length
    ? { holders: some }
    : { holders: some, open: looseHole(resource, kind, hole(node.at, '', 'undecided-condition')) }
}

/** A hole for whom a resource concerns, where nothing tells it. */
export function looseHole({ id, at }: Declared, what: string, because: Unknown): Unknown {
  return hole(at, `the ${what} of ${id}`, because.reason)
}

function outside(
  holders: Holders,
  { resource: { id, at }, kind }: Naming,
  written: Text,
  name: string | undefined,
): Holder {
  const { account } = holders.reading.stack
  const holder: Holder = {
    kind,
    address: id,
    at,
    account,
    ...(name === undefined ? { named: written } : { name }),
    held: [],
  }
  add(holders, holder, [name ?? showText(written)])
  return holder
}
