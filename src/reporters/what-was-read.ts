import type { Report, ReportInput, ReportProvider } from '../model/report.ts'
import { counted } from '../model/counted.ts'

/** What is to be said about one input, in plain lines. */
export interface InputWords {
  /** `plan.json: 12 keys, 31 documents, 0 unread`. */
  readonly read: string
  /** What limits what was told: accounts, an errored or partial plan, what is not judged. */
  readonly notes: readonly string[]
}

const origins: Readonly<Record<ReportProvider['accountFrom'], string>> = {
  flag: 'given by a flag',
  config: 'given by the configuration',
  'caller-identity': 'read from the caller identity in the input',
  arn: 'read from an ARN in the input',
  provider: 'read from the provider configuration',
  assembly: 'read from the CDK assembly',
  assumed: 'assumed',
  unknown: 'of unknown origin',
}

/** All inputs in words; where nothing was found, this is what tells that something was judged. */
export function whatWasRead(report: Pick<Report, 'inputs' | 'blindSpots'>): readonly InputWords[] {
  const unread = new Map<string, number>()
  for (const { input } of report.blindSpots) unread.set(input, (unread.get(input) ?? 0) + 1)
  return report.inputs.map(input => ({
    read: `${input.path}: ${amounts(input.keys, input.documents, unread.get(input.path) ?? 0)}`,
    notes: notesOf(input),
  }))
}

/** The same amounts over all inputs. */
export function readInAll(report: Pick<Report, 'inputs' | 'blindSpots'>): string {
  const keys = report.inputs.reduce((sum, input) => sum + input.keys, 0)
  const documents = report.inputs.reduce((sum, input) => sum + input.documents, 0)
  return `${counted(report.inputs.length, 'input')}: ${amounts(keys, documents, report.blindSpots.length)}`
}

function amounts(keys: number, documents: number, unread: number): string {
  return `${counted(keys, 'key')}, ${counted(documents, 'document')}, ${unread} unread`
}

function notesOf(input: ReportInput): readonly string[] {
  // An assumed account is told by a note of its own.
  const told = input.providers.filter(({ accountFrom }) => accountFrom !== 'assumed')
  const notes = input.providers.length > 1 ? told.map(providerWords) : told.map(accountWords)
  notes.push(...input.notes)
  const notJudged = Object.entries(input.notJudged).map(([type, count]) => `${count} ${type}`)
  if (notJudged.length > 0) notes.push(`not judged by this version: ${notJudged.join(', ')}`)
  return notes
}

function providerWords(provider: ReportProvider): string {
  return `provider ${provider.provider}: ${accountWords(provider)}`
}

function accountWords(from: Pick<ReportProvider, 'account' | 'accountFrom'>): string {
  if (from.account === undefined) return 'account unknown'
  return `account ${from.account}, ${origins[from.accountFrom]}`
}
