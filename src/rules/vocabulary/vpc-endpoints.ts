import type { VpcEndpoint } from '../../model/inventory.ts'
import type { Statement } from '../../model/statement.ts'
import { literal } from '../../model/text.ts'
import { answer, hangsOn } from '../answers.ts'
import type { Word } from '../word.ts'

/**
 * Everybody may do everything through the endpoint: it has no policy, or the one that AWS gives it (Developer Guide, "VPC
 * endpoint policy").
 */
export const letsEverythingThrough: Word<VpcEndpoint> = {
  says: 'everybody may do everything through it',
  ask: ({ policy, hangsOn: open = [] }) => {
    if (policy === undefined) return open.length > 0 ? hangsOn(open) : answer(true)
    const { statements, holes, at } = policy.document
    if (statements.some(isOpen)) return open.length > 0 ? hangsOn(open, [at]) : answer(true, [at])
    return holes.length > 0 ? hangsOn(holes, [at]) : answer(false)
  },
}

function isOpen({ effect, principals, actions, resources, conditions, conditionHoles }: Statement): boolean {
  return (
    effect === 'Allow' &&
    principals?.negated === false &&
    principals.items.some(({ principal }) => principal.kind === 'everyone') &&
    names(actions, /^(?:\*|kms:\*)$/i) &&
    names(resources, /^\*$/) &&
    conditions.length + conditionHoles.length === 0
  )
}

function names(listed: Statement['actions'], pattern: RegExp): boolean {
  return listed?.negated === false && listed.items.some(({ text }) => pattern.test(literal(text) ?? ''))
}
