import { relative, resolve } from 'node:path'
import { check } from '../check.ts'
import { rulesAbout } from '../cli/built-in-rules.ts'
import { admit, flagMistake } from '../cli/complaint.ts'
import { readAskedCheck } from '../cli/check-settings.ts'
import { inputsOfSides } from '../cli/inputs.ts'
import { writeWhole } from '../cli/write-file.ts'
import { InputError } from '../model/input-error.ts'
import type { Report } from '../model/report.ts'
import { commandData } from '../reporters/commands.ts'
import { renderSummary, reporters } from '../reporters/index.ts'
import { visible } from '../reporters/visible.ts'
import { actionInputs, type ActionInputs, type Environment } from './inputs.ts'
import { addSummary, inert, setOutputs } from './runner-files.ts'

/** Runs as a step of a workflow; answers the exit code. Never throws: a defect is exit code 2. */
export async function runAction(environment: Environment): Promise<0 | 1 | 2> {
  try {
    return await runStep(environment)
  } catch (error) {
    if (error instanceof InputError) return refuse(environment, [error])
    return admit(error)
  }
}

async function runStep(environment: Environment): Promise<0 | 1 | 2> {
  const inputs = actionInputs(environment)
  const workspace = environment['GITHUB_WORKSPACE'] ?? process.cwd()
  const folder = resolve(workspace, inputs.workingDirectory ?? '.')
  const noPlans =
    inputs.plans.length > 0 ? [] : [flagMistake('plans', 'no plan and no template is named', namePlans)]
  const asked = await readAskedCheck(inputs.plans, inputs.flags, folder)
  if (asked.kind === 'mistakes') return refuse(environment, [...noPlans, ...asked.mistakes])
  if (noPlans.length > 0) return refuse(environment, noPlans)
  const { settings, stated, before } = asked
  const plans = await inputsOfSides(inputs.plans, before, {
    folder,
    shownFrom: workspace,
    stated,
    ...(inputs.flags.show === undefined ? {} : { show: inputs.flags.show }),
  })
  const report = await check(plans, rulesAbout, settings)
  deliver(environment, report, inputs, { folder, workspace })
  return report.summary.exitCode
}

const namePlans = 'set the input `plans` or `templates`'

interface Folders {
  readonly folder: string
  readonly workspace: string
}

function deliver(
  environment: Environment,
  report: Report,
  inputs: ActionInputs,
  { folder, workspace }: Folders,
): void {
  const look = { color: false, verbose: false }
  process.stdout.write(inert(reporters.text(report, look)))
  process.stdout.write(reporters.github(report, look))
  addSummary(environment, renderSummary(report))
  const { summary } = report
  const sarifFile = inputs.sarifFile === undefined ? undefined : resolve(folder, inputs.sarifFile)
  if (sarifFile !== undefined && inputs.sarifFile !== undefined) {
    const label = relative(workspace, folder)
    writeWhole(
      sarifFile,
      reporters.sarif(report, { ...look, ...(label === '' ? {} : { label }) }),
      inputs.sarifFile,
    )
  }
  setOutputs(environment, {
    verdict: summary.verdict,
    because: summary.because,
    findings: String(summary.certain),
    possible: String(summary.possible),
    'blind-spots': String(summary.blindSpots),
    'access-change': report.change?.changes ?? '',
    errors: String(summary.errors),
    'sarif-file': sarifFile === undefined ? '' : relative(workspace, sarifFile),
    'exit-code': String(summary.exitCode),
  })
}

/** Tells of mistakes in the step's inputs, in the configuration, or in writing a file. */
function refuse(environment: Environment, mistakes: readonly InputError[]): 2 {
  const told = mistakes.map(({ message, place }) => {
    const input = place.input.replace(/^--/, '')
    const where = [input, place.line, place.column].filter(part => part !== undefined).join(':')
    return visible(`${where}: ${message} (${place.hint})`)
  })
  process.stdout.write(told.map(text => `::error title=keyplan::${commandData(text)}\n`).join(''))
  setOutputs(environment, { verdict: 'error', because: told.join('; '), 'exit-code': '2' })
  return 2
}
