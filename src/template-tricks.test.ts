import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { parse } from 'yaml'
import { builtInRules } from '../policies/index.ts'
import { check } from './check.ts'
import { defaultSettings, type Settings } from './report/settings.ts'

/** A template that hides a policy for everybody from who reads it: see the file. */
interface Trick {
  readonly says: string
  readonly told: 'certain' | 'possible' | 'otherwise' | 'refused'
  readonly sections?: string
  readonly principal?: string
  readonly more?: string
  readonly statement?: string
  readonly beside?: string
  readonly resources?: string
}

const tricks: readonly Trick[] = parse(readFileSync('testdata/cases/template-tricks.yaml', 'utf8'))

const settings: Settings = {
  ...defaultSettings,
  accounts: { byProvider: new Map(), every: { id: '111122223333', from: 'flag' } },
  region: 'us-west-2',
}

function templateOf({
  sections = '',
  principal,
  more = '',
  statement,
  beside = '',
  resources = '',
}: Trick): string {
  const allows =
    statement ?? `Effect: Allow\nPrincipal: ${principal}\nAction: kms:Decrypt\nResource: '*'\n${more}`
  const isWritten = principal !== undefined || statement !== undefined
  return `AWSTemplateFormatVersion: '2010-09-09'
${sections}
Resources:
${isWritten ? keyThat(allows, beside) : ''}
${indented(resources, 2)}
`
}

function keyThat(allows: string, beside: string): string {
  return `  Key:
    Type: AWS::KMS::Key
    Properties:
      EnableKeyRotation: true
      KeyPolicy:
        Version: '2012-10-17'
        Statement:
          - { Effect: Allow, Principal: { AWS: '111122223333' }, Action: 'kms:*', Resource: '*' }
          -
${indented(allows, 12)}
${indented(beside, 10)}`
}

function indented(text: string, by: number): string {
  return text.replaceAll(/^/gm, ' '.repeat(by))
}

async function toldOf(trick: Trick): Promise<Trick['told'] | 'nothing'> {
  const chunks = [Buffer.from(templateOf(trick))]
  const report = await check([{ path: 'template.yaml', chunks }], builtInRules, settings)
  if (report.errors.length > 0) return 'refused'
  const found = report.findings.filter(({ rule }) => rule === 'KMS001')
  if (found.some(({ certainty }) => certainty === 'certain')) return 'certain'
  if (found.length > 0) return 'possible'
  return report.summary.verdict === 'ok' ? 'nothing' : 'otherwise'
}

test.each(tricks)('$says: $told', async trick => {
  expect(await toldOf(trick)).toBe(trick.told)
})

const parent = `Parameters: { Who: { Type: String, Default: '111122223333' } }
Resources:
  Child: { Type: AWS::CloudFormation::Stack, Properties: { TemplateURL: ./child.yaml, Parameters: { Who: !Ref Who } } }
`
const child = `Parameters: { Who: { Type: String } }
Resources:
${keyThat('{ Effect: Allow, Principal: { AWS: !Ref Who }, Action: kms:Decrypt, Resource: "*" }', '')}`

// A deployment may give the parent another value.
test('what a nested stack has from a default of its parent may be anyone', async () => {
  const inputs = Object.entries({ 'parent.yaml': parent, 'child.yaml': child })
  const report = await check(
    inputs.map(([path, text]) => ({ path, chunks: [Buffer.from(text)] })),
    builtInRules,
    settings,
  )
  expect(report.errors).toEqual([])
  expect(report.findings.map(({ rule, certainty }) => `${rule} ${certainty}`)).toContain('KMS001 possible')
})
