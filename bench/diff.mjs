/**
 * What it costs to compare: 1,000 keys and 1,000 roles that exist, of which nothing changes, one key's policy or one
 * role's, against a check of the same plan where all of it is new, and reading and parsing it. Exits 1 above the limits.
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { measure } from './measure.mjs'

const many = 1_000
const account = '111122223333'
const cli = fileURLToPath(new URL('../dist/cli.js', import.meta.url))
const folder = mkdtempSync(join(tmpdir(), 'keyplan-bench-'))

const policy = (...statements) => JSON.stringify({ Version: '2012-10-17', Statement: statements })
const statement = (principal, action) => ({
  Effect: 'Allow',
  Principal: principal,
  Action: action,
  Resource: '*',
})
const root = statement({ AWS: `arn:aws:iam::${account}:root` }, 'kms:*')
const trust = policy({
  Effect: 'Allow',
  Principal: { Service: 'ec2.amazonaws.com' },
  Action: 'sts:AssumeRole',
})

function resource(type, name, before, after) {
  const actions = before === null ? ['create'] : before === after ? ['no-op'] : ['update']
  const change = { actions, before, after, after_unknown: {}, before_sensitive: {}, after_sensitive: {} }
  return {
    address: `${type}.${name}`,
    mode: 'managed',
    type,
    name,
    provider_name: 'registry.terraform.io/hashicorp/aws',
    change,
  }
}

function key(index, made) {
  const values = {
    arn: `arn:aws:kms:us-west-2:${account}:key/${index}`,
    key_id: `${index}`,
    is_enabled: true,
    enable_key_rotation: true,
    policy: policy(root),
  }
  const reader = statement({ AWS: `arn:aws:iam::${account}:role/r${index}` }, 'kms:Decrypt')
  return made('aws_kms_key', `k${index}`, values, { ...values, policy: policy(root, reader) })
}

function role(index, made) {
  const arn = `arn:aws:iam::${account}:role/r${index}`
  const on = `arn:aws:kms:us-west-2:${account}:key/${index}`
  const use = action => policy({ Effect: 'Allow', Action: action, Resource: on })
  const values = { role: `r${index}`, name: 'use', policy: use('kms:Decrypt') }
  const who = { arn, name: `r${index}`, path: '/', assume_role_policy: trust }
  return [
    resource('aws_iam_role', `r${index}`, made === created ? null : who, who),
    made('aws_iam_role_policy', `p${index}`, values, {
      ...values,
      policy: use(['kms:Decrypt', 'kms:Encrypt']),
    }),
  ]
}

const created = (type, name, values) => resource(type, name, null, values)
const standing = (type, name, values) => resource(type, name, values, values)

/** A plan in which the one in the middle is updated. */
function written(file, { made = standing, changes = '' }) {
  const madeAt = (index, kind) => (changes === kind && index === many / 2 ? resource : made)
  const indexes = Array.from({ length: many }, (_, index) => index)
  const plan = {
    format_version: '1.2',
    planned_values: {},
    resource_changes: [
      ...indexes.map(index => key(index, madeAt(index, 'key'))),
      ...indexes.flatMap(index => role(index, madeAt(index, 'role'))),
    ],
  }
  const path = join(folder, file)
  writeFileSync(path, JSON.stringify(plan))
  return path
}

const plans = {
  new: written('new.json', { made: created }),
  'nothing changes': written('nothing.json', {}),
  'one key changes': written('key.json', { changes: 'key' }),
  'one role changes': written('role.json', { changes: 'role' }),
}
const parse = `JSON.parse(require('node:fs').readFileSync(${JSON.stringify(plans.new)}, 'utf8'))`

const subjects = [
  { name: 'check, all new', args: [cli, 'check', plans.new] },
  { name: 'reading and JSON.parse', args: ['--eval', parse] },
  ...[
    ['nothing changes', 3],
    ['one key changes', 3],
    ['one role changes', 6],
  ].flatMap(([plan, limit]) =>
    ['check', 'diff'].map(command => ({
      name: `${command}, ${plan}`,
      args: [cli, command, plans[plan]],
      limit,
    })),
  ),
]

/** Whether each costs as much as it may. */
function withinLimits() {
  const costs = subjects.map(({ args }) => measure(args, [0, 1]))
  const ratios = subjects.map(({ name, limit }, index) => {
    const { milliseconds, mebibytes } = costs[index]
    const ratio = milliseconds / costs[0].milliseconds
    const most = limit === undefined ? '' : ` (limit ${limit})`
    process.stdout.write(
      `${name}: ${(milliseconds / 1000).toFixed(2)} s CPU, ${mebibytes.toFixed(0)} MiB, ${ratio.toFixed(2)} times${most}\n`,
    )
    return limit === undefined || ratio <= limit
  })
  return ratios.every(within => within)
}

try {
  process.stdout.write(`${many} keys and ${many} roles, of which one changes or none\n`)
  // A machine that others use too can be too noisy once; what is too dear is so each time.
  if (!withinLimits() && !withinLimits() && !withinLimits()) process.exitCode = 1
} finally {
  rmSync(folder, { recursive: true })
}
