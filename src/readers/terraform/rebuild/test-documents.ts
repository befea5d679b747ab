import { items, marksAnything, property } from '../json-value.ts'
import type { Instance, Resources } from '../resources.ts'
import { writtenNames } from './test-arguments.ts'
import { inEachWorld, type Evaluation, type Run } from './run.ts'
import { derived, EvaluationError, nullValue, type Value } from './value.ts'
import { writtenBlocks, writtenDocumentValue } from './written-values.ts'

/** For tests only: a policy document that is written in the sources. */
export interface WrittenDocument {
  readonly instance: Instance
  /** Where it stands in the instance: `/policy`. */
  readonly pointer: string
  /** Whether the plan does not have it in full. */
  readonly isUnknown: boolean
}

/** For tests only: all policy documents that are written in the sources. */
export function writtenDocuments(evaluation: Evaluation): readonly WrittenDocument[] {
  return [...allInstances(evaluation.resources)].flatMap(instance => {
    const { type, mode, values } = instance
    const documentAt = (pointer: string, name: string): WrittenDocument => ({
      instance,
      pointer,
      isUnknown: values.unknown === true || marksAnything(property(values.unknown, name)),
    })
    if (mode === 'data') return type === 'aws_iam_policy_document' ? [documentAt('/json', 'json')] : []
    const written = writtenNames(evaluation, instance)
    const named = written.filter(name => name === 'policy' || name === 'assume_role_policy')
    return [
      ...named.map(name => documentAt(`/${name}`, name)),
      ...Array.from({ length: inlinePolicies(evaluation, instance) }, (_, index) =>
        documentAt(`/inline_policy/${index}/policy`, 'inline_policy'),
      ),
    ]
  })
}

function allInstances({ byAddress }: Resources): Iterable<Instance> {
  return byAddress.values()
}

function inlinePolicies(evaluation: Evaluation, instance: Instance): number {
  const [only] = safeWorlds(evaluation, run => writtenBlocks(run, instance, 'inline_policy'))
  const planned = items(property(instance.values.json, 'inline_policy')).length
  return only?.kind === 'list' ? Math.max(only.items.length, planned) : 0
}

/** For tests only: what a document is in each way that unknown conditions turn out; a hole where that is an error. */
export function documentWorlds(
  evaluation: Evaluation,
  { instance, pointer }: Pick<WrittenDocument, 'instance' | 'pointer'>,
): readonly Value[] {
  return safeWorlds(evaluation, run => writtenDocumentValue(run, instance, pointer))
}

function safeWorlds(evaluation: Evaluation, ask: (run: Run) => Value | undefined): readonly Value[] {
  return inEachWorld(evaluation, run => {
    try {
      return ask(run) ?? nullValue
    } catch (error) {
      if (!(error instanceof EvaluationError)) throw error
      return derived(failed, [])
    }
  }).map(({ value }) => value)
}

/** For tests only: whether a document is an error of the sources. */
export function isFailure(value: Value): boolean {
  return value.kind === 'hole' && value.refs.length === 0 && value.name === failed
}

const failed = 'an expression that fails'
