import { describe, expect, test } from 'vitest'
import type { Finding, ReportInput, Severity } from '../model/report.ts'
import { defaultSettings, type Settings } from './settings.ts'
import { summarize, type Outcome } from './summary.ts'

const input: ReportInput = {
  path: 'plan.json',
  kind: 'terraform-plan',
  accountFrom: 'unknown',
  providers: [],
  complete: true,
  errored: false,
  keys: 2,
  documents: 3,
  notes: [],
  notJudged: {},
}

function finding(severity: Severity, certainty: Finding['certainty'] = 'certain'): Finding {
  return {
    rule: 'KMS001',
    name: 'anyone',
    title: '',
    severity,
    certainty,
    address: 'aws_kms_key.k',
    actions: [],
    message: '',
    why: '',
    fix: '',
    corrections: [],
    help: '',
    input: 'plan.json',
    pointer: '',
    related: [],
    path: [],
    conditions: [],
    unknowns: [],
    fingerprint: '',
  }
}

const blindSpot = { address: 'aws_kms_key.k', name: 'var.policy', reason: 'parameter', input: 'plan.json' }
const undecided = (rule: string) => ({ rule, name: 'n', count: 2, on: '2 keys', because: 'it is not told' })
const mistake = { input: 'other.json', message: 'the input is empty', hint: '' }

function ending(outcome: Partial<Outcome>, settings: Partial<Settings> = {}): readonly unknown[] {
  const nothing: Outcome = { inputs: [input], errors: [], findings: [], blindSpots: [], undetermined: [] }
  const { verdict, exitCode, because } = summarize(
    { ...nothing, ...outcome },
    { ...defaultSettings, ...settings },
  )
  return [verdict, exitCode, because]
}

describe('the verdict, the exit code and its reason', () => {
  test.each<readonly [string, Partial<Outcome>, Partial<Settings>, readonly unknown[]]>([
    ['nothing found', {}, {}, ['ok', 0, 'no certain finding; judged 2 keys, 3 documents, 0 unread']],
    [
      'what rules cannot decide counts for nothing, and is told',
      { undetermined: [undecided('KMS029')] },
      { onUnknown: 'fail' },
      [
        'ok',
        0,
        'no certain finding; judged 2 keys, 3 documents, 0 unread; could not be decided: KMS029 on 2 keys',
      ],
    ],
    [
      'many rules that cannot decide',
      {
        undetermined: ['KMS001', 'KMS002', 'KMS003', 'KMS004', 'KMS005'].map(undecided),
        findings: [finding('high')],
      },
      {},
      [
        'findings',
        1,
        '1 high finding, threshold high; could not be decided: KMS001 on 2 keys, KMS002 on 2 keys, KMS003 on 2 keys and 2 more rules',
      ],
    ],
    [
      'nothing to judge',
      { inputs: [{ ...input, keys: 0, documents: 0 }] },
      {},
      ['ok', 0, 'no certain finding; judged no KMS key'],
    ],
    [
      'findings at the threshold and above',
      { findings: [finding('high'), finding('critical'), finding('low')] },
      {},
      ['findings', 1, '1 critical, 1 high findings, threshold high'],
    ],
    [
      'a finding below it',
      { findings: [finding('medium')] },
      {},
      ['findings', 0, '1 medium finding, threshold high'],
    ],
    [
      'a lower threshold',
      { findings: [finding('medium')] },
      { failOn: 'low' },
      ['findings', 1, '1 medium finding, threshold low'],
    ],
    [
      'no threshold',
      { findings: [finding('critical')] },
      { failOn: 'never' },
      ['findings', 0, '1 critical finding, threshold never'],
    ],
    [
      'doubts alone are no pass',
      { findings: [finding('critical', 'possible')], blindSpots: [blindSpot] },
      {},
      ['cannot-tell', 0, 'no certain finding; could not tell about 2; judged 2 keys, 3 documents, 1 unread'],
    ],
    [
      'light doubts are none either',
      { findings: [finding('medium', 'possible')] },
      {},
      [
        'cannot-tell',
        0,
        'no certain finding; 1 possible finding below the threshold; judged 2 keys, 3 documents, 0 unread',
      ],
    ],
    [
      'doubts can fail',
      { blindSpots: [blindSpot] },
      { onUnknown: 'fail' },
      ['cannot-tell', 1, 'could not tell about 1, and on-unknown is fail'],
    ],
    [
      'light doubts do not fail',
      { findings: [finding('medium', 'possible')] },
      { onUnknown: 'fail' },
      [
        'cannot-tell',
        0,
        'no certain finding; 1 possible finding below the threshold; judged 2 keys, 3 documents, 0 unread',
      ],
    ],
    [
      'doubts can be let pass',
      { blindSpots: [blindSpot] },
      { onUnknown: 'pass' },
      ['ok', 0, 'no certain finding; could not tell about 1; judged 2 keys, 3 documents, 1 unread'],
    ],
    [
      'an errored plan is never ok',
      { inputs: [{ ...input, errored: true }] },
      { onUnknown: 'pass' },
      [
        'cannot-tell',
        0,
        'no certain finding, but a plan is not complete; judged 2 keys, 3 documents, 0 unread',
      ],
    ],
    [
      'an error is never a pass, and the rest is told',
      { errors: [mistake], findings: [finding('high')] },
      { failOn: 'never' },
      ['error', 2, '1 error; 1 high finding in the rest'],
    ],
  ])('%s', (_, outcome, settings, expected) => {
    expect(ending(outcome, settings)).toEqual(expected)
  })
})

test('counts certain and possible findings by severity', () => {
  const findings = [finding('high'), finding('high', 'possible'), finding('info')]
  const summary = summarize(
    { inputs: [input], errors: [], findings, blindSpots: [], undetermined: [] },
    defaultSettings,
  )
  expect(summary).toMatchObject({
    bySeverity: { critical: 0, high: 2, medium: 0, low: 0, info: 1 },
    certain: 2,
    possible: 1,
  })
})
