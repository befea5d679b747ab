/**
 * What the sources cost, in CPU time: a plan without unknown documents pays nothing for lying beside them, and one with
 * 50 unknown documents of ten distinct expressions at most a second more than without them. Exits 1 above the limits.
 */
import { mkdtempSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { measure, median } from './measure.mjs'

const repetitions = 9
const expressionCount = 10
const keysEach = 5
const mostSeconds = 1
const cli = fileURLToPath(new URL('../dist/cli.js', import.meta.url))
const folder = mkdtempSync(join(tmpdir(), 'keyplan-bench-'))

/** A block whose five keys each name a role of their own, with functions, a loop and a template in the policy. */
function written(number, isUnknown) {
  const user =
    isUnknown === true
      ? `aws_iam_role.r${number}[each.key].arn`
      : `"arn:aws:iam::111122223333:role/r-\${each.key}"`
  return `
resource "aws_kms_key" "k${number}" {
  for_each = local.names
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = concat(
      [{ Sid = "Root", Effect = "Allow", Action = "kms:*", Resource = "*", Principal = { AWS = "arn:aws:iam::111122223333:root" } }],
      [for service in ["s3", "sqs", "sns"] : {
        Sid       = format("Use%sBy%s${number}", title(service), upper(each.key))
        Effect    = "Allow"
        Action    = ["kms:Decrypt", "kms:GenerateDataKey*"]
        Resource  = "*"
        Principal = { AWS = ${user} }
        Condition = { StringEquals = { "kms:ViaService" = "\${service}.eu-west-1.amazonaws.com" } }
      }],
    )
  })
}
`
}

const roles = number => `
resource "aws_iam_role" "r${number}" {
  for_each           = local.names
  name               = "r-\${each.key}"
  assume_role_policy = "{}"
}
`

const names = Array.from({ length: keysEach }, (_, index) => `n${index}`)
const numbers = Array.from({ length: expressionCount }, (_, index) => index)

function change(type, name, index, after, unknown) {
  return {
    address: `${type}.${name}[${JSON.stringify(index)}]`,
    mode: 'managed',
    type,
    name,
    index,
    provider_name: 'registry.terraform.io/hashicorp/aws',
    change: {
      actions: ['create'],
      before: null,
      after,
      after_unknown: unknown,
      before_sensitive: false,
      after_sensitive: {},
    },
  }
}

function statement(rest, principal) {
  return { Effect: 'Allow', Resource: '*', Principal: { AWS: principal }, ...rest }
}

function knownPolicy(number, name) {
  return JSON.stringify({
    Statement: [
      statement({ Sid: 'Root', Action: 'kms:*' }, 'arn:aws:iam::111122223333:root'),
      ...['S3', 'Sqs', 'Sns'].map(service =>
        statement(
          {
            Sid: `Use${service}By${name.toUpperCase()}${number}`,
            Action: ['kms:Decrypt', 'kms:GenerateDataKey*'],
            Condition: {
              StringEquals: { 'kms:ViaService': `${service.toLowerCase()}.eu-west-1.amazonaws.com` },
            },
          },
          `arn:aws:iam::111122223333:role/r-${name}`,
        ),
      ),
    ],
    Version: '2012-10-17',
  })
}

function block(type, name, expressions) {
  return {
    address: `${type}.${name}`,
    mode: 'managed',
    type,
    name,
    provider_config_key: 'aws',
    expressions,
    for_each_expression: { references: ['local.names'] },
  }
}

/** A plan and its sources in a folder of their own, and the same plan where it has none. */
function situation(title, isUnknown) {
  const resources = numbers.flatMap(number =>
    names.flatMap(name => [
      change(
        'aws_kms_key',
        `k${number}`,
        name,
        { enable_key_rotation: true, ...(isUnknown === true ? {} : { policy: knownPolicy(number, name) }) },
        { arn: true, id: true, key_id: true, ...(isUnknown === true ? { policy: true } : {}) },
      ),
      ...(isUnknown === true
        ? [
            change(
              'aws_iam_role',
              `r${number}`,
              name,
              { name: `r-${name}`, path: '/', inline_policy: [], assume_role_policy: '{}' },
              { arn: true, id: true },
            ),
          ]
        : []),
    ]),
  )
  const references = number =>
    isUnknown === true
      ? { references: ['each.key', `aws_iam_role.r${number}`] }
      : { references: ['each.key'] }
  const plan = {
    format_version: '1.2',
    terraform_version: '1.11.4',
    planned_values: { root_module: {} },
    resource_changes: resources,
    configuration: {
      provider_config: {
        aws: {
          name: 'aws',
          expressions: {
            region: { constant_value: 'eu-west-1' },
            allowed_account_ids: { constant_value: ['111122223333'] },
          },
        },
      },
      root_module: {
        resources: numbers.flatMap(number => [
          block('aws_kms_key', `k${number}`, { policy: references(number) }),
          ...(isUnknown === true
            ? [
                block('aws_iam_role', `r${number}`, {
                  name: { references: ['each.key'] },
                  assume_role_policy: { constant_value: '{}' },
                }),
              ]
            : []),
        ]),
      },
    },
  }
  const sources = numbers
    .map(number => written(number, isUnknown) + (isUnknown === true ? roles(number) : ''))
    .join('')
  const locals = `locals {\n  names = toset(${JSON.stringify(names)})\n}\n`
  const [beside, alone] = ['beside', 'alone'].map(each => {
    const place = join(folder, `${title}-${each}`)
    mkdirSync(place)
    writeFileSync(join(place, 'plan.json'), JSON.stringify(plan))
    return place
  })
  writeFileSync(join(beside, 'main.tf'), locals + sources)
  return { beside, alone }
}

/** Median CPU milliseconds of a check where the plan lies, one of each in turn. */
function costs({ beside, alone }) {
  const times = { beside: [], alone: [] }
  for (let round = 0; round < repetitions; round += 1) {
    for (const [name, cwd] of Object.entries({ beside, alone })) {
      times[name].push(measure([cli, 'check', 'plan.json', '--fail-on', 'never'], [0], cwd).milliseconds)
    }
  }
  return { beside: median(times.beside), alone: median(times.alone) }
}

function withinLimits() {
  const known = costs(knownSituation)
  const ratio = known.beside / known.alone
  process.stdout.write(
    `50 known documents beside their sources: ${ratio.toFixed(2)} times without them (limit 1.1)\n`,
  )
  const unknown = costs(unknownSituation)
  const more = (unknown.beside - unknown.alone) / 1000
  process.stdout.write(
    `50 unknown documents of ${expressionCount} expressions: ${more.toFixed(2)} s CPU more with their sources (limit ${mostSeconds})\n`,
  )
  return ratio <= 1.1 && more <= mostSeconds
}

const knownSituation = situation('known', false)
const unknownSituation = situation('unknown', true)
try {
  // A machine that others use too can be too noisy once.
  if (!withinLimits() && !withinLimits() && !withinLimits()) process.exitCode = 1
} finally {
  rmSync(folder, { recursive: true })
}
