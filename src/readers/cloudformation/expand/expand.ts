import { templateOf, type Template } from '../template.ts'
import { noNotes } from './notes.ts'
import { unrolled, type Facts } from './for-each.ts'
import { withoutServerless } from './sam/serverless.ts'
import { macrosOf, serverless, withoutCalls } from './transforms.ts'

/** A template as its macros leave it. */
export interface Expansion {
  readonly template: Template
  /** What the report must tell, in sentences: what is not in the template, and what to do about it. */
  readonly notes: readonly string[]
  /** Whether all that the macros make is in the template, as far as it bears on keys. */
  readonly complete: boolean
}

/**
 * Does what CloudFormation does before it looks at any resource: loops are unrolled, resources of SAM become those that
 * SAM makes of them. Each piece keeps the place of what it was made of. A template without macros comes back as it is.
 */
export function expanded(template: Template, facts: Facts): Expansion {
  const notes = noNotes()
  const { file, tree, transforms } = template
  macrosOf(tree, transforms, notes)
  const given = { file, facts, notes }
  const plain = unrolled(withoutCalls(tree, notes), given)
  const isServerless = transforms.some(name => serverless.test(name))
  const made = isServerless ? withoutServerless(plain, given) : plain
  return { template: made === tree ? template : templateOf(made, file), ...notes.result() }
}
