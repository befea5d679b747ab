import { readFileSync } from 'node:fs'
import { gzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { InputError } from '../model/input-error.ts'
import { sharedPath } from '../shared-data.ts'
import { decode } from './decode.ts'
import { inChunks } from './in-chunks.ts'
import { streamPlan } from './terraform/stream-plan.ts'

const show = '`terraform show -json tfplan > plan.json`'
const write = `write the plan as JSON: ${show}`
const planFirst = `\`terraform plan -out tfplan\`, then ${show}`
const anew = `hand over what ${show} writes, unchanged`
const wrapper = 'set `terraform_wrapper: false` for `hashicorp/setup-terraform`'
const people = 'this is the text that Terraform prints for people, not a plan in JSON'
const either = `hand over a plan or a template; for a plan, ${write}`
const empty = 'the input is empty'
const emptyCure = 'the command that should have written it failed; in a pipe, `set -o pipefail` shows it'
const byItself = '`keyplan check tfplan --show terraform` (or `--show tofu`)'
const emptyState =
  'this is an empty state: nothing is applied here, or `terraform show -json` was called without a plan file'
const emptyStateCure = `for what exists, run it where the state is; for a plan, ${planFirst}`
const rawState = 'this is a raw Terraform state file, not its JSON'
const rawStateCure =
  'write it as JSON: `terraform show -json terraform.tfstate > state.json`, or `keyplan who terraform.tfstate --show terraform`'
const encrypted = 'this is a plan or state that OpenTofu has encrypted'
const encryptedCure =
  '`keyplan check tfplan --show tofu`, or write it as JSON: `tofu show -json tfplan > plan.json`, both where its encryption is configured'
const list = 'this is JSON, but not an object as a plan or a template is'
const noPlan = 'this is JSON, but neither a Terraform plan nor a CloudFormation template'
const noYaml = 'this is YAML, but not a CloudFormation template'
const text = 'this is text, but neither a plan in JSON nor a CloudFormation template'
const version = 'the `format_version` of this plan is not known: 0.1, 0.2 and 1.x are'
const versionCure = 'update keyplan; if there is no newer version yet, report the Terraform version'
const utf16 = 'this is UTF-16 without a byte-order mark'
const utf16Cure =
  'write it as UTF-8: in PowerShell `terraform show -json tfplan | Out-File -Encoding utf8 plan.json`'
const plan = '{"format_version":"1.2","planned_values":{}}'

async function mistakeIn(input: string | Uint8Array, size: number): Promise<string[]> {
  try {
    await streamPlan(decode(inChunks(input, size), 'plan.json'), 'plan.json')
    return []
  } catch (error) {
    if (!(error instanceof InputError)) throw error
    const { line, column, hint } = error.place
    return line === undefined || column === undefined ? ['no place'] : [error.message, hint]
  }
}

test.each<[string, string | Uint8Array, string, string]>([
  ['nothing', '', empty, emptyCure],
  ['blanks', ' \n', empty, emptyCure],
  [
    'a zip archive',
    Buffer.from('PK\u0003\u0004xyz'),
    'this is a binary plan file, not its JSON',
    `${byItself}, or ${write}`,
  ],
  ['gzip', gzipSync(plan), 'this is gzip-compressed', 'decompress it first: `gunzip plan.json.gz`'],
  ['UTF-16', Buffer.from(plan, 'utf16le'), utf16, utf16Cure],
  ['UTF-16 big endian', Buffer.from(plan, 'utf16le').swap16(), utf16, utf16Cure],
  ['a binary', Buffer.from('\u007fELF\u0001\u0000'), 'this is a binary file, not a plan in JSON', write],
  [
    'the wrapper',
    `[command]/bin/terraform show -json tfplan\n${plan}\n`,
    'lines of the setup-terraform wrapper stand around the JSON',
    wrapper,
  ],
  [
    'text before',
    `Switched to workspace "x".\n${plan}`,
    'text stands before the JSON',
    `write nothing else to the file: ${show}`,
  ],
  [
    'an error',
    '\u001b[31m╷\u001b[0m\n│ Error: no file',
    'this is an error message of Terraform, not a plan',
    `cure that error first: ${planFirst}`,
  ],
  ['a plan for people', '\nTerraform will perform the following actions:\n', people, planFirst],
  ['a refresh', 'aws_kms_key.a: Refreshing state... [id=1]\n', people, planFirst],
  ['a coloured plan', '\u001b[0m\u001b[1mNo changes.\u001b[0m Your infrastructure', people, planFirst],
  ['a state for people', '# aws_kms_key.k:\nresource "aws_kms_key" "k" {\n', people, planFirst],
  [
    'configuration',
    'resource "aws_kms_key" "k" {\n',
    'this is Terraform configuration, not a plan in JSON',
    planFirst,
  ],
  ['a list', '[{"a":1}]', list, either],
  ['null', 'null\n', list, either],
  ['a number', '12', list, either],
  ['a string', '"plan"', list, either],
  ['prose', 'hello', text, either],
  [
    'a Kubernetes manifest',
    'apiVersion: v1\nkind: Secret\n',
    'this is a Kubernetes manifest, not a plan or a template',
    either,
  ],
  ['a workflow', 'name: x\non: push\njobs:\n', noYaml, 'a template has `Resources`'],
  ['a compose file', 'services:\n  a: {}\n', noYaml, 'a template has `Resources`'],
  ['OpenAPI', 'openapi: 3.1.0\n', noYaml, 'a template has `Resources`'],
  [
    'a Serverless file',
    'service: a\nprovider:\n  name: aws\nresources:\n  Resources: {}\n',
    'this is a configuration of the Serverless Framework, not the template that it makes',
    'hand over the template: `serverless package` writes it to `.serverless/`',
  ],
  [
    'an answer that holds a template',
    '{"TemplateBody":"Resources: {}","StagesAvailable":["Original"]}',
    'a template stands inside of this answer of `aws cloudformation get-template`',
    'write it alone: `aws cloudformation get-template --stack-name NAME --query TemplateBody`',
  ],
  [
    'cdk.json',
    '{"app":"node app.js","context":{}}',
    'this is the configuration of the AWS CDK, not a template',
    'hand over what `cdk synth` writes: `cdk.out/NAME.template.json`',
  ],
  ['an empty object', '{ }', 'this is an empty JSON object, not a plan', either],
  ['an empty state', '{"format_version":"1.0"}', emptyState, emptyStateCure],
  [
    'a raw state',
    '{"version":4,"terraform_version":"1.9.0","serial":1,"resources":[]}',
    rawState,
    rawStateCure,
  ],
  [
    'a cut raw state',
    '{"version":4,"terraform_version":"1.9.0","serial":1,"resources":[',
    rawState,
    rawStateCure,
  ],
  [
    'an encrypted plan',
    '{"meta":{"key_provider.pbkdf2.p":"e30="},"encrypted_data":"c2VjcmV0","encryption_version":"v0"}',
    encrypted,
    encryptedCure,
  ],
  [
    'a cut encrypted state',
    '{"serial":1,"lineage":"x","meta":{},"encrypted_data":"c2Vj',
    encrypted,
    encryptedCure,
  ],
  [
    'a plan that is kept elsewhere',
    '{"remote_plan_format":1,"run_id":"run-1","hostname":"app.terraform.io"}',
    'this only names a plan that HCP Terraform keeps, and is not its JSON',
    `${byItself}, or ${write}`,
  ],
  ['values alone', '{"values":{}}', noPlan, either],
  ['other JSON', '{"format_version":"1.0","provider_schemas":{}}', noPlan, either],
  [
    'events',
    '{"@level":"info","@message":"Terraform"}\n{"@level"',
    'these are the events of `terraform plan -json`, not a plan',
    planFirst,
  ],
  ['a later version', '{"format_version":"2.0","planned_values":{}}', version, versionCure],
  ['an odd version', '{"format_version":"1.0\\u0007","planned_values":{}}', version, versionCure],
  [
    'no version',
    '{"planned_values":{}}',
    'this plan has no `format_version`, so its layout is not known',
    `hand over all of what ${show} writes`,
  ],
  [
    'a version that is no text',
    '{"format_version":1,"planned_values":{}}',
    '`format_version` is not as Terraform writes it',
    anew,
  ],
])('tells %s and its cure', async (_, input, message, hint) => {
  expect(await mistakeIn(input, 1)).toEqual([message, hint])
  expect(await mistakeIn(input, 10_000)).toEqual([message, hint])
})

test('takes no plan for a mistake', async () => {
  expect(await mistakeIn(plan, 1)).toEqual([])
  expect(await mistakeIn(`\n${plan}\n`, 10_000)).toEqual([])
})

test('a long run of blanks at the start is no mistake', async () => {
  expect(await mistakeIn(' '.repeat(10_000) + plan, 1000)).toEqual([])
})

const wrong = sharedPath('plans', 'wrong-inputs')

test.skipIf(wrong === undefined).each([
  ['plan.bin', 'this is a binary plan file, not its JSON', `${byItself}, or ${write}`],
  ['plan-human.txt', people, planFirst],
  ['plan-json-stream.ndjson', 'these are the events of `terraform plan -json`, not a plan', planFirst],
  ['terraform.tfstate', rawState, rawStateCure],
])('tells the genuine %s', async (name, message, hint) => {
  const input = readFileSync(`${wrong}/${name}`)
  expect(await mistakeIn(input, 4096)).toEqual([message, hint])
})
