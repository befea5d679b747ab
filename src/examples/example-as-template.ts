import { isUnknown, type Unknown } from '../model/unknown.ts'
import type { Example, ExampleText, ExampleValue } from '../rules/example.ts'
import { isList, isText } from '../rules/example-value.ts'
import { besideResources } from './template-beside.ts'
import { identityResources } from './template-identities.ts'
import { keyResource } from './template-key.ts'
import { templateName, type NoTemplate, type TemplateResource } from './template-resources.ts'

/** A template as JSON has it. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [name: string]: Json }

/** An example written as a CloudFormation template, and what the names in it stand for. */
export interface ExampleTemplate {
  readonly template: Json
  /** What the example calls a resource or a hole, by the name that it has in the template. */
  readonly originals: ReadonlyMap<string, string>
}

/**
 * The situation of an example as a template that creates it all: the key, roles and users with their policies, holes as
 * parameters without a default.
 */
export function exampleAsTemplate(example: Example): ExampleTemplate | NoTemplate {
  const { grant, before, bounded = [] } = example
  if (before !== undefined) return { because: 'a change: a template tells what there is' }
  if (grant !== undefined) return { because: 'a KMS grant: CloudFormation has no resource for it' }
  if (bounded.length > 0) return { because: 'somebody of whom the boundary alone is known' }
  const key = keyResource(example)
  if ('because' in key) return key
  const identities = identityResources(example)
  if ('because' in identities) return identities
  const beside = besideResources(example)
  if ('because' in beside) return beside
  return written([key, ...identities, ...beside])
}

function written(resources: readonly TemplateResource[]): ExampleTemplate {
  const parameters = new Map<string, Unknown>()
  const filled = resources.map(({ id, resource }) => [id, inTemplate(resource, parameters)] as const)
  return {
    template: {
      AWSTemplateFormatVersion: '2010-09-09',
      ...(parameters.size === 0 ? {} : { Parameters: declared(parameters) }),
      Resources: Object.fromEntries(filled),
    },
    originals: new Map([
      ...resources.map(({ id, address }) => [id, address] as const),
      ...[...parameters].map(([name, { name: original }]) => [name, original] as const),
    ]),
  }
}

function declared(parameters: ReadonlyMap<string, Unknown>): Json {
  return Object.fromEntries(
    [...parameters].map(([name, { shape }]) => {
      const pattern = patterns[shape]
      return [name, { Type: 'String', ...(pattern === undefined ? {} : { AllowedPattern: pattern }) }]
    }),
  )
}

const patterns: Readonly<Partial<Record<Unknown['shape'], string>>> = {
  'account-id': '[0-9]{12}',
  arn: '^arn:.+$',
}

/** A value with a `Ref` for each hole, and `Fn::Sub` for a text with holes. */
function inTemplate(value: ExampleValue, parameters: Map<string, Unknown>): Json {
  if (value === null || typeof value !== 'object') return value
  if (isUnknown(value)) return { Ref: parameter(value, parameters) }
  if (isList(value)) return value.map(item => inTemplate(item, parameters))
  const created = isText(value) ? createdIn(value) : undefined
  if (created !== undefined) return { 'Fn::GetAtt': [created, 'Arn'] }
  if (isText(value)) return { 'Fn::Sub': value.text.map(part => piece(part, parameters)).join('') }
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, inTemplate(item, parameters)]))
}

/** The name of the resource whose ARN a text is. */
function createdIn({ text: [only, ...more] }: ExampleText): string | undefined {
  const isArn = isUnknown(only) && only.at.pointer === '/arn' && more.length === 0
  return isArn ? templateName(only.at.address.replace(/^aws_(?:kms|iam)_/, '')) : undefined
}

/** What looks like a placeholder in the text itself is a policy variable. */
function piece(part: string | Unknown, parameters: Map<string, Unknown>): string {
  return isUnknown(part) ? `\${${parameter(part, parameters)}}` : part.replaceAll('${', '${!')
}

/** `var.key_id` → `ParameterVarKeyId` */
function parameter(unknown: Unknown, parameters: Map<string, Unknown>): string {
  const name = `Parameter${templateName(unknown.name)}`
  parameters.set(name, unknown)
  return name
}
