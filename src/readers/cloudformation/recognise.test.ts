import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { sharedPath } from '../../shared-data.ts'
import { headOfTemplates, isTemplate } from './recognise.ts'

const head = (text: string): Uint8Array => Buffer.from(text).subarray(0, headOfTemplates)
const long = `{"Mappings":{"a":"${'x'.repeat(headOfTemplates)}"},"Resources":{}}`

test.each<[string, string]>([
  ['JSON', '{"Resources":{}}'],
  ['indented JSON', '\n{\n  "AWSTemplateFormatVersion" : "2010-09-09",\n  "Resources": {}}'],
  ['JSON with quotes and brackets in texts', '{"Description":"\\"}{[","Resources":{}}'],
  ['JSON of other tools', '{"x-made":{"a":[1]},"Resources":{}}'],
  ['cut JSON', '{"Parameters":{},"Resources":{'],
  ['JSON without resources', '{"AWSTemplateFormatVersion":"2010-09-09"}'],
  ['JSON whose resources come late', long],
  ['YAML', 'Resources:\n  A: {}\n'],
  ['YAML with a head', '\uFEFF%YAML 1.1\n---\n# mine\n\n"AWSTemplateFormatVersion": 2010-09-09\n'],
  ['YAML with blanks', 'Resources :\r\n  A: {}\r\n'],
  ['YAML whose first section is another', 'Parameters:\n  A: {Type: String}\n'],
  ['YAML of other tools', 'x-made: here\nTransform: AWS::Serverless-2016-10-31\n'],
])('a template is %s', (_, text) => {
  expect(isTemplate(head(text))).toBe(true)
})

test.each<[string, string]>([
  ['nothing', ''],
  ['a plan', '{"format_version":"1.2","resource_changes":[{"Resources":{}}]}'],
  ['an indented plan', '{\n  "format_version": "1.2"'],
  ['a raw state', '{"version":4,"serial":1,"terraform_version":"1.9.0","resources":[]}'],
  ['a state about a template', '{"version":4,"outputs":{"Resources":{}}}'],
  ['an answer that holds a template', '{"TemplateBody":{"Resources":{}},"StagesAvailable":[]}'],
  ['a list of resources', '{"Resources":[]}'],
  ['other JSON', '{"Description":"x","Steps":[]}'],
  ['a list', '[{"Resources":{}}]'],
  ['a manifest of the CDK', '{"version":"36.0.0","artifacts":{"Resources":{}}}'],
  ['Terraform that holds a template', 'x = <<EOF\nAWSTemplateFormatVersion: "2010-09-09"\nResources:\nEOF\n'],
  ['a Kubernetes manifest', 'apiVersion: v1\nkind: ConfigMap\ndata:\n  Resources: x\n'],
  ['a workflow', 'name: x\non: push\njobs: {}\n'],
  ['a compose file', 'services:\n  a: {}\n'],
  ['OpenAPI', 'openapi: 3.1.0\ninfo: {}\n'],
  ['a Serverless file', 'service: a\nprovider: {name: aws}\nresources:\n  Resources: {}\n'],
  ['a configuration of ours', 'account: "111122223333"\nrules: {}\n'],
  ['a chart', '{{- if .Values.on }}\nkind: Secret\n'],
  ['prose', 'Resources are many:\n'],
  ['a template in a list', '- Resources: {}\n'],
])('no template is %s', (_, text) => {
  expect(isTemplate(head(text))).toBe(false)
})

test('quotes and blanks without an end are no trouble', () => {
  const started = performance.now()
  for (const text of [`{${'"\\'.repeat(40_000)}`, `{"a"${' '.repeat(80_000)}`, `{${'"a" '.repeat(30_000)}`])
    expect(isTemplate(head(text))).toBe(false)
  expect(isTemplate(head(' '.repeat(80_000)))).toBe(false)
  expect(isTemplate(head('# \n'.repeat(30_000)))).toBe(false)
  expect(performance.now() - started).toBeLessThan(1000)
})

const templates = sharedPath('templates')

test.skipIf(templates === undefined)('each genuine template is one', () => {
  const folder = templates ?? ''
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter(name =>
    /\.(?:json|ya?ml)$/.test(name),
  )
  expect(files.length).toBeGreaterThan(100)
  expect(files.filter(name => !isTemplate(head(readFileSync(join(folder, name), 'utf8'))))).toEqual([])
})
