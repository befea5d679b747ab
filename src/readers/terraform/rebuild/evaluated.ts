import type { Block } from '../../../hcl/syntax.ts'
import type { Evaluated } from '../places/evaluated.ts'
import { parseAddress } from '../address.ts'
import type { Scope as ModuleInstance } from '../configuration.ts'
import type { Instance } from '../resources.ts'
import { unionOf } from './merge-worlds.ts'
import { sourceModule } from './source-module.ts'
import { inEachWorld, type Evaluation, type Run } from './run.ts'
import { sourceBlock } from './resource-values.ts'
import { EvaluationError, nullValue, type Value } from './value.ts'
import { writtenDocumentValue, writtenValue } from './written-values.ts'

/** Answers what is written, with its places, for resources of the plan by their addresses. */
export function evaluatedOf(evaluation: Evaluation): Evaluated {
  const instanceAt = (address: string): Instance | undefined => {
    const { resources } = evaluation
    return resources.byAddress.get(address) ?? resources.destroyed.find(each => each.address === address)
  }
  const ask = (address: string, question: (run: Run, instance: Instance) => Value | undefined) => {
    const instance = instanceAt(address)
    return instance === undefined ? undefined : inAllWorlds(evaluation, run => question(run, instance))
  }
  return {
    blockOf: address => {
      const instance = instanceAt(address)
      if (instance === undefined) return undefined
      return sourceBlock(evaluation, instance) ?? removedBlock(evaluation, instance)
    },
    argumentOf: (address, name) => ask(address, (run, instance) => writtenValue(run, instance, name)),
    documentOf: (address, pointer) =>
      ask(address, (run, instance) => writtenDocumentValue(run, instance, pointer)),
    callsOf: address => {
      const scope = instanceAt(address)?.scope
      return scope === undefined ? [] : callsTo(evaluation, scope)
    },
  }
}

/** Where conditions are unknown, what is written for any of the ways that they can be decided. */
function inAllWorlds(evaluation: Evaluation, ask: (run: Run) => Value | undefined): Value | undefined {
  const found = inEachWorld(evaluation, run => {
    try {
      return ask(run) ?? nullValue
    } catch (error) {
      if (!(error instanceof EvaluationError)) throw error
      return nullValue
    }
  })
  const [first, ...others] = found.map(({ value }) => value).filter(({ kind }) => kind !== 'null')
  if (first === undefined) return undefined
  return first.kind === 'object' ? unionOf([first, ...others]).document : first
}

/** What is left of a resource that the plan forgets or destroys: the block that takes it out, or its module. */
function removedBlock(evaluation: Evaluation, { scope, address }: Instance): Block | undefined {
  const block = parseAddress(address)?.block ?? address
  const own = sourceModule(evaluation, scope)?.removed.get(block)
  const removed = evaluation.sources.moduleAt([])?.removed
  const path = `${scope.plainPath}${block}`.split('.')
  // `module.app.module.key.aws_kms_key.k` goes with `module.app` too.
  const whole = path.map((_, index) => path.slice(0, path.length - index).join('.'))
  return own ?? whole.map(one => removed?.get(one)).find(one => one !== undefined)
}

function callsTo(evaluation: Evaluation, scope: ModuleInstance): readonly Block[] {
  const calls: Block[] = []
  for (let module = scope; module.parent !== undefined; module = module.parent) {
    const name = /([^.]+)\.$/.exec(module.plainPath)?.[1] ?? ''
    const block = sourceModule(evaluation, module.parent)?.calls.get(name)
    if (block !== undefined) calls.push(block)
  }
  return calls
}
