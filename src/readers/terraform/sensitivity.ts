import { argument } from './configuration.ts'
import { marksAnything, property } from './json-value.ts'
import type { Reading } from './reading.ts'
import { leavesOfPlan } from './references.ts'
import type { Instance } from './resources.ts'

const deepest = 8

/**
 * Whether the policy of a resource must not be printed. Terraform's mark is lost on the way through
 * `aws_iam_policy_document`, so the documents that the policy is made of are asked too.
 */
export function isSensitive(reading: Reading, instance: Instance, name = 'policy'): boolean {
  if (isMarked(instance, name) || reading.resources.rebuild?.isSensitive(instance, name) === true) return true
  return refersToSensitive(reading, instance, argument(instance.block, name), 0)
}

/** The same for a policy in a block inside a resource: which mark is whose is not told, so each counts. */
export function isSensitiveBlock(
  reading: Reading,
  instance: Instance,
  name: string,
  expression: unknown,
): boolean {
  return isMarked(instance, name) || refersToSensitive(reading, instance, expression, 0)
}

function isMarked({ sensitive }: Instance, name: string): boolean {
  return sensitive === true || marksAnything(property(sensitive, name))
}

function refersToSensitive(
  reading: Reading,
  instance: Instance,
  expression: unknown,
  depth: number,
): boolean {
  if (expression === undefined || depth > deepest) return false
  return leavesOfPlan(reading.resources, instance, expression).some(
    leaf =>
      leaf.kind === 'resource' &&
      leaf.type === 'aws_iam_policy_document' &&
      anySensitive(reading, leaf.instances, depth),
  )
}

/** Many resources can name all instances of one block: the list itself is remembered. */
function anySensitive(reading: Reading, documents: readonly Instance[], depth: number): boolean {
  const cached = reading.sensitive.get(documents)
  if (cached !== undefined) return cached
  const names = ['source_json', 'source_policy_documents', 'override_policy_documents', 'override_json']
  const found = documents.some(
    document =>
      marksAnything(document.sensitive) ||
      names.some(name => refersToSensitive(reading, document, argument(document.block, name), depth + 1)),
  )
  reading.sensitive.set(documents, found)
  return found
}
