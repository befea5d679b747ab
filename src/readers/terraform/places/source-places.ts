import { linesOf, type Span } from '../../../hcl/source-file.ts'
import type { ReportLocation } from '../../../model/report.ts'
import type { SourceLocation } from '../../../model/source-location.ts'
import type { PlaceNote, SourcePlaces } from '../../../model/source-places.ts'
import { parseAddress, showIndex } from '../address.ts'
import type { Resources } from '../resources.ts'
import type { Evaluated } from './evaluated.ts'
import { placeFinder, type Lead } from './place-finder.ts'
import { planFacts } from './plan-facts.ts'
import { touchedIn } from './touched.ts'

/** What the sources of one plan tell about its places. */
export function sourcePlaces(resources: Resources, evaluated: Evaluated): SourcePlaces {
  const facts = planFacts(resources)
  const sources = remembering(evaluated)
  const finder = placeFinder(sources, facts)
  const found = remembered((file: string, address: string, pointer: string) =>
    finder({ file, address, pointer }),
  )
  const find = ({ file, address, pointer }: SourceLocation) => found(file, address, pointer)
  return {
    locate: at => {
      const place = find(at)
      return place === undefined ? undefined : locationOf(place.at)
    },
    isBlock: at => {
      const place = find(at)
      return place !== undefined && startsBlock(place.at)
    },
    isTouched: touchedIn(sources, facts),
    leadingTo: at => find(at)?.through.map(lead => noteOf(lead, at)) ?? [],
  }
}

function locationOf(span: Span): ReportLocation {
  const { line, endLine, column } = linesOf(span)
  return { file: span.file.path, line, endLine, column }
}

/** A `statement` of `aws_iam_policy_document`, or a document whose statements are blocks. */
function startsBlock({ file, start }: Span): boolean {
  return /^(?:statement|data)\b/.test(file.text.slice(start, start + 'statement '.length))
}

function noteOf({ block, depth }: Lead, { address }: SourceLocation): PlaceNote {
  const location = locationOf(block.header)
  if (depth === undefined) return { says: `${address} is declared here`, address, location }
  const modules = (parseAddress(address)?.modules ?? []).slice(0, depth)
  const called = modules.map(({ name, index }) => `module.${name}${showIndex(index)}`).join('.')
  return { says: `${called} is called here`, address: called, location }
}

/** The same, each answer worked out once: many findings are about one statement, and about one document. */
function remembering(evaluated: Evaluated): Evaluated {
  const { argumentOf, documentOf, blockOf, callsOf } = evaluated
  return {
    argumentOf: remembered(argumentOf),
    documentOf: remembered(documentOf),
    blockOf: remembered(blockOf),
    callsOf: remembered(callsOf),
  }
}

function remembered<Words extends readonly string[], Found>(
  find: (...words: Words) => Found,
): (...words: Words) => Found {
  const known = new Map<string, { readonly found: Found }>()
  return (...words) => {
    const key = JSON.stringify(words)
    const kept = known.get(key) ?? { found: find(...words) }
    known.set(key, kept)
    return kept.found
  }
}
