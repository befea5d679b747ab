import type { Inventory, ReadInput } from '../model/inventory.ts'
import {
  severities,
  type BlindSpot,
  type Report,
  type ReportChange,
  type ReportError,
  type ReportInput,
} from '../model/report.ts'
import type { SourcePlaces } from '../model/source-places.ts'
import type { Judgement } from '../rules/judge.ts'
import type { Objection } from '../rules/objection.ts'
import { version } from '../version.ts'
import { newBlindSpots } from './brought-in.ts'
import { documentsIn } from './documents.ts'
import { draftOf, type KindOf } from './finding.ts'
import { located, type Draft, type WriteCorrection } from './located.ts'
import { maskOf } from './mask.ts'
import { maskedReport } from './masked.ts'
import { reportInput } from './report-input.ts'
import type { Settings } from './settings.ts'
import { summarize } from './summary.ts'
import { undeterminedRules } from './undetermined.ts'

/** What came of reading, comparing and judging. */
export interface Judged {
  readonly inputs: readonly ReadInput[]
  readonly errors: readonly ReportError[]
  readonly change: ReportChange | undefined
  readonly judgement: Judgement<Draft>
  /** How many findings were there before, where these are left out. */
  readonly old: number
}

/** What is loaded where there is something to tell with it. */
export interface ReportSources {
  readonly sources?: SourcePlaces | undefined
  readonly write?: WriteCorrection | undefined
}

/** Puts together what a reporter renders; with sources, each finding has its lines. */
export function reportOf(judged: Judged, settings: Settings, { sources, write }: ReportSources = {}): Report {
  const { inputs, errors, change, judgement, old } = judged
  const all = inputs.flatMap(({ path, inventory }) => blindSpotsOf(path, inventory))
  const blindSpots = settings.newOnly ? newBlindSpots(all, inputs.flatMap(blindSpotsBefore)) : all
  const failures = judgement.failures.map(({ rule, message }) => ({
    input: `rule ${rule}`,
    message: `the rule failed: ${message}`,
    hint: `mend the rule, or switch it off with \`rules: {${rule}: off}\` in keyplan.yaml`,
  }))
  const outcome = {
    inputs: inputs.map((input): ReportInput => reportInput(input)),
    errors: [...errors, ...failures],
    findings: inKeyOrder(judgement.told).map(draft => located(draft, sources, write)),
    blindSpots,
    undetermined: undeterminedRules(judgement.undetermined),
  }
  const mask = maskOf(inputs)
  const report: Report = {
    schemaVersion: 1,
    tool: { name: 'keyplan', version },
    ...outcome,
    ...(change === undefined ? {} : { change }),
    ...(settings.newOnly ? { leftOut: { findings: old, blindSpots: all.length - blindSpots.length } } : {}),
    summary: summarize(outcome, settings),
  }
  return mask === undefined ? report : maskedReport(report, mask)
}

/** The finding that an objection will be; none about contexts alone, or when it says no more than the blind spots. */
export function draftsOf(objection: Objection, kindOf?: KindOf): readonly Draft[] {
  if (!tellsMoreThanBlindSpot(objection)) return []
  const draft = draftOf(objection, kindOf)
  return kindOf === undefined || kindOf(draft.input) !== undefined ? [draft] : []
}

function blindSpotsBefore({ path, before }: ReadInput): readonly BlindSpot[] {
  return before === undefined ? [] : blindSpotsOf(path, before())
}

/** What could not be read of the documents: one entry each, instead of one possible finding a rule. */
function blindSpotsOf(path: string, inventory: Inventory): readonly BlindSpot[] {
  const spots = documentsIn(inventory).flatMap(({ document, sensitive }) =>
    document.holes.map(hole => ({
      address: document.at.address,
      name: sensitive ? '(sensitive)' : hole.name,
      reason: hole.reason,
      input: path,
    })),
  )
  const seen = new Set<string>()
  return spots.filter(({ address, name }) => seen.size < seen.add(JSON.stringify([address, name])).size)
}

/** A doubt about a key that comes from nothing but unread documents is told by their blind spots. */
function tellsMoreThanBlindSpot({ rule, certainty, key, unknowns }: Objection): boolean {
  if (rule.about !== 'key' || certainty === 'certain' || key === undefined) return true
  const holes = new Set(key.policies.flatMap(({ document }) => document.holes))
  return unknowns.length === 0 || !unknowns.every(unknown => holes.has(unknown))
}

const certainties = ['certain', 'possible'] as const

/** Keys, policies and roles in the order of the inputs, the worst of each first, certain before possible. */
function inKeyOrder(findings: readonly Draft[]): readonly Draft[] {
  const keys = new Map<string, number>()
  for (const finding of findings) {
    const key = keyOf(finding)
    if (!keys.has(key)) keys.set(key, keys.size)
  }
  return findings.toSorted(
    (one, other) =>
      (keys.get(keyOf(one)) ?? 0) - (keys.get(keyOf(other)) ?? 0) ||
      severities.indexOf(one.severity) - severities.indexOf(other.severity) ||
      certainties.indexOf(one.certainty) - certainties.indexOf(other.certainty),
  )
}

function keyOf({ input, keyInput = input, key, address }: Draft): string {
  return JSON.stringify([keyInput, key ?? address])
}
