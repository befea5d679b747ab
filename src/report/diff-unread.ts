import type { ComparedWorlds } from '../change/change.ts'
import type { ChangedLimit } from '../change/limits.ts'
import { counted } from '../model/counted.ts'
import type { DiffReport } from '../model/diff.ts'
import type { Inventory, ReadInput } from '../model/inventory.ts'
import type { BlindSpot, ReportError } from '../model/report.ts'
import { listed } from '../rules/phrases.ts'
import { blindSpotsIn } from './who-blind-spots.ts'
import { hidden, sensitivePlaces } from './who-sensitive.ts'

/** What was read of the inputs that are compared. */
export interface ReadOfCompared {
  readonly compared: DiffReport['compared']
  readonly inputs: readonly ReadInput[]
  readonly errors: readonly ReportError[]
  /** The inputs of either side, where inputs are compared with each other. */
  readonly sides?: NonNullable<DiffReport['sides']>
  /** What is compared with other values of parameters than their defaults; absent where nothing hangs on such. */
  readonly otherwise?: () => ComparedWorlds | undefined
  /** What the file of an input of before is called after; absent where that is told by nothing but `compared`. */
  readonly fileOf?: (file: string) => string
}

/** What was not read of either side, and whom limits that are not what they were reach besides those that are told. */
export function spotsOf({ before, after, change }: ComparedWorlds): readonly BlindSpot[] {
  return [...blindSpotsIn([before, after]), ...limitsOf({ before, after, change }).map(openLimit)]
}

function openLimit({ name, at }: ChangedLimit): BlindSpot {
  const says = `whom else ${name} denies access, which is not what it was`
  return { address: at.address, name: says, reason: 'not-in-input', input: at.file }
}

/**
 * What hides changes, in words: limits of whole accounts, inputs that cannot be read, plans that broke off, parts that are
 * known only after apply. Empty where nothing does.
 */
export function unreadIn(worlds: ComparedWorlds, read: ReadOfCompared): string {
  const { inputs, errors } = read
  const spots = hiding(worlds, read)
  const broken = inputs.filter(({ errored }) => errored).length
  return listed([
    ...limitsIn(worlds),
    ...(errors.length === 0 ? [] : [`${counted(errors.length, 'input')} cannot be read`]),
    ...(broken === 0 ? [] : [`${counted(broken, 'plan')} ended with an error`]),
    ...(mayBeOtherwise(worlds, read) ? ['other values of parameters may bring one'] : []),
    ...(spots === 0 ? [] : [`${counted(spots, 'part')} of the input cannot be told before apply`]),
  ])
}

/** Whether parameters that have their defaults may get values that make a difference; what is one anyhow needs no look. */
function mayBeOtherwise({ change }: ComparedWorlds, { otherwise }: ReadOfCompared): boolean {
  if (otherwise === undefined || isChanged(change)) return false
  const other = otherwise()
  return other !== undefined && isChanged(other.change)
}

function isChanged(change: ComparedWorlds['change']): boolean {
  for (const { fate, accesses } of change.keys()) if (fate !== 'kept' || accesses.length > 0) return true
  return change.elsewhere().length > 0
}

/** With names that may be told. */
function limitsOf({ before, after, change: { limits } }: ComparedWorlds): readonly ChangedLimit[] {
  if (limits.length === 0) return limits
  const hides = sensitivePlaces([before, after])
  return limits.map(limit => ({
    ...limit,
    name: hides(limit.at) ? `a ${hidden} statement of ${limit.at.address}` : limit.name,
  }))
}

function limitsIn(worlds: ComparedWorlds): readonly string[] {
  const [first, ...others] = limitsOf(worlds)
  if (first === undefined) return []
  const names = others.length === 0 ? first.name : `${first.name} and ${others.length} more`
  const are = others.length === 0 ? 'is' : 'are'
  return [
    `${names} ${are} not what ${others.length === 0 ? 'it was' : 'they were'}, and the input does not show all whom that concerns`,
  ]
}

/** The parts that one side alone leaves open: a hole of both sides is the same thing there, whatever it hides. */
function hiding({ before, after }: ComparedWorlds, read: ReadOfCompared): number {
  const was = spotsIn(before, read)
  const is = spotsIn(after, read)
  return [...was].filter(spot => !is.has(spot)).length + [...is].filter(spot => !was.has(spot)).length
}

/** Two files that are compared have other names. */
function spotsIn(
  side: Inventory,
  { compared, fileOf = file => (compared === 'inputs' ? '' : file) }: ReadOfCompared,
): ReadonlySet<string> {
  return new Set(
    blindSpotsIn([side]).map(({ address, name, reason, input }) =>
      JSON.stringify([address, name, reason, fileOf(input)]),
    ),
  )
}
