import { describe, expect, test } from 'vitest'
import type { WhoKey, WhoReport, WhoUse } from '../model/who.ts'
import { fixedWhoReport } from './who-fixed-report.ts'
import { whoReporters } from './who.ts'

const plain = { color: false, verbose: false, width: 100 }

function text(report: WhoReport, verbose = false): string {
  return [...whoReporters.text(report, { ...plain, verbose })].join('')
}

function dot(report: WhoReport, verbose = false): string {
  return [...whoReporters.dot(report, { ...plain, verbose })].join('')
}

function withKey(change: (key: WhoKey) => Partial<WhoKey>): WhoReport {
  const [key] = fixedWhoReport.keys()
  if (key === undefined) throw new Error('the fixed report has none')
  return { ...fixedWhoReport, keys: () => [{ ...key, ...change(key) }] }
}

const first = withKey(() => ({}))

describe('members of a class', () => {
  test('are told with it, and nowhere else', () => {
    expect(text(first)).toContain('among them role/i and 1 more\n')
    expect(text(first).match(/role\/[ij]/g)).toHaveLength(1)
    expect(dot(first)).not.toContain('role/i')
  })

  test.each([
    ['with -v', text(first, true)],
    ['when a principal is asked for', text({ ...first, onlyWithAccess: true })],
  ])('are told themselves %s', (_, output) => {
    expect(output).not.toContain('among them')
    expect(output).toMatch(/NAMED {2}(?:2 alike: )?role\/i/)
  })

  test('are told themselves where their class is not', () => {
    const report = withKey(({ callers }) => ({
      callers: callers.filter(({ standing }) => standing !== 'public'),
    }))
    expect(text(report)).toContain('role/i')
  })

  test('are perhaps ones where only the call tells', () => {
    const report = withKey(({ members }) => ({ members: members.map(one => ({ ...one, perhaps: true })) }))
    expect(text(report)).toContain('perhaps among them role/i')
  })
})

function used(count: number): WhoReport {
  return withKey(key => {
    const [use] = key.uses()
    if (use === undefined) throw new Error('the fixed report has none')
    const uses = Array.from({ length: count }, (_, index): WhoUse => {
      return { ...use, address: `aws_thing.t${index}`, what: `somebody needs kms:${index}` }
    })
    return { uses: () => uses }
  })
}

describe('uses', () => {
  test('are ten lines at most, unless all are wanted', () => {
    expect(text(used(25)).match(/^ {4}- aws_thing/gm)).toHaveLength(10)
    expect(text(used(25))).toContain('    - and 15 more resources (-v)\n')
    expect(text(used(25), true).match(/^ {4}- aws_thing/gm)).toHaveLength(25)
  })

  test('are nothing where there are none', () => {
    expect(text(used(0))).not.toContain('used by')
  })

  test('with -v, the guide says why', () => {
    expect(text(first, true)).toContain(
      '      CloudWatch Logs encrypts with it: kms:Decrypt, kms:GenerateDataKey*\n',
    )
  })

  test('are drawn while they are few', () => {
    expect(dot(used(10)).match(/label="uses", style=dashed/g)).toHaveLength(10)
    expect(dot(used(11))).not.toContain('uses')
  })
})
