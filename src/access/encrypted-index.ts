import type { KeyUse } from '../model/key-use.ts'
import type { Pattern, Statement } from '../model/statement.ts'
import { holesOf, literal } from '../model/text.ts'
import { isAboutContents } from '../policy/caller-actions.ts'
import { hasWildcard } from '../policy/wildcard.ts'
import type { Encrypted } from './encrypted-target.ts'
import { resourcesNamed, withoutIndex } from './resource-references.ts'

/** An encrypted resource and the use of the key that tells of it. */
export interface EncryptedUse {
  readonly use: KeyUse
  readonly encrypted: Encrypted
}

/** Those that a statement may reach. */
export interface Candidates {
  readonly found: readonly EncryptedUse[]
  /** How many more there may be that were not looked at. */
  readonly more: number
}

/** Encrypted resources of one kind, by what policies can call them. */
export interface EncryptedIndex {
  readonly named: (statement: Statement) => Candidates
  /** Those that a policy is made with which cannot be read. */
  readonly referredTo: (name: string, at: Pattern['at']) => readonly EncryptedUse[]
}

/** A thousand roles with patterns are compared with so many resources each, and no more. */
const most = 20

/** Indexes the resources of a row of the table of services. */
export function indexEncrypted(row: string, uses: readonly KeyUse[]): EncryptedIndex {
  const all = uses.flatMap(use => encryptedBy(row, use))
  const byArn = new Map<string, EncryptedUse[]>()
  const byAddress = new Map<string, EncryptedUse[]>()
  for (const one of all) {
    const { arn, address } = one.encrypted
    const known = literal(arn)
    if (known !== undefined) add(byArn, known, one)
    for (const name of new Set([address, withoutIndex(address)])) add(byAddress, name, one)
  }
  const arns = [...byArn.keys()].toSorted(byCode)
  const untold = all.filter(({ encrypted }) => literal(encrypted.arn) === undefined)
  const referredTo: EncryptedIndex['referredTo'] = (name, at) =>
    resourcesNamed(name, at)
      .flatMap(address => byAddress.get(address ?? '') ?? [])
      .filter(({ encrypted }) => encrypted.file === at.file)
  const namedBy = ({ text, at }: Pattern): Candidates => {
    const written = literal(text)
    if (written === undefined) {
      const meant = holesOf(text).flatMap(hole => [
        ...referredTo(hole.name, at),
        ...(byAddress.get(hole.at.address) ?? []),
      ])
      return few(meant.length > 0 ? meant : all)
    }
    const [start = ''] = written.split(/[*?]/)
    const around = byArn.get(start.slice(0, Math.max(0, start.indexOf('/')))) ?? []
    const { names, more } = hasWildcard(text) ? rangeOf(arns, start) : { names: [written], more: 0 }
    const found = names.flatMap(name => byArn.get(name) ?? [])
    return together([few(around), { found, more }, few(untold)])
  }
  return {
    referredTo,
    named: ({ resources }) =>
      resources?.negated === true ? few(all) : together((resources?.items ?? []).map(namedBy)),
  }
}

function few(all: readonly EncryptedUse[]): Candidates {
  return { found: all.slice(0, most), more: Math.max(0, all.length - most) }
}

function together(parts: readonly Candidates[]): Candidates {
  return {
    found: [...new Set(parts.flatMap(({ found }) => found))],
    more: parts.reduce((sum, { more }) => sum + more, 0),
  }
}

function encryptedBy(row: string, use: KeyUse): readonly EncryptedUse[] {
  const { encrypted, account, at, type } = use
  if (encrypted === undefined) return []
  return [
    {
      use,
      encrypted: { ...encrypted, account, file: at.file, hasContents: isAboutContents(row, type) },
    },
  ]
}

function add(map: Map<string, EncryptedUse[]>, name: string, one: EncryptedUse): void {
  const others = map.get(name)
  if (others === undefined) map.set(name, [one])
  else others.push(one)
}

function byCode(one: string, other: string): number {
  return one < other ? -1 : Number(one > other)
}

/** The first texts of a sorted list that begin so, and how many more do. */
function rangeOf(
  sorted: readonly string[],
  start: string,
): { readonly names: readonly string[]; readonly more: number } {
  const first = firstFrom(sorted, start)
  const count = firstFrom(sorted, `${start}\uFFFF`) - first
  return { names: sorted.slice(first, first + Math.min(count, most)), more: Math.max(0, count - most) }
}

function firstFrom(sorted: readonly string[], wanted: string): number {
  let low = 0
  let high = sorted.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((sorted[middle] ?? '') < wanted) low = middle + 1
    else high = middle
  }
  return low
}
