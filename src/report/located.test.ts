import { describe, expect, test } from 'vitest'
import type { ReportLocation } from '../model/report.ts'
import type { SourceLocation } from '../model/source-location.ts'
import type { SourcePlaces } from '../model/source-places.ts'
import { located, type Draft } from './located.ts'

function place(pointer: string, address = 'aws_kms_key.k'): SourceLocation {
  return { file: 'plan.json', address, pointer }
}

const statement = place('/policy/Statement/0')
const draft: Draft = {
  rule: 'ORG001',
  name: 'a-rule',
  title: '',
  severity: 'high',
  certainty: 'certain',
  address: 'aws_kms_key.k',
  actions: [],
  message: '',
  why: '',
  fix: '',
  corrections: [],
  help: '',
  input: 'plan.json',
  pointer: statement.pointer,
  hidesPointers: false,
  inFull: { conditions: [], holders: [] },
  at: [[place('/policy/Statement/0/Principal'), place('/policy/Statement/0/Action'), statement]],
  related: [],
  path: [],
  conditions: [],
  unknowns: [],
  fingerprint: 'f',
}

const lines: Readonly<Record<string, number>> = {
  '/policy/Statement/0': 10,
  '/policy/Statement/0/Principal': 12,
  '/policy/Statement/0/Action': 13,
  '/policy/Statement/1': 20,
  '/policy/Statement/1/Principal': 22,
}

/** Lines of the table, of these pointers those touched, and one module call. */
function sources(touched: readonly string[] = []): SourcePlaces {
  return {
    locate: ({ pointer }) => {
      const line = lines[pointer]
      return line === undefined ? undefined : at(line)
    },
    isTouched: ({ pointer }) => touched.includes(pointer),
    leadingTo: () => [{ says: 'module.m is called here', address: 'module.m', location: at(3) }],
  }
}

function at(line: number): ReportLocation {
  return { file: 'main.tf', line, endLine: line, column: 1 }
}

function linesOf(told: readonly { readonly location?: ReportLocation }[]) {
  return told.map(({ location }) => location?.line)
}

test('without sources a finding has no lines, and no more notes', () => {
  const step = { kind: 'key-policy', says: 'it allows', address: 'aws_kms_key.k', pointer: '', at: statement }
  const { at: _, hidesPointers, inFull: __, ...told } = { ...draft, path: [step] }
  const { at: ___, ...bare } = step
  expect(hidesPointers).toBe(false)
  expect(located({ ...draft, path: [step] })).toEqual({ ...told, path: [bare] })
})

describe('the place of a finding is', () => {
  test('the value at fault', () => {
    expect(located(draft, sources()).location).toEqual(at(12))
  })

  test('what the change touched, of what matters', () => {
    expect(located(draft, sources(['/policy/Statement/0/Action'])).location).toEqual(at(13))
  })

  test('another statement, if only that is touched', () => {
    const other = { ...draft, at: [...draft.at, [place('/policy/Statement/1')]] as const }
    const finding = located(other, sources(['/policy/Statement/1']))
    expect(finding.location).toEqual(at(20))
    expect(finding.pointer).toBe(statement.pointer)
    expect(linesOf(finding.related)).toEqual([12, 3])
  })

  test('a step of the path, if only that is touched', () => {
    const step = {
      kind: 'iam-policy',
      says: 'it allows',
      address: 'aws_iam_role.r',
      pointer: '/policy/Statement/1',
    }
    const finding = located(
      { ...draft, path: [{ ...step, at: place(step.pointer, step.address) }] },
      sources(['/policy/Statement/1']),
    )
    expect(finding.location).toEqual(at(20))
    expect(linesOf(finding.path)).toEqual([20])
  })

  test('none where no source has it', () => {
    const finding = located({ ...draft, at: [[place('/nowhere')]] }, sources())
    expect(finding).not.toHaveProperty('location')
    expect(finding.related).toEqual([])
  })

  test('the next best where the best is in no source', () => {
    expect(located({ ...draft, at: [[place('/nowhere')], [statement]] }, sources()).location).toEqual(at(10))
  })
})

test('other places and what leads there are told once, and nothing that is told already', () => {
  const note = { message: 'ORG002', address: 'aws_kms_key.k', pointer: '', at: place('/policy/Statement/1') }
  const places = ['/policy/Statement/1', '/policy/Statement/1/Principal', '/policy/Statement/1/Principal']
  const finding = located(
    { ...draft, at: [...draft.at, ...places.map(pointer => [place(pointer)] as const)], related: [note] },
    sources(),
  )
  expect(finding.related.map(({ message, location }) => [message, location?.line])).toEqual([
    ['ORG002', 20],
    ['it shows here too', 22],
    ['module.m is called here', 3],
  ])
})
