import { property, word } from '../json-value.ts'
import { knownText, type ListValue, type Value } from '../rebuild/value.ts'
import { agrees, type Budget } from './agrees.ts'
import { canonicalPlanned, canonicalWritten } from './canonical.ts'

/** Which elements of one list are those of another that says the same in another order or in other words. */
export type Counterparts<Item> = readonly (Item | undefined)[]

/** What of a list is compared: equal names make two elements the same, different ones never do. */
interface Comparing<Item> {
  readonly nameOf: (item: Item) => string | undefined
  /** Equal texts for equal content; nothing where it has holes. */
  readonly contentOf: (item: Item) => string | undefined
  readonly agrees: (planned: unknown, item: Item, budget: Budget) => boolean
  /** Whether as many elements as the plan has stand in its order. */
  readonly inOrder: boolean
}

/** More comparisons of parts than any policy needs. */
const mostComparisons = 200_000

/** For each element that the plan holds, what is written in the sources for it. */
export function writtenFor(planned: readonly unknown[], { items, isLoose }: ListValue): Counterparts<Value> {
  return counterparts(planned, items, {
    nameOf: nameOfWritten,
    contentOf: canonicalWritten,
    agrees,
    inOrder: isLoose !== true,
  })
}

/** For each element that the plan holds after the change, the one that it had before. */
export function beforeFor(after: readonly unknown[], before: readonly unknown[]): Counterparts<unknown> {
  return counterparts(after, before, {
    nameOf: nameOfPlanned,
    contentOf: item => canonicalPlanned(item),
    agrees: () => false,
    inOrder: true,
  })
}

/** By name, then by equal content, then by content with holes, then by their places where these counts agree. */
function counterparts<Item>(
  planned: readonly unknown[],
  others: readonly Item[],
  comparing: Comparing<Item>,
): Counterparts<Item> {
  const found = new Map<number, number>()
  const taken = new Set<number>()
  const take = (index: number, other: number): void => {
    found.set(index, other)
    taken.add(other)
  }
  const names = planned.map(nameOfPlanned)
  const otherNames = others.map(comparing.nameOf)
  pairUnique(names, otherNames, take)
  pairInOrder(
    planned.map((item, index) => (found.has(index) ? undefined : canonicalPlanned(item))),
    others.map((item, index) => (taken.has(index) ? undefined : comparing.contentOf(item))),
    take,
  )
  const mayBe = (index: number, other: number): boolean =>
    !found.has(index) && !taken.has(other) && !differ(names[index], otherNames[other])
  const budget: Budget = { left: mostComparisons }
  for (const [index, value] of planned.entries()) {
    if (found.has(index)) continue
    for (let other = 0; other < others.length && budget.left > 0; other += 1) {
      const item = others[other]
      budget.left -= 1
      if (item === undefined || !mayBe(index, other) || !comparing.agrees(value, item, budget)) continue
      take(index, other)
      break
    }
  }
  if (comparing.inOrder && planned.length === others.length) {
    for (const index of planned.keys()) if (mayBe(index, index)) take(index, index)
  }
  return planned.map((_, index) => others[found.get(index) ?? -1])
}

function differ(name: string | undefined, other: string | undefined): boolean {
  return name !== undefined && other !== undefined && name !== other
}

/** Names that stand once in each list. */
function pairUnique(
  names: readonly (string | undefined)[],
  others: readonly (string | undefined)[],
  take: (index: number, other: number) => void,
): void {
  const places = placesOf(others)
  for (const [name, [index, ...more]] of placesOf(names)) {
    const [other, ...moreOthers] = places.get(name) ?? []
    if (name === '' || index === undefined || other === undefined) continue
    if (more.length + moreOthers.length === 0) take(index, other)
  }
}

function pairInOrder(
  contents: readonly (string | undefined)[],
  others: readonly (string | undefined)[],
  take: (index: number, other: number) => void,
): void {
  const places = placesOf(others)
  for (const [content, indexes] of placesOf(contents)) {
    const found = places.get(content) ?? []
    for (const [nth, index] of indexes.entries()) {
      const other = found[nth]
      if (other !== undefined) take(index, other)
    }
  }
}

function placesOf(texts: readonly (string | undefined)[]): ReadonlyMap<string, readonly number[]> {
  const places = new Map<string, number[]>()
  for (const [index, text] of texts.entries()) {
    if (text === undefined) continue
    const known = places.get(text)
    if (known === undefined) places.set(text, [index])
    else known.push(index)
  }
  return places
}

/** What tells statements, and blocks of the provider, from each other; in all of them one at most stands. */
const labels = [['Sid'], ['sid'], ['name'], ['test', 'variable']] as const

function nameOfPlanned(item: unknown): string | undefined {
  if (typeof item !== 'object' || item === null) return undefined
  return joined(label => word(property(item, label)) ?? '')
}

/** Nothing where a name is written that is not known. */
function nameOfWritten(item: Value): string | undefined {
  if (item.kind !== 'object') return undefined
  return joined(label => {
    const member = item.members.get(label)
    return member === undefined || member.kind === 'null' ? '' : knownText(member)
  })
}

function joined(read: (label: string) => string | undefined): string | undefined {
  for (const names of labels) {
    const texts = names.map(read)
    if (texts.includes(undefined)) return undefined
    if (texts.some(text => text !== '')) return JSON.stringify(texts)
  }
  return ''
}
