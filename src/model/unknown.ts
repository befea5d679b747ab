import type { SourceLocation } from './source-location.ts'

/** Why a value cannot be read before the change is applied. */
export type UnknownReason =
  | 'known-after-apply'
  | 'parameter'
  | 'not-in-input'
  | 'unsupported-function'
  | 'sensitive'
  | 'dynamic-reference'
  | 'transform'
  | 'undecided-condition'
  | 'policy-variable'
  | 'malformed'

/** What an unknown value can turn out to be: an ARN is never `*`. */
export type UnknownShape = 'arn' | 'account-id' | 'anything'

/** A value that cannot be read before the change is applied. It is data, never an exception. */
export interface Unknown {
  readonly kind: 'unknown'
  readonly reason: UnknownReason
  /** The reference as its author wrote it, or words for it. */
  readonly name: string
  readonly shape: UnknownShape
  readonly at: SourceLocation
  /** It hides whether something is there at all, not what it says. */
  readonly ofBeing?: true
}

/** A value that may not be known yet. */
export type Knowable<Value> = Value | Unknown

/** Tells a hole from a value. */
export function isUnknown(value: unknown): value is Unknown {
  return typeof value === 'object' && value !== null && 'kind' in value && value.kind === 'unknown'
}

/** Whether two holes are certain to be filled with the same value: the same name at the same place. */
export function sameUnknown(one: Unknown, other: Unknown): boolean {
  return (
    one === other ||
    (one.name === other.name && one.at.file === other.at.file && one.at.address === other.at.address)
  )
}

/** Each hole once, in order of first appearance. */
export function distinctUnknowns(holes: readonly Unknown[]): readonly Unknown[] {
  if (holes.length < 2) return holes
  const distinct = new Map<string, Unknown>()
  for (const hole of holes) {
    const identity = JSON.stringify([hole.name, hole.at.file, hole.at.address])
    if (!distinct.has(identity)) distinct.set(identity, hole)
  }
  return [...distinct.values()]
}
