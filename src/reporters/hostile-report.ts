import * as fc from 'fast-check'
import {
  severities,
  type Finding,
  type Report,
  type ReportChange,
  type ReportLocation,
} from '../model/report.ts'

// What can end a cell, a string, a line or a command, act on a terminal, or mislead a reader.
const pieces = [
  '\u0000',
  '\u0007',
  '\u001B[31m',
  '\u009B',
  '\u0085',
  '\n',
  '\r',
  '\r\n',
  '\t',
  '\u2028',
  '\u00A0',
  '\u202E',
  '\u2066',
  '\u200B',
  '\uFEFF',
  '\u{E0041}',
  '\uD800',
  '\uDC00',
  '::error::',
  '::',
  ':',
  '##[',
  '##',
  '#',
  '[',
  ']',
  'set-env name=a]',
  '%0A',
  '%',
  ',',
  '=',
  '|',
  '`',
  '```',
  '\\',
  '<script>',
  '<!--',
  '&lt;',
  '@octocat',
  '#1',
  '[a](https://a.example)',
  '](',
  'https://a.example',
  'www.a.example',
  '- ',
  '# ',
  '$a$',
  '{0}',
  '"',
  "'",
  ' ',
  '  ',
  'word',
  '["',
  '__proto__',
  'constructor',
  '../',
  '/',
  'C:\\',
]

/** Any text, mostly of pieces that mean something to someone. */
export const hostileText = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.array(fc.constantFrom(...pieces), { maxLength: 8 }).map(parts => parts.join('')),
  },
  { weight: 1, arbitrary: fc.string({ unit: 'binary' }) },
)

const texts = fc.array(hostileText, { maxLength: 3 })
const place = fc.integer({ min: 1, max: 1e6 })

const location: fc.Arbitrary<ReportLocation> = fc.oneof(
  fc.record({ file: hostileText }),
  fc.record({ file: hostileText, line: place }),
  fc.record({ file: hostileText, line: place, endLine: place, column: place }),
)

const step = { says: hostileText, kind: hostileText, address: hostileText, pointer: hostileText }
const note = { message: hostileText, address: hostileText, pointer: hostileText }
const unknown = fc.record({ name: hostileText, reason: hostileText })

const finding: fc.Arbitrary<Finding> = fc.record(
  {
    rule: hostileText,
    name: hostileText,
    title: hostileText,
    severity: fc.constantFrom(...severities),
    certainty: fc.constantFrom('certain', 'possible'),
    address: hostileText,
    actions: texts,
    message: hostileText,
    why: hostileText,
    fix: hostileText,
    corrections: fc.array(
      fc.record({ says: hostileText, language: fc.constantFrom('hcl', 'yaml', 'json'), text: hostileText }),
      { maxLength: 2 },
    ),
    help: hostileText,
    input: hostileText,
    pointer: hostileText,
    related: fc.array(fc.oneof(fc.record(note), fc.record({ ...note, rule: hostileText, location })), {
      maxLength: 2,
    }),
    path: fc.array(fc.oneof(fc.record(step), fc.record({ ...step, location })), { maxLength: 2 }),
    conditions: texts,
    unknowns: fc.array(unknown, { maxLength: 2 }),
    fingerprint: hostileText,
    key: hostileText,
    principal: hostileText,
    location,
  },
  {
    requiredKeys: [
      'rule',
      'name',
      'title',
      'severity',
      'certainty',
      'address',
      'actions',
      'message',
      'why',
      'fix',
      'corrections',
      'help',
      'input',
      'pointer',
      'related',
      'path',
      'conditions',
      'unknowns',
      'fingerprint',
    ],
  },
)

const accountFrom = fc.constantFrom('flag', 'caller-identity', 'unknown')
const account = fc.constant('111122223333')

const input = fc.record({
  path: hostileText,
  kind: fc.constant('terraform-plan'),
  accountFrom,
  providers: fc.array(fc.record({ provider: hostileText, account, accountFrom }), { maxLength: 2 }),
  complete: fc.boolean(),
  errored: fc.boolean(),
  keys: fc.nat(),
  documents: fc.nat(),
  notes: texts,
  notJudged: fc.dictionary(hostileText, fc.integer({ min: 1, max: 9 }), { maxKeys: 2 }),
})

const changes = {
  changes: fc.constantFrom('yes', 'no', 'unknown'),
  says: hostileText,
  lines: fc.array(fc.record({ what: fc.constantFrom('gained', 'lost', 'created'), says: hostileText }), {
    maxLength: 2,
  }),
  more: fc.nat({ max: 2 }),
} as const
const change: fc.Arbitrary<ReportChange> = fc.oneof(
  fc.record(changes),
  fc.record({ ...changes, outside: fc.record(changes) }),
)

const told = {
  schemaVersion: fc.constant(1),
  tool: fc.constant({ name: 'keyplan', version: '0.1.0' }),
  inputs: fc.array(input, { maxLength: 2 }),
  errors: fc.array(
    fc.oneof(
      fc.record({ input: hostileText, message: hostileText, hint: hostileText }),
      fc.record({ input: hostileText, message: hostileText, hint: hostileText, line: place, column: place }),
    ),
    { maxLength: 2 },
  ),
  findings: fc.array(finding, { maxLength: 4 }),
  blindSpots: fc.array(
    fc.record({ address: hostileText, name: hostileText, reason: hostileText, input: hostileText }),
    { maxLength: 2 },
  ),
  undetermined: fc.array(
    fc.record({
      rule: hostileText,
      name: hostileText,
      count: fc.integer({ min: 1 }),
      on: hostileText,
      because: hostileText,
    }),
    { maxLength: 2 },
  ),
  summary: fc.record({
    verdict: fc.constantFrom('ok', 'findings', 'cannot-tell', 'error'),
    bySeverity: fc.record({
      critical: fc.nat(),
      high: fc.nat(),
      medium: fc.nat(),
      low: fc.nat(),
      info: fc.nat(),
    }),
    certain: fc.nat(),
    possible: fc.nat(),
    blindSpots: fc.nat(),
    errors: fc.nat(),
    exitCode: fc.constantFrom(0, 1, 2),
    because: hostileText,
  }),
}

/** A report in which each free text can be anything. */
export const hostileReport: fc.Arbitrary<Report> = fc.oneof(
  fc.record(told),
  fc.record({ ...told, change, leftOut: fc.record({ findings: fc.nat(), blindSpots: fc.nat() }) }),
)
