import { references } from '../../../hcl/references.ts'
import type { Block, Body, Expression } from '../../../hcl/syntax.ts'
import { names } from '../json-value.ts'
import type { ConfigModule, ConfigResource, Configuration, ModuleCall } from '../plan.ts'
import { literalValue, plainText } from './literals.ts'
import { isLocal } from './load.ts'
import { argumentsMismatch, callArguments } from './match-arguments.ts'
import { expressionMismatch } from './match-expression.ts'
import { variablesMismatch } from './match-variables.ts'
import { joined } from './paths.ts'
import type { SourceModule, Sources } from './sources.ts'

/**
 * The first thing that the sources say and the plan's configuration denies, as a sentence; nothing when the plan may have
 * been made from them. Locals are not in a plan, and modules whose sources are not there are not compared.
 */
export function mismatch(sources: Sources, configuration: Configuration): string | undefined {
  const root = configuration.root_module
  if (root === undefined) return 'the plan has no configuration to compare them with'
  const open: Standing[] = [{ module: root, path: [] }]
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const source = sources.moduleAt(next.path)
    if (source === undefined) {
      if (next.path.length === 0) return sources.whyNot([])
      continue
    }
    const found = moduleMismatch(source, next)
    if (found !== undefined) return found
    const { module, path } = next
    for (const [name, call] of Object.entries(module.module_calls ?? {}).toReversed())
      if (call.module !== undefined) open.push({ module: call.module, path: [...path, name] })
  }
  return undefined
}

/** A module of the configuration, by the names of the calls that lead there. */
interface Standing {
  readonly module: ConfigModule
  readonly path: readonly string[]
}

function moduleMismatch(source: SourceModule, standing: Standing): string | undefined {
  return (
    resourcesMismatch(source, standing) ??
    callsMismatch(source, standing) ??
    outputsMismatch(source, standing) ??
    variablesMismatch(source, standing.module, name => shown(standing, `var.${name}`))
  )
}

/** `` `module.app.aws_kms_key.main` ``. */
function shown({ path }: Standing, name: string): string {
  return `\`${[...path.map(called => `module.${called}`), name].join('.')}\``
}

function resourcesMismatch(source: SourceModule, standing: Standing): string | undefined {
  const planned = new Map<string, ConfigResource>()
  for (const resource of standing.module.resources ?? []) {
    const { type, name } = resource
    // Later versions of Terraform know more modes than these.
    const mode: string = resource.mode
    if (mode === 'managed') planned.set(`${type}.${name}`, resource)
    if (mode === 'data') planned.set(`data.${type}.${name}`, resource)
  }
  for (const [name, resource] of planned) {
    const block = source.resources.get(name)
    const of = shown(standing, name)
    if (block === undefined) return `${of} is not in the sources`
    const found =
      repetitionMismatch(block.body, resource, of) ?? argumentsMismatch(block.body, resource.expressions, of)
    if (found !== undefined) return found
  }
  const added = [...source.resources.keys()].find(name => !planned.has(name))
  return added === undefined ? undefined : `${shown(standing, added)} is in the sources and not in the plan`
}

function callsMismatch(source: SourceModule, standing: Standing): string | undefined {
  const planned = standing.module.module_calls ?? {}
  for (const [name, call] of Object.entries(planned)) {
    const block = source.calls.get(name)
    const of = shown(standing, `module.${name}`)
    if (block === undefined) return `${of} is not in the sources`
    const found =
      sourceMismatch(block, call, of) ??
      repetitionMismatch(block.body, call, of) ??
      argumentsMismatch(block.body, call.expressions, of, callArguments)
    if (found !== undefined) return found
  }
  const added = [...source.calls.keys()].find(name => !Object.hasOwn(planned, name))
  return added === undefined
    ? undefined
    : `${shown(standing, `module.${added}`)} is in the sources and not in the plan`
}

/** The plan has a source as it is written; ways to write a local one are the same to us. */
function sourceMismatch({ body }: Block, { source: planned }: ModuleCall, of: string): string | undefined {
  const written = plainText(argumentNamed(body, 'source'))
  if (written === undefined || planned === undefined || shortest(written) === shortest(planned))
    return undefined
  return `the source of ${of} is \`${written}\` in the sources and \`${planned}\` in the plan`
}

const mostUps = 64

function shortest(source: string): string {
  if (!isLocal(source)) return source
  return joined('_/'.repeat(mostUps), source.replaceAll('\\', '/')) ?? source
}

function argumentNamed(body: Body, name: string): Expression | undefined {
  return body.attributes.find(attribute => attribute.name === name)?.value
}

/** Terraform leaves out a `count` or `for_each` that refers to nothing and is no literal, such as `toset(["a"])`. */
function repetitionMismatch(
  body: Body,
  planned: Pick<ConfigResource, 'count_expression' | 'for_each_expression'>,
  of: string,
): string | undefined {
  for (const name of ['count', 'for_each'] as const) {
    const inPlan = planned[`${name}_expression`]
    const written = argumentNamed(body, name)
    if (inPlan === undefined && written === undefined) continue
    if (written === undefined) return `${of} has \`${name}\` in the plan and not in the sources`
    const isShown = literalValue(written) !== undefined || references(written).length > 0
    if (inPlan === undefined && isShown) return `${of} has \`${name}\` in the sources and not in the plan`
    const found = inPlan === undefined ? undefined : expressionMismatch(written, inPlan, body.isJson === true)
    if (found !== undefined) return `\`${name}\` of ${of} ${found}`
  }
  return undefined
}

function outputsMismatch(source: SourceModule, standing: Standing): string | undefined {
  const planned = standing.module.outputs ?? {}
  for (const name of names(planned)) {
    const block = source.outputs.get(name)
    const of = shown(standing, `output.${name}`)
    const value = block === undefined ? undefined : argumentNamed(block.body, 'value')
    if (block === undefined || value === undefined) return `${of} is not in the sources`
    const expression = planned[name]?.expression
    const found =
      expression === undefined ? undefined : expressionMismatch(value, expression, block.body.isJson === true)
    if (found !== undefined) return `${of} ${found}`
  }
  const added = [...source.outputs.keys()].find(name => !Object.hasOwn(planned, name))
  return added === undefined
    ? undefined
    : `${shown(standing, `output.${added}`)} is in the sources and not in the plan`
}
