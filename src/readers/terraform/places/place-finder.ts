import type { Span } from '../../../hcl/source-file.ts'
import type { Block } from '../../../hcl/syntax.ts'
import type { SourceLocation } from '../../../model/source-location.ts'
import type { Value } from '../rebuild/value.ts'
import { calledArgument } from './called-argument.ts'
import type { Evaluated } from './evaluated.ts'
import { documentAt, valueAt, type PlanFacts } from './plan-facts.ts'
import { partsOf, pointerOf } from './pointer.ts'
import { spanOf } from './span-of.ts'
import { trailOf } from './trail.ts'

/** Where a part of a resource is written, and the blocks that lead there. */
export interface Place {
  readonly at: Span
  /** The resource's own block where the place lies outside of it; then the calls of its modules, innermost first. */
  readonly through: readonly Lead[]
}

/** A block that leads to a place. */
export interface Lead {
  readonly block: Block
  /** Of a call: how many module calls of the address it closes, `1` for the one in the root module. */
  readonly depth?: number
}

/**
 * Finds the lines of a plan's places: the value at fault inside its statement, else the statement, else its document, else
 * the argument, else the header of the resource's block, else the argument of the innermost module call whose sources are
 * there that it is made of, else that call's header.
 */
export function placeFinder(
  evaluated: Evaluated,
  facts: PlanFacts,
): (at: SourceLocation) => Place | undefined {
  return at => {
    if (at.file !== facts.file) return undefined
    const block = evaluated.blockOf(at.address)
    const calls = evaluated.callsOf(at.address)
    const written =
      writtenAt(evaluated, facts, at) ??
      argumentIn(block, at) ??
      block?.header ??
      calledWith(facts, at, calls) ??
      calls[0]?.header
    if (written === undefined) return undefined
    const leads: readonly Lead[] = [
      ...(block === undefined ? [] : [{ block }]),
      ...calls.map((call, index) => ({ block: call, depth: calls.length - index })),
    ]
    return { at: written, through: leads.filter(lead => !holds(lead.block.at, written)) }
  }
}

/** The innermost part on the way of a pointer that is written somewhere. */
function writtenAt(evaluated: Evaluated, facts: PlanFacts, at: SourceLocation): Span | undefined {
  const { document, inside } = partsOf(at.pointer)
  if (document !== undefined) return inDocument(evaluated, facts, at, document, inside)
  const [name, ...steps] = inside
  const written = name === undefined ? undefined : evaluated.argumentOf(at.address, name)
  if (name === undefined || written === undefined) return undefined
  const planned = valueAt(facts.instanceOf(at.address)?.values.json, [name])
  return innermost(trailOf(planned, written, steps))
}

function inDocument(
  evaluated: Evaluated,
  facts: PlanFacts,
  { address }: SourceLocation,
  steps: readonly string[],
  inside: readonly string[],
): Span | undefined {
  const values = facts.instanceOf(address)?.values.json
  const document = evaluated.documentOf(address, pointerOf(steps))
  if (document !== undefined) return innermost(trailOf(documentAt(facts, values, steps), document, inside))
  // A block of its own is nearer than the argument that all of them share.
  const [name, ...rest] = steps
  const written = name === undefined || rest.length === 0 ? undefined : evaluated.argumentOf(address, name)
  return name === undefined || written === undefined
    ? undefined
    : innermost(trailOf(valueAt(values, [name]), written, rest))
}

function innermost(trail: readonly Value[]): Span | undefined {
  for (const value of trail.toReversed()) {
    const found = spanOf(value)
    if (found !== undefined) return found
  }
  return undefined
}

/** The argument as it is written in the resource. */
function argumentIn(block: Block | undefined, at: SourceLocation): Span | undefined {
  const name = argumentOf(at)
  return block?.body.attributes.findLast(attribute => attribute.name === name)?.at
}

function calledWith(facts: PlanFacts, at: SourceLocation, calls: readonly Block[]): Span | undefined {
  const instance = facts.instanceOf(at.address)
  const name = argumentOf(at)
  return instance === undefined || name === undefined ? undefined : calledArgument(instance, name, calls)
}

/** The argument of the resource that a pointer goes through. */
function argumentOf({ pointer }: SourceLocation): string | undefined {
  const { document, inside } = partsOf(pointer)
  return (document ?? inside)[0]
}

function holds(outer: Span, inner: Span): boolean {
  return outer.file === inner.file && outer.start <= inner.start && inner.end <= outer.end
}
