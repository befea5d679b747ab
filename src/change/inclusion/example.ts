import { literal, showText } from '../../model/text.ts'
import type { Budget } from './budget.ts'
import type { Clause } from './clauses.ts'
import type { Point } from './points.ts'
import { accountIn } from './related.ts'
import type { Box } from './search.ts'
import type { Space } from './space.ts'
import type { Spelled } from './spelled.ts'
import { isConsistent, isGrouped, type Surroundings } from './keys-together.ts'

/** One point of each dimension. */
export type Request = readonly { readonly key: string; readonly point: Point }[]

const mostOfOne = 40

/** The plainest request in the box that AWS can send, as far as keys hang together; nothing when none is sure to be one. */
export function requestIn(
  box: Box,
  space: Space,
  surroundings: Surroundings,
  budget: Budget,
): Request | undefined {
  const choices = space.dimensions.map(({ key, points }, index) => {
    const open = points.filter((_, bit) => (((box[index] ?? 0n) >> BigInt(bit)) & 1n) === 1n)
    return { key, points: open.slice(0, isGrouped(key) ? mostOfOne : 1) }
  })
  const places = choices.map(() => 0)
  while (budget.spend(choices.length)) {
    const request = choices.flatMap(({ key, points }, index) => {
      const point = points[places[index] ?? 0]
      return point === undefined ? [] : [{ key, point }]
    })
    if (isConsistent(valuesOf(request), surroundings)) return request
    const turned = choices.findIndex(({ points }, index) => (places[index] ?? 0) + 1 < points.length)
    if (turned === -1) return undefined
    for (let index = 0; index < turned; index += 1) places[index] = 0
    places[turned] = (places[turned] ?? 0) + 1
  }
  return undefined
}

/** The context of a request, absent keys left out; nothing when a value of it has a hole. */
export function contextOf(request: Request): ReadonlyMap<string, readonly string[]> | undefined {
  const isKnown = request.every(({ point }) => point.values.every(value => literal(value) !== undefined))
  return isKnown ? new Map([...valuesOf(request)].filter(([, values]) => values.length > 0)) : undefined
}

function valuesOf(request: Request): ReadonlyMap<string, readonly string[]> {
  return new Map(request.map(({ key, point }) => [key, point.values.map(showText)]))
}

/** What the circumstances that are compared tell of the accounts and keys that hang together. */
export function surroundingsOf(all: readonly Spelled[], clauses: readonly Clause[]): Surroundings {
  const written = new Set(
    clauses.flatMap(({ key, condition: { values } }) =>
      values.flatMap(value => accountIn(key, showText(value)) ?? []),
    ),
  )
  return {
    isWritten: account => written.has(account),
    isAlike: has => {
      const asked = all.map(one => askedOf(one, has))
      return asked.every(one => one !== undefined && one === asked[0])
    },
  }
}

/** What is asked of some keys alone; nothing when that cannot be told apart from what is asked of others. */
function askedOf({ clauses, unless }: Spelled, has: (key: string) => boolean): string | undefined {
  const lists: string[] = []
  for (const [name, list] of unless) {
    const those = [...list.values()].filter(({ key }) => has(key))
    if (those.length > 0 && those.length < list.size) return undefined
    if (those.length > 0) lists.push(name)
  }
  const own = [...clauses.values()].filter(({ key }) => has(key)).map(({ id }) => id)
  return JSON.stringify([own.toSorted(), lists.toSorted()])
}
