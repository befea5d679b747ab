import { describe, expect, test } from 'vitest'
import { filesOf } from './readers/terraform/sources/test-files.ts'
import { planOfSources } from './readers/terraform/test-source-plan.ts'
import { leaksIn, outputsOf } from './test-outputs.ts'

const secret = 's3cr3t-7f3a91'
const number = '90918273645590918273'

const declared = `
provider "aws" {
  region = "eu-central-1"
}
variable "s" {
  sensitive = true
}
variable "o" {
  sensitive = true
}
locals {
  via     = var.s
  further = local.via
  literal = sensitive("${secret}")
  text    = "who is $\{"$"}{who}"
}
resource "aws_iam_role" "me" {
  name = "me"
}
resource "aws_kms_key" "k" {
  policy = POLICY
}
module "m" {
  source = "./m"
  i      = var.s
}
`
const module = `
variable "i" {}
output "passed" {
  value = var.i
}
output "sensitive" {
  value     = "${secret}"
  sensitive = true
}
`
const files = { 't.tpl': 'x-${who}', 'm/main.tf': module }
const variables = {
  s: secret,
  o: { name: secret, map: { [secret]: secret, v: secret }, list: [secret], objects: [{ name: secret }] },
}

/** What is made of a secret, without a trace of it in the sources' own words. */
const expressions: readonly string[] = [
  'var.s',
  'local.further',
  'local.literal',
  `sensitive("${secret}")`,
  'lower(var.s)',
  'upper(var.s)',
  'base64encode(var.s)',
  'substr(var.s, 0, 9)',
  'urlencode(var.s)',
  'format("%s-x", var.s)',
  'join("-", [var.s, "x"])',
  'replace(var.s, "3", "3")',
  'trimprefix(var.s, "q")',
  'var.o.name',
  'keys(var.o.map)[0]',
  'values(var.o.map)[0]',
  'var.o.list[0]',
  'var.o.objects[*].name[0]',
  '[for x in var.o.list : x][0]',
  '{ for k, v in var.o.map : "v" => k... }["v"][0]',
  'keys({ (var.s) = 1 })[0]',
  'keys({ for x in [1] : var.s => x })[0]',
  'keys(zipmap([var.s], [aws_iam_role.me.unique_id]))[0]',
  'concat(var.o.list...)[0]',
  'jsondecode(jsonencode({ a = var.s })).a',
  'yamldecode(yamlencode({ a = var.s })).a',
  'templatefile("t.tpl", { who = var.s })',
  'templatestring(local.text, { who = var.s })',
  'module.m.passed',
  'module.m.sensitive',
  'try(var.o.none, var.s)',
  'coalesce(null, var.s)',
  `var.s == "x" ? "no" : "is ${secret}"`,
  `%{IF}`,
  `[for x in ["${secret}"] : x if var.s != "x"][0]`,
  '"${var.s}${aws_iam_role.me.unique_id}"',
  'split("x", "${var.s}x${aws_iam_role.me.unique_id}")[0]',
  'lookup({ (var.s) = var.s }, var.s)',
  'format(var.s, aws_iam_role.me.unique_id)',
  'replace(aws_iam_role.me.unique_id, "/${var.s}/", var.s)',
  // What cannot be told is named without it.
  'aws_iam_role.me.tags_all[var.s]',
  '{ a = 1 }[var.s]',
  '[1][sensitive(909182736455)]',
  'regex("(", var.s)',
  'parseint(var.s, 36)',
  'tonumber(var.s)',
  'file(var.s)',
  'templatestring("${var.s} %%{", {})',
  'yamldecode("a: !${var.s} x")',
  'yamldecode("a: *${var.s}")',
  '{ for x in [1, 2] : var.s => x }',
  'unknownfunction(var.s)',
  'provider::aws::arn_parse(var.s)',
  `sensitive(${number})`,
  `sensitive(${number.slice(0, 12)}) * 90918273645590918`,
].map(one => one.replace('%{IF}', `"%{if var.s != "x"}is ${secret}%{endif}"`))

/** A statement with something in it. */
function statement(parts: Readonly<Record<string, string>>): string {
  const all = { Effect: '"Allow"', Principal: '"*"', Action: '"kms:Decrypt"', Resource: '"*"', ...parts }
  return `{ ${Object.entries(all)
    .map(([name, value]) => `${name} = ${value}`)
    .join(', ')} }`
}

/** Where it can stand in a policy. */
const places: Readonly<Record<string, (value: string) => string>> = {
  Sid: value => statement({ Sid: value }),
  'a principal': value => statement({ Principal: `{ AWS = ${value} }` }),
  'the name in a principal': value =>
    statement({ Principal: `{ AWS = "arn:aws:iam::111122223333:role/\${${value}}" }` }),
  'a service': value => statement({ Principal: `{ Service = "\${${value}}.amazonaws.com" }` }),
  'the type of a principal': value => statement({ Principal: `{ (${value}) = "x" }` }),
  'an action': value => statement({ Action: value }),
  'a resource': value => statement({ Resource: `"arn:aws:kms:*:*:key/\${${value}}"` }),
  'a value of a condition': value =>
    statement({ Condition: `{ StringEquals = { "aws:PrincipalTag/x" = ${value} } }` }),
  'the key of a condition': value =>
    statement({ Condition: `{ StringEquals = { "aws:PrincipalTag/\${${value}}" = "x" } }` }),
  'the operator of a condition': value =>
    statement({ Condition: `{ (${value}) = { "aws:PrincipalTag/x" = "x" } }` }),
  'a member': value => statement({ [`(${value})`]: '"x"' }),
  'a statement': value => value,
}

function policyOf(one: string): string {
  const root = statement({ Sid: '"Root"', Principal: '{ AWS = aws_iam_role.me.arn }', Action: '"kms:*"' })
  return `jsonencode({ Version = "2012-10-17", Statement = [${root}, ${one}] })`
}

async function leaksOf(policy: string, more = ''): Promise<readonly string[]> {
  const main = declared.replace('POLICY', () => policy)
  const sources = filesOf({ ...files, 'main.tf': `${main}\n${more}` })
  const unknown = { unique_id: true, tags_all: true, assume_role_policy: true, statement: true }
  const values = {
    'aws_iam_role.me': { after: { name: 'me' }, unknown },
    'data.aws_iam_policy_document.d': { unknown },
  }
  const printed = await outputsOf(planOfSources(sources, values, variables), sources)
  expect(printed.get('check json')).not.toContain('do not match the plan')
  return leaksIn(printed, [secret, secret.slice(0, 9), number, number.slice(0, 12)])
}

describe('a secret of the sources is in no output', () => {
  test.each(expressions)('made as %s', async value => {
    expect(await leaksOf(policyOf(statement({ Principal: `{ AWS = ${value} }` })))).toEqual([])
    expect(await leaksOf(policyOf(statement({ Sid: `"x\${${value}}"` })))).toEqual([])
  })

  test.each(Object.keys(places))('as %s', async name => {
    for (const value of ['var.s', 'local.literal', 'base64encode(var.s)']) {
      const one = places[name]?.(value) ?? ''
      expect(await leaksOf(policyOf(one))).toEqual([])
      const either = `aws_iam_role.me.unique_id == "x" ? ${policyOf(one)} : { a = 1 }[var.s]`
      expect(await leaksOf(either)).toEqual([])
    }
  })

  test.each([
    ['Sid', 'sid = SECRET'],
    ['an identifier', 'principals {\n type = "AWS"\n identifiers = [SECRET]\n}'],
    ['the type of principals', 'principals {\n type = SECRET\n identifiers = ["x"]\n}'],
    [
      'a value of a condition',
      'condition {\n test = "StringLike"\n variable = "aws:PrincipalTag/x"\n values = [SECRET]\n}',
    ],
    ['the key of a condition', 'condition {\n test = "StringLike"\n variable = SECRET\n values = ["x"]\n}'],
    ['a test', 'condition {\n test = SECRET\n variable = "aws:PrincipalTag/x"\n values = ["x"]\n}'],
    [
      'what dynamic blocks are made of',
      'dynamic "condition" {\n for_each = { (SECRET) = 1 }\n content {\n test = "StringLike"\n variable = condition.key\n values = ["x"]\n}\n}',
    ],
  ])('as %s of a policy document', async (_, part) => {
    for (const value of ['var.s', 'local.literal', 'base64encode(var.s)']) {
      const own = `statement {\n actions = ["kms:*"]\n resources = [aws_iam_role.me.arn]\n ${part.replace('SECRET', value)}\n}`
      const data = `data "aws_iam_policy_document" "d" {\n ${own}\n}`
      expect(await leaksOf('data.aws_iam_policy_document.d.json', data)).toEqual([])
    }
  })
})
