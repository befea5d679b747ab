import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { globSync } from 'tinyglobby'
import { describe, expect, test } from 'vitest'
import { builtInRules } from '../policies/index.ts'
import { check } from './check.ts'
import { sourceFilesAt } from './cli/source-files.ts'
import type { Finding, ReportLocation } from './model/report.ts'
import { parseAddress } from './readers/terraform/address.ts'
import { property, word } from './readers/terraform/json-value.ts'
import { listed } from './readers/terraform/places/agrees.ts'
import { partsOf } from './readers/terraform/places/pointer.ts'
import { documentAt, planFacts, valueAt } from './readers/terraform/places/plan-facts.ts'
import { readResources } from './readers/terraform/resources.ts'
import { planOf } from './readers/terraform/test-plan.ts'
import { defaultSettings } from './report/settings.ts'
import { sharedPath } from './shared-data.ts'

const plans = sharedPath('plans')

/** A plan and the folder that it was made from (README of the collection). */
interface Case {
  readonly name: string
  readonly path: string
  readonly folder: string
}

function casesIn(root: string): readonly Case[] {
  return globSync('*/plan.json', { cwd: root })
    .toSorted()
    .flatMap(file => {
      const name = dirname(file)
      const folders = ['after', 'mid', 'before', ''].map(part => join(root, name, part))
      const folder = folders.find(
        one => existsSync(one) && globSync('*.{tf,tf.json}', { cwd: one }).length > 0,
      )
      return folder === undefined ? [] : [{ name, path: join(root, file), folder }]
    })
}

async function findingsOf({ path, folder }: Case): Promise<readonly Finding[]> {
  const bytes = readFileSync(path)
  const files = sourceFilesAt(folder, folder)
  const input = {
    path,
    chunks: [bytes],
    again: () => [bytes],
    sources: [{ files, root: '', isStated: true }],
  }
  const { findings, errors } = await check([input], builtInRules, defaultSettings)
  expect(errors).toEqual([])
  return findings
}

/** The lines that a location covers. */
function textAt({ file, line = 0, endLine = line }: ReportLocation): string {
  return readFileSync(file, 'utf8')
    .split('\n')
    .slice(line - 1, endLine)
    .join('\n')
}

/** What of a finding must be seen at its place: any of these texts. */
type Expectation = (finding: Finding, location: ReportLocation) => readonly string[]

/** By the plan alone, which knows nothing of the sources. */
function expectationsOf(path: string): Expectation {
  const resources = readResources(planOf(JSON.parse(readFileSync(path, 'utf8'))), path)
  const facts = planFacts(resources)
  return (finding, location) => {
    const { address, pointer } = finding
    const { document, inside } = partsOf(pointer)
    const values = facts.instanceOf(address)?.values.json
    const [name] = document ?? inside
    if (name === undefined) return [...namesOfBlock(address), 'grantee_principal']
    // AWS's default, or what others wrote, holds where an argument is not written: the resource is all there is to see.
    const block = isWritten(name, location) ? [] : namesOfBlock(address)
    // A literal value shows where it is written, such as in the default of a variable.
    if (document === undefined && inside.length < 2)
      return [name, ...block, ...valuesOf(valueAt(values, inside))]
    const policy = document === undefined ? values : documentAt(facts, values, document)
    if (policy === undefined) return [...block, ...wordsOfFinding(finding)]
    const statements =
      inside.length === 0 ? listed(property(policy, 'Statement')) : [valueAt(policy, inside.slice(0, 2))]
    return [...block, ...statements.flatMap(wordsIn).flatMap(namesOf)]
  }
}

function valuesOf(json: unknown): readonly string[] {
  return typeof json === 'boolean' || typeof json === 'number' ? [String(json)] : namesOf(word(json) ?? '')
}

/** Whether an argument stands in the block that begins at a line. */
function isWritten(name: string, { file, line = 0 }: ReportLocation): boolean {
  const lines = readFileSync(file, 'utf8')
    .split('\n')
    .slice(line - 1)
  const end = lines.indexOf('}')
  return lines.slice(1, end === -1 ? undefined : end).some(text => new RegExp(`^\\s*${name}\\b`).test(text))
}

const telling = ['Sid', 'sid', 'Action', 'actions', 'NotAction', 'not_actions', 'Principal', 'Resource']

/** Of a statement its Sid, its actions, its principals and resources: what it is known by. */
function wordsIn(statement: unknown): readonly string[] {
  return telling.flatMap(name => {
    const member = property(statement, name)
    const isKinds = name === 'Principal' && typeof member === 'object' && member !== null
    return (isKinds ? Object.values(member).flat() : [member].flat()).flatMap(one => word(one) ?? [])
  })
}

/** Of a statement that the plan does not know what the finding tells of it. */
function wordsOfFinding({ principal = '', actions }: Finding): readonly string[] {
  return [...namesOf(principal), ...actions, 'kms:*']
}

/** A source may write an ARN with interpolations: its last name stays. */
function namesOf(text: string): readonly string[] {
  const names = text.startsWith('arn:') ? [text, text.split(/[:/]/).at(-1) ?? ''] : [text]
  return names.filter(name => name !== '')
}

/** What a resource is known by; all that is left of one that Terraform forgets is a `removed` block. */
function namesOfBlock(address: string): readonly string[] {
  const [name = '', type = ''] = (parseAddress(address)?.block ?? '').split('.').toReversed()
  return [`"${type}" "${name}"`, 'removed']
}

/** What stands for a value that is written elsewhere, or known after apply only. */
const reference = /\b(?:each\.value|var\.\w|local\.\w|aws_\w+\.\w)/

/** Findings whose own text is nowhere in the sources, each with the reason. */
const exceptions: ReadonlyMap<string, string> = new Map([
  ['state-drift-refresh-only aws_iam_role_policy.r', 'somebody changed the policy by hand'],
  ['hard-data-sources aws_kms_key.platform', 'what gives the new access is a grant'],
  ['seed-via-service-ebs aws_kms_key.ebs_empty_condition', 'the empty value is the default of a variable'],
  ['state-key-deleted aws_kms_grant.gone', 'it is no longer in the sources'],
  ['state-key-deleted aws_kms_key.gone', 'it is no longer in the sources'],
])

describe.skipIf(plans === undefined)('findings on plans with sources', () => {
  const all = casesIn(plans ?? '')
  const count = { findings: 0, own: 0, references: 0 }

  test.each(all.map(one => [one.name, one] as const))('%s: each has the line of its text', async (_, one) => {
    const findings = await findingsOf(one)
    const expected = expectationsOf(one.path)
    const strange = findings.flatMap(finding => {
      const { location, rule, address, pointer } = finding
      count.findings += 1
      if (exceptions.has(`${one.name} ${address}`)) return []
      if (location?.line === undefined) return [`${rule} ${address} ${pointer}: no line`]
      const shown = textAt(location)
      const isOwn = expected(finding, location).some(text => shown.includes(text))
      if (isOwn) count.own += 1
      else if (reference.test(shown)) count.references += 1
      else return [`${rule} ${address} ${pointer}: ${location.file}:${location.line} ${shown.slice(0, 200)}`]
      return []
    })
    expect(strange).toEqual([])
  })

  test('are told in numbers', () => {
    const { findings, own, references } = count
    const rest = findings - own - references
    const shares = `${own} at their own text, ${references} at the reference to it, ${rest} listed with their reasons`
    console.log(`${findings} findings of ${all.length} plans: ${shares}`)
    expect(own).toBeGreaterThan(1500)
  })
})
