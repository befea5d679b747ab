import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { check } from '../check.ts'
import { defaultSettings, type Settings } from '../report/settings.ts'
import type { Rule } from '../rules/rule.ts'
import { isText, memberOf, membersOf } from '../yaml/members.ts'

/** A template that another tool made to test one of its checks, with what that check is to say of it. */
export interface Fixture {
  /** `checkov:CKV_AWS_33` */
  readonly check: string
  /** As the other tool names it. */
  readonly name: string
  readonly expected: 'pass' | 'fail'
  readonly text: string
}

/** The labelled fixtures of a folder of the collection; those whose check does not apply are left out. */
export function fixturesIn(folder: string): readonly Fixture[] {
  const rows = (tool: string): readonly unknown[] =>
    readFileSync(join(folder, `labels.${tool}.jsonl`), 'utf8')
      .split('\n')
      .filter(line => line !== '')
      .map((line): unknown => JSON.parse(line))
  return [
    ...rows('guard').flatMap(guardFixtures),
    ...rows('kics').flatMap(row => kicsFixture(row, folder)),
    ...rows('checkov').flatMap(row => checkovFixtures(row, folder)),
  ]
}

function guardFixtures(row: unknown): readonly Fixture[] {
  return membersOf(memberOf(row, 'expected')).flatMap(([rule, label]) =>
    label === 'PASS' || label === 'FAIL'
      ? [
          {
            check: `cfn-guard:${rule}`,
            name: textOf(row, 'id'),
            expected: label === 'PASS' ? 'pass' : 'fail',
            text: JSON.stringify(memberOf(row, 'template')),
          } as const,
        ]
      : [],
  )
}

function kicsFixture(row: unknown, folder: string): readonly Fixture[] {
  const name = textOf(row, 'file').replace(/^checks\//, '')
  const expected = textOf(row, 'expected') === 'pass' ? 'pass' : 'fail'
  return [{ check: `kics:${textOf(row, 'checkName')}`, name, expected, text: textAt(folder, name) }]
}

/** Its labels are numbers for some folders; the names of the files tell the same for all. */
function checkovFixtures(row: unknown, folder: string): readonly Fixture[] {
  const path = textOf(row, 'path').replace(/^checks\//, '')
  return readdirSync(join(folder, path))
    .toSorted()
    .flatMap(file => {
      const label = /fail|pass/i.exec(file)?.[0].toLowerCase()
      if (label !== 'pass' && label !== 'fail') return []
      const name = `${path}/${file}`
      return [{ check: `checkov:${textOf(row, 'checkId')}`, name, expected: label, text: textAt(folder, name) }]
    })
}

function textOf(row: unknown, name: string): string {
  const text = memberOf(row, name)
  if (!isText(text)) throw new Error(`a label has no \`${name}\``)
  return text
}

function textAt(folder: string, name: string): string {
  return readFileSync(join(folder, name), 'utf8')
}

/** Strict, since a peer's check may be one that is asked there alone. */
const settings: Settings = {
  ...defaultSettings,
  profile: 'strict',
  accounts: { byProvider: new Map(), every: { id: '123456789012', from: 'flag' } },
}

/** The ids of the rules that report something on a fixture, certain or possible; `unread` where it is no template. */
export async function reportedOn({ name, text }: Fixture, rules: readonly Rule[]): Promise<readonly string[]> {
  const chunks = [Buffer.from(text)]
  const { findings, errors } = await check([{ path: name, chunks, again: () => chunks }], rules, settings)
  if (errors.length > 0) return ['unread']
  const related = findings.flatMap(finding => finding.related.flatMap(({ rule }) => rule ?? []))
  return [...new Set([...findings.map(({ rule }) => rule), ...related])].toSorted()
}
