import { changeKinds, type ChangeKind } from '../model/change.ts'
import type {
  AccessDiff,
  ChangedCallers,
  ChangeGroup,
  DiffAccess,
  DiffReport,
  KeyDiff,
} from '../model/diff.ts'
import type { Standing, Way, WhoPath } from '../model/who.ts'
import { fixedWhoReport } from './who-fixed-report.ts'

const input = 'plan.json'

function path(statement: string): WhoPath {
  const says = `key policy, statement "${statement}", allows it`
  return [{ kind: 'key-policy', says, address: 'aws_kms_key.app', pointer: '/policy/Statement/0', input }]
}

function way(what: string, changes: Partial<Way> = {}): Way {
  return {
    what,
    by: '',
    certainty: 'certain',
    conditions: [],
    unless: [],
    unknowns: [],
    covered: false,
    path: path('Use'),
    otherPaths: [],
    ...changes,
  }
}

interface Caller {
  readonly standing: Standing
  readonly names: readonly [string, ...string[]]
}

function group(
  kind: ChangeKind,
  { standing, names: [first, ...others] }: Caller,
  ways: readonly Way[],
  changes: Partial<ChangeGroup> = {},
): ChangeGroup {
  const members = [{ name: first, ways }, ...others.map(name => ({ name, ways }))] as const
  return { kind, standing, memberOf: [], members, otherwise: [], neededBy: [], ...changes }
}

const s3 = 'kms:ViaService is s3.eu-central-1.amazonaws.com'
const doubt = { name: 'var.partner', reason: 'known-after-apply' }
const anyone = 'any principal of any AWS account'
const noMembers = { gained: [], widened: [], narrowed: [], lost: [] }

const callers: ChangedCallers = {
  groups: [
    group('gained', { standing: 'public', names: [anyone] }, [
      way('kms:Decrypt', {
        conditions: [s3, 'aws:SecureTransport is true'],
        unless: ['aws:SourceVpc is vpc-1'],
      }),
    ]),
    group('gained', { standing: 'unknown', names: ['a principal that is not known yet (var.partner)'] }, [
      way('use it', { certainty: 'possible', unknowns: [doubt] }),
    ]),
    group('gained', { standing: 'named', names: ['role/a', 'role/b', 'role/c', 'role/d'] }, [
      way('kms:Decrypt', { otherPaths: [path('Other')] }),
      way('use it', { by: 'by assuming a role' }),
    ]),
    group('gained', { standing: 'named', names: ['role/member'] }, [way('kms:Decrypt')], {
      memberOf: [{ class: anyone, perhaps: false }],
    }),
    group('widened', { standing: 'named', names: ['role/app'] }, [way('use it')], {
      otherwise: [
        { conditions: [s3], unless: [], unknowns: [] },
        { conditions: [], unless: ['aws:SecureTransport is false'], unknowns: [doubt] },
      ],
      example: { 'kms:ViaService': ['ec2.eu-central-1.amazonaws.com'], 'aws:SecureTransport': [] },
    }),
    group(
      'lost',
      { standing: 'service', names: ['the service logs.eu-central-1.amazonaws.com'] },
      [way('use it', { certainty: 'possible', unknowns: [doubt], path: path('Logs') })],
      {
        neededBy: [
          'CloudWatch Logs encrypts with it (aws_cloudwatch_log_group.app), and still needs kms:Decrypt',
        ],
      },
    ),
    group('narrowed', { standing: 'named', names: ['role/other'] }, [way('use it')], {
      otherwise: [{ conditions: [s3], unless: [], unknowns: [] }],
    }),
  ],
  members: {
    ...noMembers,
    gained: [{ class: anyone, perhaps: false, example: 'aws_iam_role.member', count: 2 }],
  },
}

function row(kind: ChangeKind): DiffAccess {
  return {
    kind,
    principal: 'arn:aws:iam::111122223333:role/a',
    principalKind: 'role',
    principalAddress: 'aws_iam_role.a',
    key: 'aws_kms_key.app',
    keyArn: 'arn:aws:kms:eu-central-1:111122223333:key/1234',
    actions: ['kms:Decrypt', 'kms:DescribeKey'],
    certainty: 'possible',
    via: 'key-policy',
    conditions: [s3],
    unless: ['aws:SecureTransport is false'],
    unknowns: [doubt],
    path: path('Use'),
    input,
    otherwise: [{ conditions: [s3], unless: [], unknowns: [doubt] }],
    example: { 'kms:ViaService': ['ec2.eu-central-1.amazonaws.com'], 'aws:SourceVpc': [] },
    neededBy: [
      'CloudWatch Logs encrypts with it (aws_cloudwatch_log_group.app), and still needs kms:Decrypt',
    ],
  }
}

const app: KeyDiff = {
  address: 'aws_kms_key.app',
  arn: 'arn:aws:kms:eu-central-1:111122223333:key/1234',
  aliases: ['alias/app'],
  fate: 'kept',
  input,
  notes: ['every IAM policy of account 111122223333 that lets somebody use it counts for this key now'],
  callers: () => callers,
  accesses: () => changeKinds.map(row),
}

function keys(fate: KeyDiff['fate'], kind: ChangeKind, ...addresses: readonly string[]): readonly KeyDiff[] {
  return addresses.map(address => ({
    address,
    aliases: [],
    fate,
    input,
    notes: ['key policy delegates to account 111122223333: its IAM policies decide who'],
    callers: () => ({
      groups: [
        group(kind, { standing: 'account', names: ['account 111122223333'] }, [way('take every key action')]),
        group(kind, { standing: 'named', names: ['role/a', 'role/b'] }, [
          way('use it', {
            certainty: 'possible',
            conditions: [s3],
            unless: ['aws:SourceVpc is vpc-1'],
            unknowns: [doubt],
          }),
        ]),
      ],
      members: noMembers,
    }),
    accesses: () => [row(kind)],
  }))
}

const all: readonly KeyDiff[] = [
  app,
  ...keys(
    'created',
    'gained',
    'aws_kms_key.n[0]',
    'aws_kms_key.n[1]',
    'aws_kms_key.n[2]',
    'aws_kms_key.n[3]',
  ),
  ...keys('destroyed', 'lost', 'aws_kms_key.old'),
  ...keys('replaced', 'gained', 'aws_kms_key.again'),
]

const elsewhere = group('gained', { standing: 'named', names: ['role/a'] }, [way('kms:Decrypt')])

const change: AccessDiff = {
  summary: {
    changes: 'yes',
    byKind: { gained: 6, widened: 1, narrowed: 1, lost: 2 },
    byFate: { kept: 1, created: 4, destroyed: 1, replaced: 1 },
    elsewhere: 1,
    says: 'Somebody gains access by this change: 5 callers gain access and 4 keys are new',
  },
  keys: () => all,
  elsewhere: [{ ...elsewhere, on: 'any key' }],
  elsewhereAccesses: () => [{ ...row('gained'), key: 'any key' }],
}

const drift: AccessDiff = {
  summary: {
    changes: 'yes',
    byKind: { gained: 1, widened: 1, narrowed: 1, lost: 1 },
    byFate: { kept: 1, created: 0, destroyed: 0, replaced: 0 },
    elsewhere: 0,
    says: 'Somebody gains access: 5 callers gain access',
  },
  keys: () => [app],
  elsewhere: [],
  elsewhereAccesses: () => [],
}

/** For tests only: a report with everything in it that a report can have. */
export const fixedDiffReport: DiffReport = {
  schemaVersion: 1,
  tool: { name: 'keyplan', version: '0.0.0' },
  compared: 'changes',
  inputs: fixedWhoReport.inputs,
  contexts: fixedWhoReport.contexts,
  errors: fixedWhoReport.errors,
  blindSpots: [{ address: 'aws_kms_key.app', name: 'var.policy', reason: 'known-after-apply', input }],
  asked: 'actions kms:Decrypt',
  change,
  drift,
}

const words = new Set([
  'kind',
  'standing',
  'certainty',
  'via',
  'principalKind',
  'accountFrom',
  'fate',
  'changes',
])

/** For tests only: the same, with this text wherever a stranger may have written one. */
export function hostileDiffReport(text: string): DiffReport {
  const say = <Item extends object>(item: Item): Item =>
    JSON.parse(JSON.stringify(item), (name, value: unknown) =>
      typeof value === 'string' && !words.has(name) ? text : value,
    )
  const hostile = (diff: AccessDiff): AccessDiff => ({
    ...say(diff),
    keys: () =>
      [...diff.keys()].map(key => ({
        ...say(key),
        callers: () => say(key.callers()),
        accesses: () => [...key.accesses()].map(say),
      })),
    elsewhereAccesses: () => [...diff.elsewhereAccesses()].map(say),
  })
  const { tool, compared, schemaVersion } = fixedDiffReport
  return {
    ...say(fixedDiffReport),
    schemaVersion,
    tool,
    compared,
    change: hostile(change),
    drift: hostile(drift),
  }
}
