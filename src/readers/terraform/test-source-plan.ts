import { references } from '../../hcl/references.ts'
import type { Block, Body, Expression } from '../../hcl/syntax.ts'
import { literalValue } from './sources/literals.ts'
import { loadSources } from './sources/load.ts'
import type { SourceFiles, SourceModule, Sources } from './sources/sources.ts'

/** For tests only: what a plan says of a resource besides that it is created. */
export interface PlannedValues {
  readonly after?: object
  readonly unknown?: object
  readonly sensitive?: object
}

/**
 * For tests only: the plan that Terraform would make of these sources, for a new resource of each block. Of each it knows
 * what `values` says, and nothing of `policy` and the like where nothing is said.
 */
export function planOfSources(
  files: SourceFiles,
  values: Readonly<Record<string, PlannedValues>> = {},
  variables: Readonly<Record<string, unknown>> = {},
): object {
  const sources = loadSources(files, '')
  const changes: object[] = []
  const root_module = moduleOf(sources, [], values, changes)
  return {
    format_version: '1.2',
    terraform_version: '1.11.4',
    variables: Object.fromEntries(Object.entries(variables).map(([name, value]) => [name, { value }])),
    planned_values: {},
    resource_changes: changes,
    configuration: {
      provider_config: { aws: { name: 'aws', expressions: { region: { constant_value: 'eu-central-1' } } } },
      root_module,
    },
    complete: true,
    errored: false,
  }
}

function moduleOf(
  sources: Sources,
  path: readonly string[],
  values: Readonly<Record<string, PlannedValues>>,
  changes: object[],
): object {
  const module = sources.moduleAt(path)
  if (module === undefined) throw new Error(sources.whyNot(path))
  const prefix = path.map(name => `module.${name}.`).join('')
  return {
    resources: [...module.resources].map(([name, block]) => {
      changes.push(changeOf(`${prefix}${name}`, name, values[`${prefix}${name}`]))
      return resourceOf(name, block)
    }),
    module_calls: Object.fromEntries(
      [...module.calls].map(([name, { body }]) => [
        name,
        {
          source: constantOf(body, 'source'),
          ...repetitionOf(body),
          expressions: expressionsOf(body, [...repetitions, 'source', 'version', 'providers']),
          module: moduleOf(sources, [...path, name], values, changes),
        },
      ]),
    ),
    ...declarationsOf(module),
  }
}

function markOf({ body }: Block): object {
  return constantOf(body, 'sensitive') === true ? { sensitive: true } : {}
}

function declarationsOf({ outputs, variables }: SourceModule): object {
  return {
    outputs: Object.fromEntries(
      [...outputs].map(([name, block]) => [
        name,
        { ...markOf(block), expression: expressionsOf(block.body)['value'] },
      ]),
    ),
    variables: Object.fromEntries(
      [...variables].map(([name, block]) => [
        name,
        { ...markOf(block), default: constantOf(block.body, 'default') },
      ]),
    ),
  }
}

function addressOf(name: string): { mode: string; type: string; name: string } {
  const [label = '', type = '', mode = 'managed'] = name.split('.').toReversed()
  return { mode, type, name: label }
}

function resourceOf(name: string, { body }: Block): object {
  const expressions = expressionsOf(body, [...repetitions, 'provider', 'depends_on'])
  return { address: name, ...addressOf(name), provider_config_key: 'aws', expressions, ...repetitionOf(body) }
}

const unknownAttributes = { arn: true, id: true, key_id: true, policy: true, json: true }

function changeOf(address: string, name: string, { after, unknown, sensitive }: PlannedValues = {}): object {
  const known = Object.entries(unknownAttributes).filter(([each]) => !Object.hasOwn(after ?? {}, each))
  return {
    address,
    ...addressOf(name),
    change: {
      actions: [name.startsWith('data.') ? 'read' : 'create'],
      before: null,
      after: after ?? {},
      after_unknown: { ...Object.fromEntries(known), ...unknown },
      after_sensitive: sensitive ?? {},
    },
  }
}

const repetitions = ['count', 'for_each']

function repetitionOf({ attributes }: Body): object {
  const written = attributes.filter(({ name }) => repetitions.includes(name))
  return Object.fromEntries(written.map(({ name, value }) => [`${name}_expression`, expressionOf(value)]))
}

function expressionsOf(body: Body, without: readonly string[] = []): Record<string, unknown> {
  const blocks = new Map<string, object[]>()
  for (const { type, body: inner } of body.blocks) {
    if (type !== 'dynamic') blocks.set(type, [...(blocks.get(type) ?? []), expressionsOf(inner)])
  }
  return {
    ...Object.fromEntries(
      body.attributes
        .filter(({ name }) => !without.includes(name))
        .map(({ name, value }) => [name, expressionOf(value)]),
    ),
    ...Object.fromEntries(blocks),
  }
}

function expressionOf(written: Expression): object {
  const literal = literalValue(written)
  if (literal !== undefined) return { constant_value: literal.value }
  const all = references(written)
  return all.length === 0 ? {} : { references: all }
}

function constantOf({ attributes }: Body, name: string): unknown {
  const written = attributes.find(attribute => attribute.name === name)?.value
  return written === undefined ? undefined : literalValue(written)?.value
}
