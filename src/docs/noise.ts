import { createReadStream } from 'node:fs'
import { check } from '../check.ts'
import { severities, type Finding, type Report } from '../model/report.ts'
import { visible } from '../reporters/visible.ts'
import { defaultSettings, type Settings } from '../report/settings.ts'
import { outsideCode } from '../rule-pages/blocks.ts'
import type { Rule } from '../rules/rule.ts'

/** What keyplan says of a public plan or template. */
export interface Judged {
  /** As the collection names it. */
  readonly name: string
  readonly report: Report
}

/** Judges one file with all settings as they are by default. */
export async function judged(
  path: string,
  name: string,
  rules: readonly Rule[],
  settings: Settings = defaultSettings,
): Promise<Judged> {
  const input = { path: name, chunks: createReadStream(path), again: () => createReadStream(path) }
  return { name, report: await check([input], rules, settings) }
}

/** Every finding as rule, severity, certainty, address and message: nothing of the policies themselves. */
export function noisePage(all: readonly Judged[]): string {
  const read = all.filter(({ report }) => report.errors.length === 0)
  const withFindings = read.filter(({ report }) => report.findings.length > 0)
  const intro = [
    'What keyplan says, with its default settings, of plans and templates that others made public: every line should be one that can be defended to their author. Written by `npm run docs` where the collection is; nothing of it is part of this repository.',
    `${all.length} inputs; ${all.length - read.length} cannot be read, as plans of old versions and files that are none; nothing is reported on ${read.length - withFindings.length}, and on ${withFindings.length} what follows.`,
  ]
  const sections = withFindings.map(({ name, report }) =>
    [`### ${outsideCode(name)}`, report.findings.map(lineOf).join('\n')].join('\n\n'),
  )
  return `${['# Noise', ...intro, '## How often', tally(withFindings), '## All of it', ...sections].join('\n\n')}\n`
}

function lineOf({ rule, severity, certainty, address, message }: Finding): string {
  return `- ${rule} ${severity} ${certainty} \`${visible(address)}\`: ${outsideCode(visible(message))}`
}

/** How many findings each rule has, in how many inputs. */
function tally(all: readonly Judged[]): string {
  const counts = new Map<string, { readonly rule: string; readonly weight: string; inputs: Set<string>; count: number }>()
  for (const { name, report } of all) {
    for (const { rule, severity, certainty } of report.findings) {
      const weight = `${severity}, ${certainty}`
      const key = `${severities.indexOf(severity)} ${rule} ${weight}`
      const known = counts.get(key) ?? { rule, weight, inputs: new Set<string>(), count: 0 }
      counts.set(key, { ...known, inputs: known.inputs.add(name), count: known.count + 1 })
    }
  }
  const rows = [...counts]
    .toSorted(([one], [other]) => (one < other ? -1 : 1))
    .map(([, { rule, weight, inputs, count }]) => `| ${rule} | ${weight} | ${count} | ${inputs.size} |`)
  return ['| rule | weight | findings | inputs |', '| --- | --- | --- | --- |', ...rows].join('\n')
}
