import type { CallerGroup, Standing, Way, WhoAccess, WhoKey, WhoReport, WhoUse } from '../model/who.ts'

const input = 'plan.json'

function way(what: string, changes: Partial<Way> = {}): Way {
  const path = [
    {
      kind: 'key-policy',
      says: 'key policy, statement "Use", allows it',
      address: 'aws_kms_key.app',
      pointer: '/policy/Statement/0',
      input,
    },
  ]
  const plain = {
    by: '',
    certainty: 'certain',
    conditions: [],
    unless: [],
    unknowns: [],
    covered: false,
  } as const
  return { what, ...plain, path, otherPaths: [], ...changes }
}

function group(
  standing: Standing,
  names: readonly [string, ...string[]],
  ...ways: readonly Way[]
): CallerGroup {
  const [first, ...others] = names
  const members = [{ name: first, ways }, ...others.map(name => ({ name, ways }))] as const
  return { standing, memberOf: [], members }
}

const readers = group(
  'named',
  ['role/a', 'role/b', 'role/c', 'role/d', 'role/e'],
  way('kms:Decrypt', {
    path: [
      {
        kind: 'account-delegation',
        says: 'key policy leaves it to account 111122223333',
        address: 'aws_kms_key.app',
        pointer: '',
        input,
      },
      {
        kind: 'iam-policy',
        says: 'inline policy of role/a, statement 1, allows',
        address: 'aws_iam_role.a',
        pointer: '',
        input,
      },
    ],
    otherPaths: [
      [
        {
          kind: 'kms-grant',
          says: 'grant "backup" lets it in',
          address: 'aws_kms_grant.b',
          pointer: '',
          input,
        },
      ],
    ],
  }),
)
const others = ['role/x', 'role/y', 'role/z'].map(name => group('named', [name], way('use it')))
const anyone = 'any principal of any AWS account'
const inClass: CallerGroup = {
  ...group('named', ['role/i', 'role/j'], way('kms:Decrypt')),
  memberOf: [{ class: anyone, perhaps: false }],
}
const members = [{ class: anyone, perhaps: false, example: 'role/i', count: 2 }]
const shared = { callers: [readers, ...others, inClass], members, accesses: 10 }
const nothing = { callers: [], members: [], accesses: 0 }

function use(address: string, what: string, changes: Partial<WhoUse> = {}): WhoUse {
  const needs = [
    {
      by: 'logs.eu-central-1.amazonaws.com',
      needed: ['kms:GenerateDataKey'],
      documented: ['kms:Decrypt', 'kms:GenerateDataKey*'],
      says: 'CloudWatch Logs encrypts with it',
      missing: [],
    },
  ]
  const plain = { type: 'aws_cloudwatch_log_group', key: 'aws_kms_key.app', certainty: 'certain' } as const
  return { address, what, ...plain, needs, input, ...changes }
}

const uses: readonly WhoUse[] = [
  use('aws_sns_topic.alarms', 'cloudwatch.amazonaws.com needs kms:Decrypt, and nothing gives it that', {
    type: 'aws_sns_topic',
    keyArn: 'arn:aws:kms:eu-central-1:111122223333:key/1234',
    needs: [
      {
        by: 'cloudwatch.amazonaws.com',
        needed: ['kms:Decrypt'],
        documented: ['kms:Decrypt', 'kms:GenerateDataKey*'],
        says: 'alarms publish to the topic',
        missing: ['kms:Decrypt'],
      },
    ],
  }),
  ...['a', 'b', 'c', 'd'].map(name =>
    use(`aws_cloudwatch_log_group.${name}`, 'logs.eu-central-1.amazonaws.com needs kms:GenerateDataKey'),
  ),
  use('aws_new_thing.x', 'what it needs is not known', {
    type: 'aws_new_thing',
    certainty: 'possible',
    needs: [],
  }),
]

const access: WhoAccess = {
  principal: 'arn:aws:iam::111122223333:role/a',
  principalKind: 'role',
  principalAddress: 'aws_iam_role.a',
  key: 'aws_kms_key.app',
  keyArn: 'arn:aws:kms:eu-central-1:111122223333:key/1234',
  actions: ['kms:Decrypt', 'kms:DescribeKey'],
  certainty: 'possible',
  via: 'iam-policy',
  conditions: ['kms:ViaService is s3.eu-central-1.amazonaws.com'],
  unless: ['aws:SecureTransport is false'],
  unknowns: [{ name: 'var.partner', reason: 'known-after-apply' }],
  path: way('').path,
  input,
}

const keys: readonly WhoKey[] = [
  {
    address: 'aws_kms_key.app',
    arn: 'arn:aws:kms:eu-central-1:111122223333:key/1234',
    aliases: ['alias/app'],
    input,
    decides: 'key policy delegates to account 111122223333: its IAM policies decide who',
    isUnread: false,
    callers: [
      group(
        'public',
        [anyone],
        way('kms:Decrypt', {
          conditions: ['kms:ViaService is s3.eu-central-1.amazonaws.com', 'aws:SecureTransport is true'],
          unless: ['aws:SourceVpc is vpc-1'],
        }),
      ),
      group(
        'unknown',
        ['a principal that is not known yet (var.partner)'],
        way('use it', {
          certainty: 'possible',
          unknowns: [{ name: 'var.partner', reason: 'known-after-apply' }],
        }),
      ),
      group(
        'named',
        ['role/deployer'],
        way('take every key action'),
        way('kms:Decrypt', { covered: true, conditions: ['aws:SecureTransport is true'] }),
        way('use it', {
          by: 'by assuming a role',
          path: [
            ...way('').path,
            {
              kind: 'assume-role',
              says: 'trust policy of role/a allows it',
              address: 'aws_iam_role.a',
              pointer: '',
              input,
            },
          ],
        }),
      ),
    ],
    shared,
    members,
    uses: () => uses,
    accesses: () => [access],
  },
  {
    address: 'aws_kms_key.log',
    aliases: [],
    input,
    decides: 'key policy alone decides: it does not delegate to account 111122223333',
    isUnread: false,
    callers: [],
    shared,
    members,
    uses: () => [],
    accesses: () => [access, access],
  },
  {
    address: 'aws_kms_key.closed',
    aliases: [],
    input,
    decides: 'key policy alone decides: it does not delegate to account 111122223333',
    isUnread: false,
    callers: [],
    shared: nothing,
    members: [],
    uses: () => [],
    accesses: () => [],
  },
  {
    address: 'aws_kms_key.unread',
    aliases: [],
    input,
    decides: 'its key policy is not told before apply: who has access cannot be told either',
    isUnread: true,
    callers: [],
    shared: nothing,
    members: [],
    uses: () => [],
    accesses: () => [],
  },
]

/** For tests only: a report with everything in it that a report can have. */
export const fixedWhoReport: WhoReport = {
  schemaVersion: 1,
  tool: { name: 'keyplan', version: '0.0.0' },
  inputs: [
    {
      path: input,
      kind: 'terraform-plan',
      account: '111122223333',
      accountFrom: 'flag',
      providers: [{ provider: 'aws', account: '111122223333', accountFrom: 'flag' }],
      complete: true,
      errored: false,
      keys: 4,
      documents: 4,
      notes: ['5 roles and users exist already: policies attached elsewhere are not in the input'],
      notJudged: {},
    },
  ],
  contexts: [{ path: 'account.json', notes: ['account.json is only a part of what AWS would tell'] }],
  errors: [{ input: 'other.json', message: 'there is no such file', hint: 'name an existing file' }],
  blindSpots: [{ address: 'aws_kms_key.unread', name: 'var.policy', reason: 'known-after-apply', input }],
  asked: 'indirect ways too',
  onlyWithAccess: false,
  keys: () => keys,
  uses: () => uses,
}

/** For tests only: the same, with this text wherever a stranger may have written one. */
export function hostileWhoReport(text: string): WhoReport {
  const say = <Item extends object>(item: Item): Item =>
    JSON.parse(JSON.stringify(item), (name, value: unknown) =>
      typeof value === 'string' &&
      !['kind', 'standing', 'certainty', 'via', 'principalKind', 'accountFrom'].includes(name)
        ? text
        : value,
    )
  return {
    ...say(fixedWhoReport),
    schemaVersion: 1,
    tool: fixedWhoReport.tool,
    keys: () =>
      keys.map(key => ({
        ...say(key),
        uses: () => key.uses().map(say),
        accesses: () => [say(access)],
      })),
    uses: () => uses.map(say),
  }
}
