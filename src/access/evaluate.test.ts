import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { sharedPath } from '../shared-data.ts'
import { readCase } from '../simulation/case.ts'
import { evaluate } from './evaluate.ts'

interface Row {
  readonly id: string
  readonly why: string
  readonly expect: string
}

const vectors = sharedPath('cases', 'vectors.json')
const authorize = sharedPath('cases', 'eval', 'authorize.iamspy.jsonl')

/** Where the other evaluator decides otherwise, and rightly does not bind us. */
const bareArn =
  'a `Principal` that is neither `"*"` nor an object is no IAM grammar: AWS refuses it, and it names nobody'
const exceptions: ReadonlyMap<string, { readonly expected: string; readonly why: string }> = new Map([
  ['test_can_i#9', { expected: 'deny', why: bareArn }],
  ['test_can_i#14', { expected: 'deny', why: bareArn }],
  ['test_can_i#15', { expected: 'allow', why: bareArn }],
  [
    'test_can_i#10',
    { expected: 'deny', why: 'it asks whether some request is allowed; in this one `aws:referer` is absent' },
  ],
])

/** The decision on a case, with its reasons: a difference should tell them. */
function decided(row: unknown, id: string): readonly [decision: string, reasons: readonly string[]] {
  const { decision, reasons } = evaluate(readCase(row, id).request)
  return [decision, reasons.map(({ says }) => says)]
}

function rowsOf(path: string | undefined): readonly Row[] {
  return path === undefined ? [] : JSON.parse(readFileSync(path, 'utf8'))
}

describe.skipIf(vectors === undefined)('the shared vectors', () => {
  test.each(rowsOf(vectors).map(row => [row.id, row.why, row] as const))('%s: %s', (id, _why, row) => {
    expect(decided(row, id)).toEqual([row.expect, expect.anything()])
  })
})

describe('cases in which a second opinion differed', () => {
  const found = new URL('../../testdata/cases/found.json', import.meta.url)
  const rows: readonly Row[] = JSON.parse(readFileSync(found, 'utf8'))
  test.each(rows.map(row => [row.id, row.why, row] as const))('%s: %s', (id, _why, row) => {
    expect(decided(row, id)).toEqual([row.expect, expect.anything()])
  })
})

describe('requests to other services, and for roles', () => {
  const general = new URL('../../testdata/cases/general.json', import.meta.url)
  const rows: readonly Row[] = JSON.parse(readFileSync(general, 'utf8'))
  test.each(rows.map(row => [row.id, row] as const))('%s', (id, row) => {
    expect(decided(row, id)).toEqual([row.expect, expect.anything()])
  })
})

describe.skipIf(authorize === undefined)('decisions of another evaluator', () => {
  interface Decision {
    readonly id: string
    readonly request: Readonly<Record<string, unknown>>
    readonly policies: { identity: unknown; resource?: unknown; boundary?: readonly unknown[] }
    readonly expected: { decision: string }
  }
  const lines = authorize === undefined ? [] : readFileSync(authorize, 'utf8').trim().split('\n')
  const rows: readonly Decision[] = lines.map(line => JSON.parse(line))
  test.each(rows.map(row => [row.id, exceptions.get(row.id)?.why ?? 'agreed', row] as const))(
    '%s: %s',
    (id, _why, { request, policies, expected }) => {
      const { identity, resource = null, boundary = [] } = policies
      const row = {
        ...request,
        keyPolicy: resource,
        identityPolicies: identity,
        boundary: boundary[0] ?? null,
      }
      expect(decided(row, id)).toEqual([exceptions.get(id)?.expected ?? expected.decision, expect.anything()])
    },
  )
})
