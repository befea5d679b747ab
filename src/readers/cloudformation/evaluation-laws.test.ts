import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Node } from '../../model/node.ts'
import type { PolicyDocument, Statement } from '../../model/statement.ts'
import { literal, type Text } from '../../model/text.ts'
import { isUnknown } from '../../model/unknown.ts'
import { listOf, property, type Declared, type Possible } from './declared.ts'
import { documentOf, type TemplateDocument } from './documents.ts'
import {
  naively,
  RefusedError,
  type Deployment,
  type Members,
  type Plain,
} from './evaluate/naive-evaluation.ts'
import { conditions, fillings, mappings, parameters, perhaps, texts } from './evaluate/random-values.ts'
import type { Stack } from './evaluate/stack.ts'
import { readingOf } from './test-stack.ts'

const runs = { numRuns: Number(process.env['KEYPLAN_RUNS'] ?? 300) }

interface Template {
  readonly conditions: Members
  readonly properties: Members
}

/** The one resource of a template. */
function resourceOf(
  { conditions: Conditions, properties }: Template,
  rest: Partial<Stack>,
): Declared | undefined {
  const resources = { Key: { Type: 'AWS::KMS::Key', Properties: properties } }
  const template = { Parameters: parameters, Mappings: mappings, Conditions, Resources: resources }
  return readingOf(template, rest).declared[0]
}

function filled(template: Template, given: Deployment['parameters']): Declared | undefined {
  return resourceOf(template, { given: new Map(Object.entries(given)) })
}

/** Plain JSON of a value without holes; nothing where it has some. */
function plain(node: Node | undefined): Plain | undefined {
  switch (node?.type) {
    case 'literal':
      return typeof node.value === 'number' ? String(node.value) : node.value
    case 'text':
      return literal(node.text)
    case 'array': {
      const items = node.items.map(plain)
      return items.every(item => item !== undefined) ? items : undefined
    }
    case 'object': {
      const members = node.members.flatMap(({ name, value }) => {
        const made = plain(value)
        return made === undefined ? [] : [[name, made] as const]
      })
      return members.length === node.members.length ? Object.fromEntries(members) : undefined
    }
    default:
      return undefined
  }
}

/** Whether a value with holes can turn out to be that one. */
function canBe(open: Node | undefined, known: Plain | undefined): boolean {
  if (open?.type === 'unknown') return true
  if (known === undefined) return open === undefined
  if (open?.type === 'text') return typeof known === 'string' && matches(open.text, known)
  if (open?.type === 'array')
    return (
      Array.isArray(known) &&
      open.items.length === known.length &&
      open.items.every((item, at) => canBe(item, known[at]))
    )
  return JSON.stringify(plain(open)) === JSON.stringify(known)
}

function matches(text: Text, known: string): boolean {
  const pattern = text.map(part =>
    isUnknown(part) ? '.*' : part.replaceAll(/[$()*+.?[\\\]^{|}]/g, String.raw`\$&`),
  )
  return new RegExp(`^${pattern.join('')}$`, 's').test(known)
}

/** What CloudFormation makes of a value; `refused` where it deploys nothing. */
function expected(value: Plain, deployment: Deployment): { readonly value: Plain | undefined } | 'refused' {
  try {
    return { value: naively(value, deployment) }
  } catch (error) {
    if (!(error instanceof RefusedError)) throw error
    return 'refused'
  }
}

const templates = (value: fc.Arbitrary<Plain>) =>
  fc.record({ conditions, properties: fc.record({ Value: value }) })

const lists = fc.array(perhaps(texts), { minLength: 1, maxLength: 3 })

describe('with all parameters known', () => {
  test('a value is what a naive evaluation makes of it', () => {
    let told = 0
    fc.assert(
      fc.property(
        templates(fc.oneof(perhaps(texts), lists)),
        fc.constantFrom(...fillings),
        (template, given) => {
          const deployment = { parameters: given, conditions: template.conditions, mappings }
          const naive = expected(template.properties['Value'] ?? null, deployment)
          const resource = filled(template, given)
          const own = resource && property(resource, 'Value')
          if (naive === 'refused') return
          told += 1
          expect(own?.type).not.toBe('unknown')
          expect(plain(own)).toEqual(naive.value)
        },
      ),
      runs,
    )
    expect(told).toBeGreaterThan(runs.numRuns / 2)
  })
})

describe.each(['default', 'open'] as const)('with parameters left %s', mode => {
  const possibleFillings = fillings.filter(({ Team }) => mode === 'open' || Team === 't')
  const open = (template: Template) => resourceOf(template, { parameters: mode })

  /** Whether something holds in each way that the parameters of a template can be filled in. */
  const always = (template: Template, holds: (deployment: Deployment, value: Plain | undefined) => boolean) =>
    possibleFillings.filter(given => {
      const deployment = { parameters: given, conditions: template.conditions, mappings }
      const naive = expected(template.properties['Value'] ?? null, deployment)
      return naive !== 'refused' && !holds(deployment, naive.value)
    })

  test('a value can turn out to be each that it will be', () => {
    const law = fc.property(templates(perhaps(texts)), template => {
      const resource = open(template)
      const own = resource && property(resource, 'Value')
      expect(always(template, (_, value) => canBe(own, value))).toEqual([])
    })
    expect(() => fc.assert(law, runs)).not.toThrow()
  })

  test('what is certain in a list will be in it, and what will be in it is told', () => {
    const law = fc.property(templates(lists), template => {
      const resource = open(template)
      const own = resource === undefined ? [] : listOf(resource, 'Value')
      expect(always(template, (_, value) => isListOf(own, Array.isArray(value) ? value : []))).toEqual([])
    })
    expect(() => fc.assert(law, runs)).not.toThrow()
  })

  test('what is certain of a policy will be said, and what will be said is told', () => {
    const law = fc.property(policies, template => {
      const resource = open(template)
      const told = resource === undefined ? { noneIf: [] } : documentOf(resource, 'Value')
      const faults = always(template, ({ parameters: given }) => {
        const deployed = filled(template, given)
        return isPolicy(told, deployed && documentOf(deployed, 'Value').document)
      })
      expect(faults).toEqual([])
    })
    expect(() => fc.assert(law, runs)).not.toThrow()
  })
})

function isListOf(own: readonly Possible[], items: readonly Plain[]): boolean {
  const certain = own.filter(({ hangsOn }) => hangsOn.length === 0)
  return (
    certain.every(({ node }) => items.some(item => canBe(node, item))) &&
    items.every(item => own.some(({ node }) => canBe(node, item)))
  )
}

function isPolicy({ document, noneIf }: TemplateDocument, will: PolicyDocument | undefined): boolean {
  if (will === undefined) return document === undefined || noneIf.length > 0
  if (document === undefined) return false
  const certain = document.statements.filter(({ conditionHoles }) => conditionHoles.length === 0)
  return (
    certain.every(one => will.statements.some(other => says(one, other, true))) &&
    (document.holes.length > 0 ||
      will.statements.every(other => document.statements.some(one => says(one, other, false))))
  )
}

const statements = fc
  .record({ Action: fc.oneof(texts, lists), Resource: fc.oneof(texts, lists) })
  .map(parts => ({ Effect: 'Allow', ...parts }))

const documents = fc
  .array(perhaps(statements), { minLength: 1, maxLength: 3 })
  .map(Statement => ({ Version: '2012-10-17', Statement }))

const policies = templates(perhaps(documents))

/** Whether a statement with holes can turn out to be another; a certain one may list less. */
function says(open: Statement, known: Statement, less: boolean): boolean {
  const pairs = [
    [open.actions?.items, known.actions?.items],
    [open.resources?.items, known.resources?.items],
  ]
  return pairs.every(([one = [], other = []]) => {
    // What is a hole may be nothing, too.
    const isTold = one.every(
      ({ text }) => text.every(isUnknown) || other.some(item => matches(text, literal(item.text) ?? '')),
    )
    const isCovered = other.every(item => one.some(({ text }) => matches(text, literal(item.text) ?? '')))
    return isTold && (less || isCovered)
  })
}
