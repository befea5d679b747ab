import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { describe, expect, test } from 'vitest'
import { builtInRules } from '../policies/index.ts'
import { check } from './check.ts'
import { sourceFilesAt } from './cli/source-files.ts'
import type { Finding, Report } from './model/report.ts'
import { defaultSettings, type Settings } from './report/settings.ts'
import { sourceFolderOf } from './testdata-sources.ts'

const plans = readdirSync('testdata').filter(name => existsSync(join('testdata', name, 'plan.json')))
// Each of these plans was written once more as a template, by hand: the same situation.
const cases = plans.filter(name => existsSync(join('testdata', name, 'template.yaml')))

/** Why others were not. */
const withoutTwin: ReadonlyMap<string, string> = new Map([
  ['hard-errored-plan', 'what cannot be planned is no template'],
  ['hard-grants-replica-external', 'CloudFormation has no KMS grants, and a stack is in one Region'],
  ['hard-key-policy-resource', 'a key policy is part of its key, and cannot name it'],
  ['hard-modules-nested', 'modules are nested stacks: see template-nested'],
  ['hard-unknown-foreach-value', 'CloudFormation does not tell the ids of users'],
])

/** Templates tell no account. */
const settings: Settings = {
  ...defaultSettings,
  accounts: { byProvider: new Map(), every: { id: '111122223333', from: 'flag' } },
  region: 'us-west-2',
}

async function reportOf(name: string, file: string): Promise<Report> {
  const path = join('testdata', name, file)
  const shown = sourceFolderOf(name)
  const sources = [{ files: sourceFilesAt(resolve(shown), shown), root: '', isStated: true }]
  const input = { path, chunks: [readFileSync(path)], again: () => [readFileSync(path)], sources }
  const report = await check([input], builtInRules, settings)
  expect(report.errors).toEqual([])
  return report
}

/** `aws_kms_key.from_file` → `FromFileKey`, in words and ARNs alike. */
function inTemplate(text: string): string {
  return text.replaceAll(
    /((?:module\.\w+\.)*)aws_(?:kms|iam)_(\w+)\.(\w+)(?:\[(\d+|"(?:\\.|[^"\\])*")\])?/g,
    (...found) => {
      const [, modules = '', type = '', name = '', index = ''] = found.map(part =>
        typeof part === 'string' ? part : '',
      )
      const words = [modules.replaceAll('module.', ''), name === 'this' ? '' : name, index, type]
      return words.map(inCapitals).join('')
    },
  )
}

function inCapitals(words: string): string {
  return words
    .split(/[^A-Za-z0-9]+/)
    .map(word => word.slice(0, 1).toUpperCase() + word.slice(1))
    .join('')
}

type Told = Pick<Finding, 'rule' | 'severity' | 'certainty' | 'actions' | 'conditions' | 'message'> & {
  readonly principal: string | undefined
  readonly related: readonly string[]
  readonly path: readonly string[]
}

/** Findings but for places, in the order of the template's names. */
function told({ findings }: Report, renamed = (text: string) => text): readonly Told[] {
  const all = findings.map(
    ({ rule, severity, certainty, actions, conditions, message, principal, related, path }) => ({
      rule,
      severity,
      certainty,
      actions,
      conditions,
      message: renamed(message),
      principal: principal === undefined ? undefined : renamed(principal),
      related: related.flatMap(note => (note.rule === undefined ? [] : renamed(note.message))),
      path: path.map(({ kind, says }) => `${kind}: ${renamed(says)}`),
    }),
  )
  return all.toSorted((one, other) => (JSON.stringify(one) < JSON.stringify(other) ? -1 : 1))
}

/** Words without the name of an inline policy. */
function nameless(text: string): string {
  return text.replaceAll(/(?<=inline policy )(?:"[^"]*"|\w+)(?= of )/g, '…')
}

/** What a template tells otherwise, and why that is right. */
const exceptions: ReadonlyMap<string, (told: Told) => readonly unknown[]> = new Map([
  [
    // Terraform marks all of a policy as sensitive, CloudFormation one parameter of it, which may have other values.
    'hard-sensitive-policy',
    ({ certainty, rule, severity, actions }) =>
      certainty === 'certain' ? [{ rule, severity, actions }] : [],
  ],
  [
    // Terraform makes up the name of an inline policy that has none; a template has to tell one.
    'hard-foreach-count',
    one => {
      const [path, related] = [one.path, one.related].map(all => all.map(nameless))
      return [{ ...one, message: nameless(one.message), path, related }]
    },
  ],
  [
    // Terraform takes an empty policy for none and writes a policy anew; a template's is AWS's to refuse, and is as it is
    // written. A parameter may have other values.
    'hard-policy-forms',
    one => {
      const isWritten = one.rule === 'POL001' && /EmptyStringKey|DuplicateKeysKey/.test(one.message)
      const isNone = one.rule === 'KMS011' && /EmptyStringKey|ConditionalKey/.test(one.message)
      return isWritten || isNone ? [] : [one]
    },
  ],
])

/** Terraform takes an empty policy for none; AWS refuses it. */
const blindSpots: ReadonlyMap<string, readonly string[]> = new Map([
  ['hard-policy-forms', ['EmptyStringKey']],
])

describe.each(cases)('%s', name => {
  test('the template has the findings of the plan', async () => {
    const plan = await reportOf(name, 'plan.json')
    const template = await reportOf(name, 'template.yaml')
    const compared = exceptions.get(name) ?? (one => [one])
    expect(told(template).flatMap(compared)).toEqual(told(plan, inTemplate).flatMap(compared))
    expect(template.blindSpots.map(({ address }) => address)).toEqual(blindSpots.get(name) ?? [])
    expect(template.summary.verdict).toBe(plan.summary.verdict)
    for (const { location } of template.findings) expect(location?.line).toBeGreaterThan(0)
  })
})

test('the other plans cannot be templates', () => {
  const others = plans.filter(name => !cases.includes(name) && !name.startsWith('state-'))
  expect(others).toEqual([...withoutTwin.keys()])
})
