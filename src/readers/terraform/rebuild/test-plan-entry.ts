import { readResources } from '../resources.ts'
import type { Instance } from '../resources.ts'
import { changed, planOf } from '../test-plan.ts'

/** For tests only: the entry of a policy document that a plan has put off, with these values. */
export function entryOf(after: unknown, unknown: unknown): Instance {
  const change = changed('data.aws_iam_policy_document.x', Object(after), {
    actions: ['read'],
    after_unknown: unknown,
  })
  const { byAddress } = readResources(
    planOf({ format_version: '1.2', resource_changes: [change] }),
    'plan.json',
  )
  const instance = byAddress.get('data.aws_iam_policy_document.x')
  if (instance === undefined) throw new Error('the plan has no document')
  return instance
}
