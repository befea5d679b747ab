import type { Finding, Report } from '../model/report.ts'

const openToAnyone: Finding = {
  rule: 'KMS001',
  name: 'open-to-anyone',
  title: 'A key must not be open to anyone',
  severity: 'critical',
  certainty: 'certain',
  key: 'module.kms["a b"].aws_kms_key.main',
  address: 'module.kms["a b"].aws_kms_key_policy.main',
  principal: '*',
  actions: ['kms:Decrypt', 'kms:GenerateDataKey'],
  message:
    'any principal of any AWS account can decrypt with `module.kms["a b"].aws_kms_key.main` and make data keys',
  why: 'A key policy that names everyone hands the data to every AWS account: nothing else has to agree.',
  fix: 'Name the principals, or narrow the statement to your organization:\n\n{\n  "StringEquals": { "aws:PrincipalOrgID": "o-exampleorgid" }\n}',
  corrections: [],
  help: 'https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-overview.html',
  input: 'plans/payments.json',
  location: { file: 'modules/kms/main.tf', line: 12, endLine: 30, column: 3 },
  pointer: '/policy/Statement/1',
  related: [
    {
      rule: 'KMS016',
      message: 'a condition on `aws:SecureTransport` narrows nobody',
      address: 'module.kms["a b"].aws_kms_key_policy.main',
      pointer: '/policy/Statement/1/Condition',
      location: { file: 'modules/kms/main.tf', line: 26 },
    },
    {
      message: 'module.kms["a b"] is called here',
      address: 'module.kms["a b"]',
      pointer: '',
      location: { file: 'live/main.tf', line: 3, endLine: 3, column: 1 },
    },
  ],
  path: [
    {
      kind: 'key-policy',
      says: 'key policy statement "AllowUse" allows kms:Decrypt and kms:GenerateDataKey*',
      address: 'module.kms["a b"].aws_kms_key_policy.main',
      pointer: '/policy/Statement/1',
      location: { file: 'modules/kms/main.tf', line: 12 },
    },
    {
      kind: 'foreign-account',
      says: 'an IAM policy of the calling account allows it, which that account decides alone',
      address: 'module.kms["a b"].aws_kms_key_policy.main',
      pointer: '/policy/Statement/1/Principal',
      location: { file: 'modules/kms/main.tf', line: 14, column: 7 },
    },
  ],
  conditions: ['aws:SecureTransport is "true"'],
  unknowns: [],
  fingerprint: '3f1c0a52b7d94e68',
}

const lockOut: Finding = {
  ...openToAnyone,
  rule: 'KMS007',
  name: 'changeable',
  title: 'Somebody must be able to change the key policy',
  severity: 'high',
  certainty: 'possible',
  principal: 'arn:aws:iam::111122223333:role/admin',
  actions: ['kms:PutKeyPolicy'],
  message: 'nobody may be able to change the policy of `module.kms["a b"].aws_kms_key.main`',
  why: 'A key whose policy nobody can change can only be recovered by AWS Support.',
  fix: 'Add a statement that delegates to the account.',
  corrections: [],
  help: 'docs/rules/changeable.md',
  related: [],
  path: [],
  conditions: ['kms:ViaService is "s3.eu-west-1.amazonaws.com"', 'aws:MultiFactorAuthPresent is "true"'],
  unknowns: [
    { name: 'var.administrators', reason: 'known-after-apply' },
    { name: 'data.aws_iam_role.deployer.arn', reason: 'not-in-input' },
  ],
  fingerprint: '9a4470cc1de25b03',
}

const rotation: Finding = {
  rule: 'KMS020',
  name: 'rotation',
  title: 'A key that can rotate must rotate',
  severity: 'medium',
  certainty: 'certain',
  key: 'aws_kms_key.ledger',
  address: 'aws_kms_key.ledger',
  actions: [],
  message: '`aws_kms_key.ledger` does not rotate',
  why: 'Rotation limits how much data one key material protects.',
  fix: 'Set `enable_key_rotation = true`.',
  corrections: [],
  help: 'https://docs.aws.amazon.com/kms/latest/developerguide/rotate-keys.html',
  input: 'plans/payments.json',
  pointer: '/enable_key_rotation',
  related: [],
  path: [],
  conditions: [],
  unknowns: [],
  fingerprint: '77b1e0d2c3a4f596',
}

const foreignAccount: Finding = {
  ...openToAnyone,
  rule: 'KMS002',
  name: 'trusted-accounts',
  title: 'Only trusted accounts may use a key',
  severity: 'high',
  key: 'aws_kms_key.shared',
  address: 'aws_kms_key.shared',
  principal: 'arn:aws:iam::777788889999:root',
  message: 'account 777788889999 can decrypt with `aws_kms_key.shared`',
  why: 'Whoever administers a foreign account decides who of it uses the key.',
  fix: 'Declare the account under `trusted.accounts`, or remove it from the policy.',
  corrections: [],
  input: 'plans/shared/tfplan.json',
  location: { file: 'live/shared/keys 100%.tf' },
  related: [],
  path: openToAnyone.path.map((step, index) =>
    index === 0 ? step : { ...step, input: 'plans/payments.json' },
  ),
  conditions: [],
  fingerprint: '0d5be8174f3a92c6',
}

const oldVersion: Finding = {
  ...rotation,
  rule: 'POL002',
  name: 'current-version',
  title: 'A policy must state the current version',
  severity: 'low',
  certainty: 'possible',
  key: 'aws_kms_key.shared',
  keyInput: 'plans/shared/tfplan.json',
  address: 'aws_kms_key_policy.shared',
  // What a Sid can smuggle into a message: a new line, a colour, a command, a reversed reading, a mention.
  message: 'statement "\n::error::x\u001B[31m \u202Eevil @octocat | <b>`" may be read as version 2008-10-17',
  why: 'In version 2008-10-17 policy variables are plain text.',
  fix: 'Write `"Version": "2012-10-17"`.',
  corrections: [],
  input: 'plans/payments.json',
  unknowns: [{ name: 'var.policy_version', reason: 'parameter' }],
  fingerprint: 'c41b22907e86fd35',
}

const { key: _, ...withoutKey } = rotation

const strayAlias: Finding = {
  ...withoutKey,
  rule: 'GRAPH010',
  name: 'alias-names-a-key',
  title: 'An alias must name a key of the input',
  severity: 'info',
  address: 'aws_kms_alias.old',
  message: 'alias `alias/old` names a key that no input holds',
  why: 'Who can point an alias elsewhere decides which key encrypts.',
  fix: '',
  corrections: [],
  help: '',
  input: 'plans/shared/tfplan.json',
  pointer: '/target_key_id',
  fingerprint: 'e8800f6a5c19b7d4',
}

/** One report that shows each thing that a report can hold; for the tests of the reporters. */
export const fixedReport: Report = {
  schemaVersion: 1,
  tool: { name: 'keyplan', version: '0.1.0' },
  inputs: [
    {
      path: 'plans/payments.json',
      kind: 'terraform-plan',
      account: '111122223333',
      accountFrom: 'caller-identity',
      providers: [{ provider: 'aws', account: '111122223333', accountFrom: 'caller-identity' }],
      complete: true,
      errored: false,
      keys: 3,
      documents: 4,
      notes: [],
      notJudged: { aws_iam_role_policy: 2, aws_kms_grant: 1 },
    },
    {
      path: 'plans/shared/tfplan.json',
      kind: 'terraform-plan',
      accountFrom: 'unknown',
      providers: [
        { provider: 'aws', accountFrom: 'unknown' },
        { provider: 'aws.replica', account: '444455556666', accountFrom: 'arn' },
      ],
      complete: false,
      errored: true,
      keys: 1,
      documents: 1,
      notes: ['the plan was made with `-target`: only what it names was planned'],
      notJudged: {},
    },
  ],
  errors: [
    {
      input: 'plans/broken.json',
      message: 'expected a plan, found the binary form of one',
      hint: 'run `terraform show -json broken.tfplan > plans/broken.json`',
      line: 1,
      column: 1,
    },
    {
      input: 'plans/state.json',
      message: 'this is a state, not a plan',
      hint: 'make a plan: `terraform plan -out=p && terraform show -json p`',
    },
  ],
  change: {
    changes: 'yes',
    says: 'Somebody gains access by this change: 1 caller gains access, 1 caller may lose access and 1 key is new',
    lines: [
      {
        what: 'gained',
        says: 'aws_kms_key.shared: arn:aws:iam::777788889999:root can decrypt when aws:SecureTransport is "true"',
      },
      { what: 'widened', says: 'module.kms["a b"].aws_kms_key.main: role/app can decrypt more freely' },
      { what: 'replaced', says: 'aws_kms_key.old is replaced: another key takes its place' },
      { what: 'destroyed', says: 'aws_kms_key.older is destroyed' },
      // A name with what a terminal, a log and Markdown would obey.
      {
        what: 'lost',
        says: 'aws_kms_key.shared: "\n::error::x\u001B[31m @octocat | <b>`" may no longer decrypt',
      },
      { what: 'narrowed', says: 'aws_kms_key.shared: role/app can encrypt less freely' },
      { what: 'created', says: 'aws_kms_key.ledger is new: its policy admits account 111122223333' },
    ],
    more: 2,
    outside: {
      changes: 'yes',
      says: 'Nobody gains access: 1 caller loses access',
      lines: [{ what: 'lost', says: 'aws_kms_key.shared: role/audit can no longer decrypt' }],
      more: 0,
    },
  },
  findings: [openToAnyone, lockOut, rotation, foreignAccount, oldVersion, strayAlias],
  blindSpots: [
    {
      address: 'module.kms["a b"].aws_kms_key_policy.this',
      name: 'data.aws_iam_policy_document.key',
      reason: 'known-after-apply',
      input: 'plans/shared/tfplan.json',
    },
  ],
  undetermined: [
    {
      rule: 'KMS029',
      name: 'destroyable',
      count: 12,
      on: '12 keys',
      because: '`prevent_destroy` is not in plan JSON; give the sources with `--source`',
    },
  ],
  leftOut: { findings: 3, blindSpots: 1 },
  summary: {
    verdict: 'error',
    bySeverity: { critical: 1, high: 2, medium: 1, low: 1, info: 1 },
    certain: 4,
    possible: 2,
    blindSpots: 1,
    errors: 2,
    exitCode: 2,
    because: '2 inputs cannot be read; besides, 1 critical and 1 high finding, threshold high',
  },
}

const { change: __, leftOut: ___, ...judged } = fixedReport

/** A report of one input that changes nothing and that nothing is wrong with. */
export const emptyReport: Report = {
  ...judged,
  inputs: fixedReport.inputs.slice(0, 1),
  errors: [],
  findings: [],
  blindSpots: [],
  undetermined: [],
  summary: {
    verdict: 'ok',
    bySeverity: { critical: 0, high: 0, medium: 0, low: 0, info: 0 },
    certain: 0,
    possible: 0,
    blindSpots: 0,
    errors: 0,
    exitCode: 0,
    because: 'no finding, threshold high',
  },
}
