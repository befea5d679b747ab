import { resolve } from './access/graph.ts'
import { InputError } from './model/input-error.ts'
import type { DeclaredAccount, ReadInput } from './model/inventory.ts'
import type { Report, ReportError } from './model/report.ts'
import type { Input } from './readers/input.ts'
import { read } from './readers/read.ts'
import { findingsOf, reportOf } from './report/report.ts'
import type { DeclaredAccounts, Settings } from './report/settings.ts'
import { judge, type WeighedRule } from './rules/judge.ts'
import type { Rule } from './rules/rule.ts'

/**
 * Reads the inputs, resolves who can do what, lets the rules judge, and reports. An input that cannot be read
 * is an error of the report; the others are judged all the same.
 */
export async function check(
  inputs: readonly Input[],
  rules: readonly Rule[],
  settings: Settings,
): Promise<Report> {
  const readInputs: ReadInput[] = []
  const errors: ReportError[] = []
  for (const input of inputs) {
    try {
      readInputs.push(await read(input, { accountFor: accountIn(settings.accounts) }))
    } catch (error) {
      if (!(error instanceof InputError)) throw error
      errors.push({ ...error.place, message: error.message })
    }
  }
  const graph = resolve(readInputs.map(({ inventory }) => inventory))
  const judgement = judge(weighed(rules, settings), graph, settings.trust, findingsOf)
  return reportOf(readInputs, errors, judgement, settings)
}

function accountIn(accounts: DeclaredAccounts): (provider: string) => DeclaredAccount | undefined {
  return provider => accounts.byProvider.get(provider) ?? accounts.every
}

function weighed(rules: readonly Rule[], settings: Settings): readonly WeighedRule[] {
  return rules.flatMap(rule => {
    const weight = settings.rules.get(rule.id)
    if (weight === 'off') return []
    return weight === undefined ? [{ rule }] : [{ rule, severity: weight }]
  })
}
